import type {
  ModelContent,
  ModelData,
  ModelVersion,
  Preview,
  PreviewData,
} from '../../../extensions/app/settings/model/model-data.ts';
import { listRoleChoices, ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { inDays } from '../cards/account.ts';

const { version: _version, ...content } = defaultModel;
export const model = content as ModelContent;
/** A version of the model. */
export const version = (changes: Partial<ModelVersion>): ModelVersion => ({
  version: 1,
  name: 'Starting model',
  basedOn: null,
  revision: 1,
  changedAt: inDays(-9),
  changedBy: 'roundtable',
  activatedAt: inDays(-9),
  activatedBy: 'roundtable',
  difference: null,
  model,
  ...changes,
});
/** The starting model scores; no draft. */
export const data: ModelData = {
  active: version({}),
  draft: null,
  earlier: [],
  starts: [{ id: 'services', label: 'Services', description: 'Companies large enough to buy help.' }],
  unknownProperties: [],
  roles: listRoleChoices(ROLE_LABELS),
  otherRoles: [],
  mayChange: true,
  askWhom: 'ava@vendor.example',
};
const draft = version({
  version: 2,
  basedOn: 1,
  activatedAt: null,
  activatedBy: null,
  changedBy: 'ava@vendor.example',
});
export const drafted: ModelData = { ...data, draft };
export const preview: Preview = {
  accounts: 1_200,
  tiers: [
    { tier: 1, before: 25, after: 22, enter: 3, leave: 6 },
    { tier: 2, before: 150, after: 150, enter: 0, leave: 0 },
    { tier: 3, before: 400, after: 403, enter: 3, leave: 0 },
    { tier: null, before: 625, after: 625, enter: 0, leave: 0 },
  ],
  tierMoves: [{ companyId: '101', name: 'Acme', from: 2, to: 1 }],
  tierMovesTotal: 9,
  stageMoves: [],
  stageMovesTotal: 4,
  fitChanges: { n: 40, atLeast: 5, meanChange: 1 },
  summary: '9 accounts change tier, 3 enter Tier 1.',
  proposed: [
    { tier: 1, accounts: 2 },
    { tier: null, accounts: 1 },
  ],
  unread: [],
};
export const ready: PreviewData = { state: 'ready', done: 1_200, total: 1_200, at: inDays(0), preview };
export const working: PreviewData = { state: 'working', done: 400, total: 1_200, at: null, preview: null };
