// Reads one works record. Run: WAYLEAVE_SECRET=… WAYLEAVE_INSTRUCTION=… node quick-start.mjs TSR1591199404915
const client = Buffer.from(`{{client}}:${process.env.WAYLEAVE_SECRET}`).toString("base64");
const signIn = await fetch("{{control}}/oauth/token", {
  method: "POST",
  headers: { authorization: `Basic ${client}` },
  body: new URLSearchParams({ grant_type: "client_credentials", instruction: process.env.WAYLEAVE_INSTRUCTION }),
});
const { access_token: token } = await signIn.json();

const answer = await fetch(`{{data}}/v6/work/works/${process.argv[2]}`, { headers: { token } });
// 200 is the record; 403 says which clause of the framework it breached, why, and what to do.
console.log(await answer.text());
console.log(answer.status);
