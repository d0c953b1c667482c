import type { FitModel } from '../../fit/fit-model.ts';
import { ICP_TIER, bandsFrom, wordBand } from './bands.ts';

/** For those who sell to or as a manufacturer: what is made there first, then whether the plant is large enough. */
export const MANUFACTURING: FitModel = {
  criteria: [
    {
      id: 'industry',
      label: 'Industry',
      property: 'industry',
      bands: [
        wordBand('makers of machines, vehicles and electronics', 40, [
          'machinery',
          'automotive',
          'motor vehicles',
          'aviation',
          'aerospace',
          'defense',
          'electrical',
          'electronic',
          'electronics',
          'semiconductors',
          'shipbuilding',
          'railroad manufacture',
          'industrial automation',
          'industrials',
          'mechanical',
        ]),
        wordBand('process industries', 34, [
          'chemicals',
          'plastics',
          'mining',
          'metals',
          'materials',
          'oil',
          'energy',
          'paper',
          'glass',
          'pharmaceuticals',
          'food',
          'beverages',
          'utilities',
        ]),
        wordBand('building and moving', 22, [
          'construction',
          'logistics',
          'transportation',
          'warehousing',
          'packaging',
          'wholesale',
        ]),
        { label: 'any other industry', when: { kind: 'known' }, points: 2 },
      ],
    },
    {
      id: 'size',
      label: 'Company size',
      property: 'numberofemployees',
      bands: bandsFrom([
        [20_000, '20,000 employees or more', 24],
        [500, '500 to 19,999 employees', 34],
        [100, '100 to 499 employees', 24],
        [20, '20 to 99 employees', 8],
      ]),
    },
    {
      id: 'revenue',
      label: 'Annual revenue',
      property: 'annualrevenue',
      bands: bandsFrom([
        [100_000_000, '100 million or more', 20],
        [20_000_000, '20 to 100 million', 14],
        [5_000_000, '5 to 20 million', 6],
      ]),
    },
    ICP_TIER,
  ],
  disqualifiers: [],
};
