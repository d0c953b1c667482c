import { describe, expect, test } from 'vitest';
import { RISK_IDS } from '../../src/domain/committee/coverage-types.ts';
import { ROLE_IDS } from '../../src/domain/facts.ts';
import { STAGE_IDS } from '../../src/domain/stage/stage-ids.ts';
import { InvalidInputError } from '../../src/errors.ts';
import { parseManifest, readManifest, type Manifest } from '../../src/manifest/manifest.ts';

function faultsOf(change: (manifest: Manifest) => void): string[] {
  const manifest = structuredClone(readManifest());
  change(manifest);
  try {
    parseManifest(manifest);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return (error as InvalidInputError).faults.map((fault) => `${fault.field}: ${fault.problem}`);
  }
}

function optionsOf(name: string): string[] {
  const property = readManifest().companyProperties.properties.find((candidate) => candidate.name === name);
  return property !== undefined && 'options' in property ? property.options.map((option) => option.value) : [];
}

describe('the manifest', () => {
  test('a card with "HubSpot" in its name is refused, naming the card', () => {
    const faults = faultsOf((manifest) => {
      manifest.cards[1]!.name = 'Plays for Hubspot';
    });
    expect(faults).toEqual(['cards.1.name: must not contain "HubSpot"']);
  });

  test('every fault is named at once', () => {
    const faults = faultsOf((manifest) => {
      manifest.auth.requiredScopes = ['crm.objects.companies.read'];
      manifest.companyProperties.properties[0]!.name = 'tier';
      manifest.webhooks.targetUrl = 'https://elsewhere.example/webhooks';
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'auth.requiredScopes',
      'webhooks.targetUrl',
      'companyProperties.properties.0.name',
    ]);
  });

  test('more than 16 properties, a repeated one and a repeated uid are refused', () => {
    const tooMany = faultsOf(({ companyProperties: { properties } }) => {
      const [first] = properties;
      for (const letter of 'abcdefgh') properties.push({ ...first!, name: `roundtable_${letter}` });
    });
    expect(tooMany).toHaveLength(1);
    expect(tooMany[0]).toMatch(/^companyProperties\.properties: .*16/);
    const repeated = faultsOf(({ companyProperties: { properties } }) => properties.push(properties[0]!));
    expect(repeated).toEqual(['companyProperties.properties: a property is named twice']);
    const uids = faultsOf((manifest) => {
      manifest.page.uid = 'settings';
    });
    expect(uids).toEqual(['uid: a uid is used twice']);
  });

  test('an environment has an account and an https address of its own', () => {
    const faults = faultsOf(({ profiles }) => {
      profiles['development']!.variables.APP_BASE_URL = 'http://localhost:3000';
    });
    expect(faults).toEqual(['profiles.development.variables.APP_BASE_URL: Invalid URL']);
    const same = faultsOf(({ profiles }) => {
      profiles['staging'] = structuredClone(profiles['production']!);
    });
    expect(same).toEqual(['profiles: an account is named twice', 'profiles: an address is named twice']);
    const path = faultsOf(({ profiles }) => {
      profiles['staging']!.variables.APP_BASE_URL += '/';
    });
    expect(path).toEqual(['profiles.staging.variables.APP_BASE_URL: must be https://host without a path']);
  });

  test('property options are the ids of the domain, in its order', () => {
    expect(optionsOf('roundtable_tier')).toEqual(['tier_1', 'tier_2', 'tier_3']);
    expect(optionsOf('roundtable_stage')).toEqual([...STAGE_IDS]);
    expect(optionsOf('roundtable_missing_roles')).toEqual([...ROLE_IDS]);
    expect(optionsOf('roundtable_risks')).toEqual([...RISK_IDS]);
    expect(optionsOf('roundtable_trend')).toEqual(['rising', 'steady', 'falling']);
    expect(optionsOf('roundtable_surging')).toEqual(['true', 'false']);
  });

  test('no subscription is to a property HubSpot sends no changes of', () => {
    // Webhooks guide: num_unique_conversion_events and the last-modified dates are not available.
    const properties = readManifest().webhooks.objects.flatMap((object) => object.properties);
    for (const name of ['num_unique_conversion_events', 'hs_lastmodifieddate', 'lastmodifieddate']) {
      expect(properties).not.toContain(name);
    }
  });
});
