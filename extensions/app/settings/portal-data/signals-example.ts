import type { SignalKey } from './signals-data.ts';

const BODY = `{"signals":[
  {"kind":"intent","id":"radar-1","domain":"acme.example","source":"Radar","topic":"pricing","strength":80,"occurredAt":"$AT"}
]}`;

/** A script for a shell (curl, openssl) that sends one signal with a key: the page's example, and that of docs/signals.md. */
export function exampleOfSending(endpoint: string, { keyId, secret }: SignalKey): string {
  return `KEY='${keyId}'
SECRET='${secret}'
AT=$(date -u +%Y-%m-%dT%H:%M:%SZ)
BODY=$(cat <<END
${BODY}
END
)
MS=$(date +%s)000
SIGNATURE=$(printf '%s.%s' "$MS" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64)
curl -sS -X POST '${endpoint}' \\
  -H 'Content-Type: application/json' \\
  -H "X-Roundtable-Key-Id: $KEY" \\
  -H "X-Roundtable-Timestamp: $MS" \\
  -H "X-Roundtable-Signature: $SIGNATURE" \\
  --data-binary "$BODY"
`;
}
