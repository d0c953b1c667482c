import type { App } from 'roundtable-ui/call-app.ts';
import type { DraftSource, ModelContent, ModelData, ModelSummary, PreviewData } from './model-data.ts';
import type { IcpData, SuccessKind } from './model-icp-data.ts';
import type { PastScoreData } from './model-past-data.ts';

/** What the model's tabs ask of the app. Every change may be sent twice, and answers with all versions. */
export interface ModelClient {
  read: () => Promise<ModelData>;
  openDraft: (requestId: string, from: DraftSource) => Promise<ModelData>;
  /** Refused, as is discarding, where somebody changed the draft since it was read. */
  changeDraft: (draft: SeenVersion, model: ModelContent) => Promise<ModelData>;
  discardDraft: (draft: SeenVersion) => Promise<ModelData>;
  /** Activates the draft as it was looked at, or an earlier version. */
  activate: (requestId: string, wanted: SeenVersion) => Promise<ModelData>;
  readPreview: (version: number) => Promise<PreviewData>;
  askPreview: (version: number) => Promise<PreviewData>;
  /** What closed deals teach, by what counts as success. */
  readIcp: (success: SuccessKind) => Promise<IcpData>;
  /** Puts what is suggested of a property into the draft, or into a new one. */
  takeSuggestion: (requestId: string, property: string, success: SuccessKind) => Promise<IcpData>;
  readPastScore: (asked: PastDay) => Promise<PastScoreData>;
}

/** A version as it was read. */
type SeenVersion = Pick<ModelSummary, 'version' | 'revision'>;

/** An account, a day (`2026-11-20`, UTC) and the model to recompute it by. */
export interface PastDay {
  companyId: string;
  day: string;
  model: 'then' | 'active';
}

export function createModelClient(app: App): ModelClient {
  const path = '/api/settings/model';
  return {
    read: () => app.read(path),
    openDraft: (requestId, from) => app.send(`${path}/draft`, { requestId, from }),
    changeDraft: ({ version, revision }, model) => app.send(`${path}/draft/change`, { version, revision, model }),
    discardDraft: ({ version, revision }) => app.send(`${path}/draft/discard`, { version, revision }),
    activate: (requestId, { version, revision }) => app.send(`${path}/activate`, { requestId, version, revision }),
    readPreview: (version) => app.read(`${path}/preview?version=${version}`),
    askPreview: (version) => app.send(`${path}/preview`, { version }),
    readIcp: (success) => app.read(`${path}/icp?success=${success}`),
    takeSuggestion: (requestId, property, success) => app.send(`${path}/icp/take`, { requestId, property, success }),
    readPastScore: ({ companyId, day, model }) =>
      app.read(
        `${path}/score-on?companyId=${encodeURIComponent(companyId)}&day=${encodeURIComponent(day)}&model=${model}`,
      ),
  };
}
