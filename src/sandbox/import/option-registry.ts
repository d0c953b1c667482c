import { defaultProperties } from '../hubspot/default-properties/default-properties.ts';
import type { PortalData, PortalObjectType } from '../portal-data.ts';

/** Maps the labels of an export to option values, and adds to the portal the options that HubSpot does not define. */
export class OptionRegistry {
  readonly #added: PortalData['addedOptions'];
  readonly #values = new Map<string, Map<string, string>>();

  constructor(added: PortalData['addedOptions']) {
    this.#added = added;
  }

  /** The value of an option given by label or value; `null` if it cannot be an option (HubSpot joins values by `;`). */
  resolve(objectType: PortalObjectType, property: string, label: string): string | null {
    if (label.includes(';')) return null;
    const values = this.#valuesOf(objectType, property);
    const key = toKey(label);
    const known = values.get(key);
    if (known !== undefined) return known;
    values.set(key, label);
    const ofObject = (this.#added[objectType] ??= {});
    (ofObject[property] ??= []).push({ label, value: label });
    return label;
  }

  #valuesOf(objectType: PortalObjectType, property: string): Map<string, string> {
    const name = `${objectType}.${property}`;
    const values = this.#values.get(name) ?? defaultValues(objectType, property);
    this.#values.set(name, values);
    return values;
  }
}

/** HubSpot's own options of a property, by label and by value. */
function defaultValues(objectType: PortalObjectType, property: string): Map<string, string> {
  const options = defaultProperties(objectType).find(({ name }) => name === property)?.options ?? [];
  return new Map(options.flatMap(({ label, value }) => [label, value].map((text) => [toKey(text), value] as const)));
}

/** `Legal & Compliance` and `LEGAL_AND_COMPLIANCE`, `Lead` and `lead` are the same option. Labels in other scripts keep their letters. */
function toKey(label: string): string {
  const words = label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [label];
  return words.filter((word) => word !== 'and').join('') || label;
}
