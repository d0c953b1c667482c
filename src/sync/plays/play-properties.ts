import { listConditionProperties } from '../../domain/condition/list-properties.ts';
import type { PlayEdit } from '../../domain/plays/portal-plays.ts';
import { InvalidInputError } from '../../errors.ts';
import { listPlayChoices } from '../../storage/plays/play-choices.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { findNoDates, findUnknownProperties } from '../model/model-properties.ts';
import type { SyncContext } from '../sync-context.ts';

/** The company properties that triggers name which the portal's admins wrote. */
export async function readPlayProperties(db: Db, portalId: number): Promise<string[]> {
  const choices = await listPlayChoices(db, portalId);
  const edits = choices.flatMap(({ choice }) => choice.edit ?? []);
  return [...new Set(edits.flatMap(({ when }) => listConditionProperties(when).map(({ property }) => property)))];
}

/**
 * A property that a trigger named before may be gone since: that is told elsewhere, and does not stop other changes.
 * @throws InvalidInputError naming each company property of the trigger that the portal does not have
 */
export async function assertTriggerProperties(
  context: SyncContext,
  portalId: number,
  { when }: Pick<PlayEdit, 'when'>,
): Promise<void> {
  const before = await readPlayProperties(context.db.kysely, portalId);
  const added = listConditionProperties(when).filter(({ property }) => !before.includes(property));
  if (added.length === 0) return;
  const names = added.map(({ property }) => property);
  const unknown = new Set(await findUnknownProperties(context, portalId, names));
  const faults = added
    .filter(({ property }) => unknown.has(property))
    .map(({ path, property }) => ({
      field: `edit.when.${path}`,
      problem: `this account has no company property "${property}"`,
    }));
  const dated = added.map(({ path, property, when }) => {
    return { field: `edit.when.${path.replace(/property$/, 'when.kind')}`, property, when };
  });
  faults.push(...(await findNoDates(context.db.kysely, portalId, dated)));
  const [first] = faults;
  if (first !== undefined) throw new InvalidInputError(`Check ${first.field}: ${first.problem}.`, faults);
}
