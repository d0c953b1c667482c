import type { FitModel } from '../../fit/fit-model.ts';
import { ICP_TIER, bandsFrom, wordBand } from './bands.ts';

/** For sellers of software to large companies: size first, then how digital they are and what they run already. */
export const ENTERPRISE_SOFTWARE: FitModel = {
  criteria: [
    {
      id: 'size',
      label: 'Company size',
      property: 'numberofemployees',
      bands: bandsFrom([
        [5_000, '5,000 employees or more', 40],
        [1_000, '1,000 to 4,999 employees', 36],
        [200, '200 to 999 employees', 22],
        [50, '50 to 199 employees', 8],
        [0, 'under 50 employees', 0],
      ]),
    },
    {
      id: 'industry',
      label: 'Industry',
      property: 'industry',
      bands: [
        wordBand('software, internet and telecommunications', 26, [
          'software',
          'internet',
          'computer',
          'technology',
          'telecommunications',
          'information',
        ]),
        wordBand('finance and insurance', 24, [
          'financial',
          'financials',
          'banking',
          'insurance',
          'capital markets',
          'investment',
        ]),
        wordBand('health and life sciences', 20, ['health', 'hospital', 'pharmaceuticals', 'biotechnology', 'medical']),
        wordBand('government and education', -5, ['government', 'education', 'judiciary', 'military']),
        { label: 'any other industry', when: { kind: 'known' }, points: 12 },
      ],
    },
    {
      id: 'technology',
      label: 'Technology in use',
      property: 'web_technologies',
      bands: [
        wordBand('cloud platforms and enterprise suites', 20, [
          'salesforce',
          'amazon web services',
          'microsoft azure',
          'google cloud',
          'snowflake',
          'workday',
          'okta',
          'marketo',
        ]),
        { label: 'other technology is known', when: { kind: 'known' }, points: 8 },
      ],
    },
    {
      id: 'revenue',
      label: 'Annual revenue',
      property: 'annualrevenue',
      bands: bandsFrom([
        [1_000_000_000, '1 billion or more', 20],
        [100_000_000, '100 million to 1 billion', 16],
        [10_000_000, '10 to 100 million', 8],
      ]),
    },
    ICP_TIER,
  ],
  disqualifiers: [],
};
