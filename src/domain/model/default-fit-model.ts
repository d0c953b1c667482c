import type { FitModel } from '../fit/fit-model.ts';

/** Words of industries, each found as whole words in the option or the label. */
const TECHNOLOGY = [
  'technology',
  'software',
  'computer',
  'internet',
  'telecommunications',
  'semiconductors',
  'biotechnology',
  'consulting',
  'media',
  'business services',
  'professional services',
];
const FINANCE_AND_HEALTH = [
  'financial',
  'financials',
  'banking',
  'insurance',
  'accounting',
  'health',
  'healthcare',
  'pharmaceuticals',
  'medical',
  'capital markets',
];
const INDUSTRY = [
  'industrial',
  'industrials',
  'manufacturing',
  'machinery',
  'automotive',
  'automation',
  'engineering',
  'aerospace',
  'aviation',
  'defense',
  'chemicals',
  'materials',
  'energy',
  'utilities',
  'logistics',
  'transportation',
  'construction',
  'electronics',
  'motor vehicles',
];

/**
 * The fit an admin starts from: mid-sized to large companies, rather those that live by software and services, and HubSpot's own
 * "Ideal customer profile tier" where somebody keeps it. Plain and general on purpose: what this portal's own deals
 * say comes from learning. Revenue is in the portal's currency. Industries are named by words, so that HubSpot's options
 * (`COMPUTER_SOFTWARE`) and those a portal made itself ("Financials") are read alike.
 */
export const DEFAULT_FIT_MODEL: FitModel = {
  criteria: [
    {
      id: 'size',
      label: 'Company size',
      property: 'numberofemployees',
      bands: [
        { label: 'over 50,000 employees', when: { kind: 'range', min: 50_001 }, points: 20 },
        { label: '10,000 to 50,000 employees', when: { kind: 'range', min: 10_000 }, points: 34 },
        { label: '1,000 to 9,999 employees', when: { kind: 'range', min: 1_000 }, points: 40 },
        { label: '200 to 999 employees', when: { kind: 'range', min: 200 }, points: 32 },
        { label: '50 to 199 employees', when: { kind: 'range', min: 50 }, points: 14 },
        { label: 'under 50 employees', when: { kind: 'range', min: 0 }, points: 4 },
      ],
    },
    {
      id: 'revenue',
      label: 'Annual revenue',
      property: 'annualrevenue',
      bands: [
        { label: 'over 10 billion', when: { kind: 'range', min: 10_000_000_001 }, points: 20 },
        { label: '250 million to 10 billion', when: { kind: 'range', min: 250_000_000 }, points: 30 },
        { label: '50 to 250 million', when: { kind: 'range', min: 50_000_000 }, points: 26 },
        { label: '10 to 50 million', when: { kind: 'range', min: 10_000_000 }, points: 16 },
        { label: '1 to 10 million', when: { kind: 'range', min: 1_000_000 }, points: 6 },
      ],
    },
    {
      id: 'industry',
      label: 'Industry',
      property: 'industry',
      bands: [
        {
          label: 'technology and services',
          when: { kind: 'containsAny', values: TECHNOLOGY },
          points: 30,
        },
        {
          label: 'finance and health',
          when: { kind: 'containsAny', values: FINANCE_AND_HEALTH },
          points: 24,
        },
        {
          label: 'manufacturing, energy and logistics',
          when: { kind: 'containsAny', values: INDUSTRY },
          points: 20,
        },
        { label: 'any other industry', when: { kind: 'known' }, points: 12 },
      ],
    },
    {
      id: 'icp_tier',
      label: 'Ideal customer profile',
      property: 'hs_ideal_customer_profile',
      bands: [
        { label: 'tier 1', when: { kind: 'oneOf', values: ['tier_1'] }, points: 20 },
        { label: 'tier 2', when: { kind: 'oneOf', values: ['tier_2'] }, points: 12 },
        { label: 'tier 3', when: { kind: 'oneOf', values: ['tier_3'] }, points: 4 },
      ],
    },
  ],
  disqualifiers: [],
};
