import { describe, expect, test } from 'vitest';
import { SEGMENT_KINDS, SEGMENTS } from '../../../src/domain/segments/segments.ts';
import { readManifest, type ManifestProperty } from '../../../src/manifest/manifest.ts';

describe('segments', () => {
  test('are one of each kind, each with a name of its own', () => {
    expect(SEGMENTS.map(({ kind }) => kind)).toEqual(SEGMENT_KINDS);
    expect(new Set(SEGMENTS.map(({ name }) => name)).size).toBe(SEGMENTS.length);
  });

  test('ask for properties that the app publishes, and for values they can have', () => {
    const properties = new Map<string, ManifestProperty>(
      readManifest().companyProperties.properties.map((each) => [each.name, each]),
    );
    for (const condition of SEGMENTS.flatMap(({ conditions }) => conditions)) {
      const property = properties.get(condition.property);
      expect(property?.name).toBe(condition.property);
      if ('is' in condition) expect(property?.type).toBe('bool');
      if (!('anyOf' in condition)) continue;
      const options = property?.type === 'enumeration' ? property.options.map(({ value }) => value) : [];
      expect(options).toEqual(expect.arrayContaining([...condition.anyOf]));
    }
  });
});
