import type { FitModel } from '../../fit/fit-model.ts';
import { ICP_TIER, bandsFrom, wordBand } from './bands.ts';

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
export const GENERAL: FitModel = {
  criteria: [
    {
      id: 'size',
      label: 'Company size',
      property: 'numberofemployees',
      bands: bandsFrom([
        [50_001, 'over 50,000 employees', 20],
        [10_000, '10,000 to 50,000 employees', 34],
        [1_000, '1,000 to 9,999 employees', 40],
        [200, '200 to 999 employees', 32],
        [50, '50 to 199 employees', 14],
        [0, 'under 50 employees', 4],
      ]),
    },
    {
      id: 'revenue',
      label: 'Annual revenue',
      property: 'annualrevenue',
      bands: bandsFrom([
        [10_000_000_001, 'over 10 billion', 20],
        [250_000_000, '250 million to 10 billion', 30],
        [50_000_000, '50 to 250 million', 26],
        [10_000_000, '10 to 50 million', 16],
        [1_000_000, '1 to 10 million', 6],
      ]),
    },
    {
      id: 'industry',
      label: 'Industry',
      property: 'industry',
      bands: [
        wordBand('technology and services', 30, TECHNOLOGY),
        wordBand('finance and health', 24, FINANCE_AND_HEALTH),
        wordBand('manufacturing, energy and logistics', 20, INDUSTRY),
        { label: 'any other industry', when: { kind: 'known' }, points: 12 },
      ],
    },
    ICP_TIER,
  ],
  disqualifiers: [],
};
