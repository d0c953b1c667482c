import { randomBytes } from 'node:crypto';
import { assert, nat, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokenCipher } from '../../src/storage/connection/token-cipher.ts';

const old = { id: '2025', key: randomBytes(32) };
const current = { id: '2026', key: randomBytes(32) };

/** The parts of a ciphertext as the bytes they stand for. */
function toHex(ciphertext: string): string {
  const parts = ciphertext.split('.').slice(1);
  return parts.map((part) => Buffer.from(part, 'base64url').toString('hex')).join('.');
}

describe('the token cipher', () => {
  test('gives back any text, and never the same ciphertext twice', () => {
    const cipher = createTokenCipher([current]);
    assert(
      property(nat(), string({ unit: 'binary' }), (portalId, text) => {
        const first = cipher.encrypt(portalId, text);
        expect(cipher.decrypt(portalId, first)).toBe(text);
        expect(cipher.encrypt(portalId, text)).not.toBe(first);
      }),
    );
  });

  test('opens for its own portal only', () => {
    const cipher = createTokenCipher([current]);
    expect(() => cipher.decrypt(2, cipher.encrypt(1, 'token'))).toThrow(/portal 2/);
  });

  test('notices any changed byte', () => {
    const cipher = createTokenCipher([current]);
    const sealed = cipher.encrypt(1, 'token');
    for (let index = sealed.indexOf('.') + 1; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'Q' : 'A';
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
      // The last character of a base64url part may differ in bits that belong to no byte.
      if (toHex(changed) !== toHex(sealed)) expect(() => cipher.decrypt(1, changed)).toThrow(/token/);
    }
  });

  test('is rotated by putting a new key first', () => {
    const before = createTokenCipher([old]).encrypt(1, 'token');
    const rotated = createTokenCipher([current, old]);
    expect(rotated.decrypt(1, before)).toBe('token');
    expect(rotated.keyId).toBe('2026');
    expect(rotated.encrypt(1, 'token')).toMatch(/^2026\./);
    expect(() => createTokenCipher([current]).decrypt(1, before)).toThrow(/"2025", which is not configured/);
  });

  test('refuses keys that are none', () => {
    expect(() => createTokenCipher([])).toThrow(/no encryption key/);
    expect(() => createTokenCipher([{ id: 'k', key: randomBytes(16) }])).toThrow(/16 bytes/);
    expect(() => createTokenCipher([old, old])).toThrow(/unique/);
    expect(() => createTokenCipher([{ ...old, id: 'a.b' }])).toThrow(/unique and of/);
    expect(() => createTokenCipher([old]).decrypt(1, 'plain')).toThrow(/form/);
  });
});
