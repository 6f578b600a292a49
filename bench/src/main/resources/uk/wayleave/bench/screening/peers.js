// Reads texts as JSON from standard input, has one engine look at each, and writes spans and time as JSON.
// Spans of redact-pii are found by laying its redacted text over the original: it gives none.
const fs = require('node:fs');
const engine = process.argv[2];
const rounds = Number(process.argv[3]);
const texts = JSON.parse(fs.readFileSync(0, 'utf8'));

const CLASSES = {
  PERSON_NAME: 'name', EMAIL_ADDRESS: 'email', PHONE_NUMBER: 'telephone', CREDIT_CARD_NUMBER: 'payment-card',
  STREET_ADDRESS: 'household', ZIPCODE: 'postcode-with-house', USERNAME: 'social-handle', PASSWORD: 'access-code',
  CREDENTIALS: 'access-code', US_SOCIAL_SECURITY_NUMBER: 'national-insurance-number', DIGITS: 'telephone',
  IP_ADDRESS: 'email', URL: 'social-handle',
};
const TOKEN = new RegExp('(' + Object.keys(CLASSES).join('|') + ')', 'g');

function laidOver(text, redacted) {
  const parts = redacted.split(TOKEN);
  const spans = [];
  let at = parts[0].length;
  for (let i = 1; i < parts.length; i += 2) {
    const next = parts[i + 1];
    let end = next === '' ? (i + 2 >= parts.length ? text.length : at + 1) : text.indexOf(next, at + 1);
    if (end < 0) end = text.length;
    if (end > at) spans.push([CLASSES[parts[i]], at, end]);
    at = end + next.length;
  }
  return spans;
}

function engineOf(name) {
  if (name === 'redact-pii') {
    const { SyncRedactor } = require('redact-pii');
    const redactor = new SyncRedactor();
    return { look: text => redactor.redact(text), spans: laidOver };
  }
  const nlp = require('compromise');
  return {
    look: text => nlp(text).people().json({ offset: true }),
    spans: (text, found) => found.map(one => ['name', one.offset.start, one.offset.start + one.offset.length]),
  };
}

const { look, spans } = engineOf(engine);
const found = texts.map(text => spans(text, look(text)));
const before = process.cpuUsage();
for (let round = 0; round < rounds; round++) for (const text of texts) look(text);
const used = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ found, cpuMicros: used.user + used.system }));
