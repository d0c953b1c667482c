import type { App } from 'roundtable-ui/call-app.ts';
import type { LibraryPageData, ListedText, ShownText, TextData } from './library-data.ts';
import { toTextData } from './library-fit.ts';
import type {
  CountingData,
  ImportPlaysAnswer,
  CompanyProperty,
  PlayEditData,
  PlaysPageData,
  SequenceChoice,
} from './plays-data.ts';

/** What the plays page asks of the app. Every change carries an id of its own, so that it may be sent twice. */
export interface PlaysClient {
  read: () => Promise<PlaysPageData>;
  /** Whether a change of a play is still being looked at everywhere. */
  isCounting: () => Promise<boolean>;
  switchPlay: (playId: string, enabled: boolean) => () => Promise<PlaysPageData>;
  /** Keeps a play that is proposed for retirement: it is asked again in 90 days. */
  keepPlay: (playId: string) => () => Promise<PlaysPageData>;
  setAutoStart: (playId: string, tiers: readonly number[]) => () => Promise<PlaysPageData>;
  edit: (playId: string | null, version: number, edit: PlayEditData) => () => Promise<PlaysPageData>;
  /** Keeps what was written of a play so far; `null`: of one that is to be added. */
  keepDraft: (playId: string | null, version: number, edit: PlayEditData) => Promise<unknown>;
  discardDraft: (playId: string | null) => () => Promise<PlaysPageData>;
  reset: (playId: string) => () => Promise<PlaysPageData>;
  /** The company properties of the account that a condition may name. */
  listProperties: () => Promise<CompanyProperty[]>;
  /** The sequences that the signed user sees in HubSpot. */
  listSequences: () => Promise<SequenceChoice[]>;
  importPast: (table: string) => () => Promise<ImportPlaysAnswer>;
  /** As they read at an account; `null` leaves the choice to the app. */
  readTexts: (companyId: string | null) => Promise<LibraryPageData>;
  /** Writes a text in the place of the one that was read, refused where that is another by now; `null`: a new one. */
  saveText: (held: ListedText | null, text: TextData, companyId: string | null) => () => Promise<LibraryPageData>;
  /** How a text that is being written would read. */
  tryText: (text: TextData, companyId: string) => Promise<ShownText>;
}

/** @param makeId gives each change its id */
export function createPlaysClient(app: App, makeId: () => string): PlaysClient {
  const change = <T>(path: string, body: Record<string, unknown>): (() => Promise<T>) => {
    const requestId = makeId();
    return () => app.send<T>(`/api/plays/${path}`, { requestId, ...body });
  };
  return {
    read: () => app.read('/api/plays'),
    isCounting: async () => (await app.read<CountingData>('/api/plays/counting')).isCounting,
    listProperties: () => app.read('/api/plays/company-properties'),
    listSequences: () => app.read('/api/plays/sequences'),
    switchPlay: (playId, enabled) => change('switch', { playId, enabled }),
    keepPlay: (playId) => change('keep', { playId }),
    setAutoStart: (playId, tiers) => change('auto-start', { playId, tiers: [...tiers] }),
    edit: (playId, version, edit) => change('edit', { playId, version, edit }),
    keepDraft: (playId, version, edit) => app.send('/api/plays/draft', { playId, version, edit }),
    discardDraft: (playId) => () => app.send('/api/plays/draft/discard', { playId }),
    reset: (playId) => change('reset', { playId }),
    importPast: (table) => change('import', { table }),
    readTexts: (companyId) => app.read(`/api/plays/texts${companyId === null ? '' : `?companyId=${companyId}`}`),
    saveText: (held, text, companyId) => {
      if (held === null) return change('texts/save', { textId: null, text, companyId });
      const { archived: _archived, ...seen } = toTextData(held);
      return change('texts/save', { textId: held.textId, text, companyId, seen });
    },
    tryText: ({ role, stage, industry, text }, companyId) =>
      app.send('/api/plays/texts/try', { role, stage, industry, text, companyId }),
  };
}
