import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError, InvalidInputError } from '../../errors.ts';

export interface CipherKey {
  /** Short name of the key, without `.`; it is part of every ciphertext. */
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

export interface TokenCipher {
  /** Id of the key new ciphertexts are made with. */
  keyId: string;
  /** `keyId.nonce.tag.ciphertext`, base64url; it opens for this portal only. */
  encrypt: (portalId: number, plaintext: string) => string;
  /** @throws TokenCipherError where the key is not known, the portal is another, or a byte was changed */
  decrypt: (portalId: number, ciphertext: string) => string;
}

export class TokenCipherError extends AppError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'TOKEN_UNREADABLE', retry: 'never', cause });
  }
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D: 96 bits, random, fit for 2^32 messages a key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with the portal's id as additional data, so that a row copied to another portal does not open.
 * Encrypts with the first key and decrypts with any: put a new key first, drop the old one when nothing names it.
 * @throws InvalidInputError where there is no key, a key has not 32 bytes, or an id is empty, doubled or has a dot
 */
export function createTokenCipher(keys: readonly CipherKey[]): TokenCipher {
  const [current] = keys;
  if (current === undefined) throw new InvalidInputError('There is no encryption key: give at least one.');
  const byId = new Map<string, Buffer>();
  for (const { id, key } of keys) {
    if (!/^[\w-]+$/.test(id) || byId.has(id)) {
      throw new InvalidInputError(`The encryption key id "${id}" must be unique and of letters, digits, - and _.`);
    }
    if (key.length !== KEY_BYTES) {
      throw new InvalidInputError(`The encryption key "${id}" has ${key.length} bytes, it must have ${KEY_BYTES}.`);
    }
    byId.set(id, key);
  }
  return {
    keyId: current.id,
    encrypt: (portalId, plaintext) => encrypt(current, portalId, plaintext),
    decrypt: (portalId, ciphertext) => decrypt(byId, portalId, ciphertext),
  };
}

function encrypt({ id, key }: CipherKey, portalId: number, plaintext: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(String(portalId)));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return [id, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
}

function decrypt(keys: ReadonlyMap<string, Buffer>, portalId: number, ciphertext: string): string {
  const [id = '', nonce, tag, body] = ciphertext.split('.');
  if (nonce === undefined || tag === undefined || body === undefined) {
    throw new TokenCipherError('A stored token is not in the form this app writes.');
  }
  const key = keys.get(id);
  if (key === undefined) {
    throw new TokenCipherError(`A stored token was encrypted with the key "${id}", which is not configured.`);
  }
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(String(portalId)));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new TokenCipherError(`A stored token does not open with the key "${id}" for portal ${portalId}.`, error);
  }
}
