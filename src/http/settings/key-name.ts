import { z } from 'zod';

const MOST_CHARACTERS = 60;

/** What an admin calls a key, so that everybody knows which one to revoke. */
export const keyNameSchema = z
  .string('must be a name')
  .trim()
  .min(1, 'must be a name')
  .max(MOST_CHARACTERS, `must have at most ${MOST_CHARACTERS} characters`);
