import { describe, expect, it, test } from 'vitest';
import type { PortalNorms } from '../../../src/domain/scores.ts';
import { findBestPoints } from '../../../src/domain/fit/judge-criterion.ts';
import { scoreFit } from '../../../src/domain/fit/score-fit.ts';
import { STARTING_MODELS } from '../../../src/domain/model/starting-models/starting-models.ts';
import { INDUSTRIES } from '../../../src/sandbox/hubspot/default-properties/industries.ts';
import { COMPANY_PROPERTIES } from '../../../src/sandbox/hubspot/default-properties/company-properties.ts';
import { NOW } from '../../fixtures/account-facts.ts';

const NORMS: PortalNorms = { meanPointsByCriterion: {} };
const fitOf = (id: string, properties: Record<string, string>) => {
  const found = STARTING_MODELS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no model ${id}`);
  return scoreFit({ properties, timeZone: 'UTC' }, found.fit, NORMS, NOW);
};

const totalOf = (id: string, properties: Record<string, string>) => fitOf(id, properties).total ?? 0;
const technologyFit = (value: string) => totalOf('enterprise_software', { web_technologies: value });

describe.each(STARTING_MODELS)('$id', ({ fit, id }) => {
  it('is built on properties every portal has', () => {
    const known = new Set(COMPANY_PROPERTIES.map(({ name }) => name));
    const used = [...fit.criteria, ...fit.disqualifiers].map(({ property }) => property);
    expect(used.filter((property) => !known.has(property))).toEqual([]);
  });

  it('has something to win in every criterion, and finds a band for every one of HubSpot’s industries', () => {
    for (const criterion of fit.criteria) expect(findBestPoints(criterion)).toBeGreaterThan(0);
    for (const [industry] of INDUSTRIES) {
      const line = fitOf(id, { industry }).lines.find(({ label }) => label.startsWith('Industry'));
      expect(['matched', 'penalty']).toContain(line?.kind);
    }
  });

  it('can give 100 and never leaves 0 to 100, its lines adding up', () => {
    for (const employees of ['3', '150', '800', '4000', '60000']) {
      const { total, lines } = fitOf(id, {
        numberofemployees: employees,
        industry: 'MACHINERY',
        annualrevenue: '70000000',
      });
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total);
      expect(total).toBeGreaterThanOrEqual(0);
      expect(total).toBeLessThanOrEqual(100);
    }
  });
});

test('each prefers its own kind of account', () => {
  const bank = {
    numberofemployees: '9000',
    industry: 'BANKING',
    annualrevenue: '2000000000',
    web_technologies: 'Salesforce;Okta',
  };
  const plant = { numberofemployees: '1200', industry: 'MACHINERY', annualrevenue: '300000000' };
  const agency = { numberofemployees: '400', industry: 'MARKETING_AND_ADVERTISING', annualrevenue: '60000000' };
  expect(totalOf('enterprise_software', bank)).toBeGreaterThan(totalOf('enterprise_software', plant));
  expect(totalOf('manufacturing', plant)).toBeGreaterThan(totalOf('manufacturing', bank));
  expect(totalOf('services', plant)).toBeGreaterThan(totalOf('services', agency));
  expect(totalOf('services', { ...plant, type: 'PARTNER' })).toBe(0);
});

test('technology is read from a multi-select and from text alike', () => {
  expect(technologyFit('Salesforce;Google Analytics')).toBe(technologyFit('We run salesforce and little else'));
  expect(technologyFit('Salesforce')).toBeGreaterThan(technologyFit('Google Analytics'));
});
