import type { Migration } from 'kysely/migration';
import * as portals from './001-portals.ts';
import * as mirror from './002-mirror.ts';
import * as scores from './003-scores.ts';
import * as work from './004-work.ts';

/** Every migration by name, in the order of the names; one that was released is never edited. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-portals': portals,
  '002-mirror': mirror,
  '003-scores': scores,
  '004-work': work,
};
