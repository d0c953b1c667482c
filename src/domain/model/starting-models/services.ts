import type { FitModel } from '../../fit/fit-model.ts';
import { ICP_TIER, bandsFrom, wordBand } from './bands.ts';

/** For consultancies and agencies: companies large enough to buy help and too small, or too busy, to do it all themselves. */
export const SERVICES: FitModel = {
  criteria: [
    {
      id: 'revenue',
      label: 'Annual revenue',
      property: 'annualrevenue',
      bands: bandsFrom([
        [5_000_000_000, '5 billion or more', 18],
        [50_000_000, '50 million to 5 billion', 36],
        [10_000_000, '10 to 50 million', 26],
        [2_000_000, '2 to 10 million', 10],
      ]),
    },
    {
      id: 'size',
      label: 'Company size',
      property: 'numberofemployees',
      bands: bandsFrom([
        [10_000, '10,000 employees or more', 16],
        [250, '250 to 9,999 employees', 30],
        [50, '50 to 249 employees', 22],
        [10, '10 to 49 employees', 8],
      ]),
    },
    {
      id: 'industry',
      label: 'Industry',
      property: 'industry',
      bands: [
        wordBand('those who do the same work', -20, [
          'management consulting',
          'marketing and advertising',
          'outsourcing',
          'staffing',
        ]),
        wordBand('regulated industries', 28, [
          'financial',
          'financials',
          'banking',
          'insurance',
          'pharmaceuticals',
          'health',
          'hospital',
          'utilities',
          'energy',
        ]),
        wordBand('industry and trade', 22, [
          'industrial',
          'industrials',
          'manufacturing',
          'automotive',
          'chemicals',
          'logistics',
          'retail',
          'wholesale',
          'consumer goods',
        ]),
        { label: 'any other industry', when: { kind: 'known' }, points: 14 },
      ],
    },
    ICP_TIER,
  ],
  disqualifiers: [
    {
      id: 'vendor',
      label: 'a vendor or partner of ours',
      property: 'type',
      when: { kind: 'oneOf', values: ['VENDOR', 'PARTNER'] },
    },
  ],
};
