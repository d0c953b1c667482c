import type { Association } from '../../../hubspot/records/associations.ts';

/** HubSpot's type of the primary company of a contact (1), a deal (5). */
const PRIMARY_TYPE_IDS = new Set([1, 5]);

/** The links to companies of these records, with which of them is the primary one. */
export function companyLinks(
  associations: ReadonlyMap<string, readonly Association[]>,
  fromIds: readonly string[],
): { fromId: string; companyId: string; primary: boolean }[] {
  return fromIds.flatMap((fromId) =>
    (associations.get(fromId) ?? []).map(({ toId, types }) => ({
      fromId,
      companyId: toId,
      primary: types.some(({ category, typeId }) => category === 'HUBSPOT_DEFINED' && PRIMARY_TYPE_IDS.has(typeId)),
    })),
  );
}
