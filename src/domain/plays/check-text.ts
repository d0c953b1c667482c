import { listFieldNames, MERGE_FIELD_NAMES } from './merge-fields.ts';

const UNRESOLVED_ROLE = /\{\{\s*role\s*\}\}/;

/**
 * What keeps a text from ever being shown: unknown fields, braces that are no field, a role where there is none.
 * @param hasRole whether the text is for a certain role
 */
export function findTextFaults(text: string, { hasRole }: { hasRole: boolean }): string[] {
  const known: readonly string[] = MERGE_FIELD_NAMES;
  const unknown = listFieldNames(text).filter((name) => !known.includes(name));
  const left = text.replaceAll(/\{\{\s*[a-zA-Z.]+\s*(?:\|[^{}]*)?\}\}/g, '');
  const hasGap = /[{}]/.test(left);
  const lacksRole = !hasRole && UNRESOLVED_ROLE.test(text);
  return [
    ...unknown.map((name) => `{{${name}}} is no merge field: use one of ${known.join(', ')}`),
    ...(hasGap ? ['has a brace that is no merge field: write {{company}} or {{contact.firstName|there}}'] : []),
    ...(lacksRole ? ['{{role}} is never known here: choose the role it is for, or write {{role|words}}'] : []),
  ];
}
