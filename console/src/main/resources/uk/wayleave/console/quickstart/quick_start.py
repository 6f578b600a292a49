# Reads one works record. Run: WAYLEAVE_SECRET=… WAYLEAVE_INSTRUCTION=… python3 quick_start.py TSR1591199404915
import base64, json, os, sys, urllib.error, urllib.parse, urllib.request

client = base64.b64encode(f"{{client}}:{os.environ['WAYLEAVE_SECRET']}".encode()).decode()
form = {"grant_type": "client_credentials", "instruction": os.environ["WAYLEAVE_INSTRUCTION"]}
sign_in = urllib.request.Request(
    "{{control}}/oauth/token", urllib.parse.urlencode(form).encode(), {"Authorization": f"Basic {client}"})
token = json.load(urllib.request.urlopen(sign_in))["access_token"]

read = urllib.request.Request(f"{{data}}/v6/work/works/{sys.argv[1]}", headers={"token": token})
try:
    with urllib.request.urlopen(read) as answer:
        print(answer.read().decode())
        print(answer.status)
except urllib.error.HTTPError as refused:
    # 403 says which clause of the framework it breached, why, and what to do.
    print(refused.read().decode())
    print(refused.code)
