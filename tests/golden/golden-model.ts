import { wordBand } from '../../src/domain/model/starting-models/bands.ts';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';

const PUBLIC_SECTOR = wordBand('government and education', -5, ['government', 'education']);

/**
 * The starting model with what it leaves to admins, a negative band and a disqualifier, and with so few seats that
 * twenty accounts compete for them.
 */
export const GOLDEN_MODEL: Model = {
  ...defaultModel,
  fit: {
    criteria: defaultModel.fit.criteria.map((criterion) =>
      criterion.id === 'industry' ? { ...criterion, bands: [PUBLIC_SECTOR, ...criterion.bands] } : criterion,
    ),
    disqualifiers: [
      { id: 'partner', label: 'Partner', property: 'type', when: { kind: 'oneOf', values: ['PARTNER'] } },
    ],
  },
  tiering: {
    ...defaultModel.tiering,
    rules: [
      { tier: 1, seats: 3, fitFloor: 70 },
      { tier: 2, seats: 4, fitFloor: 50 },
      { tier: 3, seats: 5, fitFloor: 30 },
    ],
  },
};
