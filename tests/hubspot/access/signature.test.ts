import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SignatureV3Input, verifySignatureV2, verifySignatureV3 } from '../../../src/hubspot/access/signature.ts';

/** HubSpot's own example, run against its client. */
const example: SignatureV3Input = {
  secrets: ['yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy'],
  method: 'POST',
  uri: 'https://www.example.com/webhook_uri',
  rawBody: "{'example_field':'example_value'}",
  timestamp: '1693657560000',
  signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
  now: 1693657560000,
};

const at = (offsetMs: number) => verifySignatureV3({ ...example, now: example.now + offsetMs });

describe('version 3', () => {
  test('HubSpot’s example is valid, as text and as bytes', () => {
    expect(verifySignatureV3(example)).toEqual({ valid: true });
    expect(verifySignatureV3({ ...example, rawBody: Buffer.from(example.rawBody) })).toEqual({ valid: true });
  });

  test('any of several secrets will do, so that one can be rotated', () => {
    expect(verifySignatureV3({ ...example, secrets: ['new', ...example.secrets] })).toEqual({ valid: true });
    expect(verifySignatureV3({ ...example, secrets: ['new'] })).toEqual({ valid: false, reason: 'mismatch' });
    expect(verifySignatureV3({ ...example, secrets: [] })).toEqual({ valid: false, reason: 'mismatch' });
  });

  test.each<[string, Partial<SignatureV3Input>]>([
    ['method', { method: 'PUT' }],
    ['uri', { uri: 'https://www.example.com/webhook_uri?x=1' }],
    ['body', { rawBody: "{'example_field':'example_valu3'}" }],
    ['timestamp', { timestamp: '1693657560001' }],
    ['signature', { signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y' }],
  ])('another %s is a mismatch', (_, change) => {
    expect(verifySignatureV3({ ...example, ...change })).toEqual({ valid: false, reason: 'mismatch' });
  });

  test('five minutes either way are accepted, a millisecond more is not', () => {
    expect(at(300_000)).toEqual({ valid: true });
    expect(at(-300_000)).toEqual({ valid: true });
    expect(at(300_001)).toEqual({ valid: false, reason: 'too-old' });
    expect(at(-300_001)).toEqual({ valid: false, reason: 'in-the-future' });
  });

  test.each(['', 'soon', '1e12', '-5', '1693657560000.5', '9'.repeat(400)])('timestamp %j is refused', (timestamp) => {
    expect(verifySignatureV3({ ...example, timestamp }).valid).toBe(false);
  });

  test('missing headers are said to be missing', () => {
    expect(verifySignatureV3({ ...example, signature: undefined })).toEqual({ valid: false, reason: 'missing' });
    expect(verifySignatureV3({ ...example, timestamp: undefined })).toEqual({ valid: false, reason: 'missing' });
  });

  test('of the URI only HubSpot’s twelve escapes are decoded, in either case', () => {
    const sent = 'https://app.test/api?userEmail=ann%40x.test&a=%3a%2F%3F%21%24%27%28%29%2A%2C%3B&b=%20%26%3D%25';
    const signed = "https://app.test/api?userEmail=ann@x.test&a=:/?!$'()*,;&b=%20%26%3D%25";
    const signature = createHmac('sha256', 's').update(`GET${signed}1693657560000`).digest('base64');
    const input = { ...example, secrets: ['s'], method: 'GET', rawBody: '', signature };
    expect(verifySignatureV3({ ...input, uri: sent })).toEqual({ valid: true });
  });

  test('no other signature is ever valid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (signature) => {
        fc.pre(signature !== example.signature);
        expect(verifySignatureV3({ ...example, signature }).valid).toBe(false);
      }),
    );
  });
});

describe('version 2', () => {
  const uri = 'https://app.test/workflow-actions/recalc';
  const rawBody = '{"callbackId":"ap-1","note":"grün"}';
  const signature = createHash('sha256').update(`secretPOST${uri}${rawBody}`).digest('hex');
  const input = { secrets: ['other', 'secret'], method: 'POST', uri, rawBody, signature };

  test('hex(SHA-256(secret + method + URI + body)) is valid', () => {
    expect(verifySignatureV2(input)).toEqual({ valid: true });
    expect(verifySignatureV2({ ...input, signature: signature.toUpperCase() })).toEqual({ valid: true });
  });

  test('another body is a mismatch, none a missing signature', () => {
    expect(verifySignatureV2({ ...input, rawBody: '{}' })).toEqual({ valid: false, reason: 'mismatch' });
    expect(verifySignatureV2({ ...input, signature: undefined })).toEqual({ valid: false, reason: 'missing' });
  });
});
