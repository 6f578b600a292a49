#!/bin/sh
# Reads one works record. Run: WAYLEAVE_SECRET=… WAYLEAVE_INSTRUCTION=… sh quick-start.sh TSR1591199404915
set -eu
token=$(curl -sS --fail-with-body '{{control}}/oauth/token' -u "{{client}}:$WAYLEAVE_SECRET" \
  -d grant_type=client_credentials -d "instruction=$WAYLEAVE_INSTRUCTION" |
  sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p')
# 200 is the record; 403 says which clause of the framework it breached, why, and what to do.
curl -sS -w '\n%{http_code}\n' -H "token: $token" "{{data}}/v6/work/works/$1"
