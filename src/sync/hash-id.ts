import { createHash } from 'node:crypto';

/** An id that a repeated request makes again: `length` hex digits of the SHA-256 of what identifies it. */
export function hashId(length: number, ...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('hex').slice(0, length);
}
