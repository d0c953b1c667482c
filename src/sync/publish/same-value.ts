/** What of a property says how HubSpot writes its values. */
export interface ComparedProperty {
  name: string;
  type: string;
  fieldType: string;
}

/**
 * Whether HubSpot holds what it was given, however it writes it: a number with or without decimals, a time as ISO 8601
 * or epoch ms, the values of a checkbox in any order, a text without the blanks around it.
 */
export function isSameValue(property: ComparedProperty, given: string, held: string | null | undefined): boolean {
  return normalize(property, given) === normalize(property, held ?? '');
}

function normalize(property: ComparedProperty, value: string): string {
  const text = value.replaceAll('\r\n', '\n').trim();
  if (text === '') return '';
  if (property.type === 'number') return String(Number(text));
  if (property.type === 'bool') return text.toLowerCase();
  if (property.type === 'datetime') return String(/^-?\d+$/.test(text) ? Number(text) : Date.parse(text));
  if (property.fieldType === 'checkbox') return text.split(';').filter(Boolean).toSorted().join(';');
  return text;
}
