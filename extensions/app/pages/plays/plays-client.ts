import type { App } from 'roundtable-ui/call-app.ts';
import type { LibraryPageData, ListedText, ShownText, TextData } from './library-data.ts';
import type { ImportPlaysAnswer, CompanyProperty, PlayEditData, PlaysPageData, SequenceChoice } from './plays-data.ts';

/** What the plays page asks of the app. Every change carries an id of its own, so that it may be sent twice. */
export interface PlaysClient {
  read: () => Promise<PlaysPageData>;
  switchPlay: (playId: string, enabled: boolean) => () => Promise<PlaysPageData>;
  setAutoStart: (playId: string, tiers: readonly number[]) => () => Promise<PlaysPageData>;
  edit: (playId: string | null, version: number, edit: PlayEditData) => () => Promise<PlaysPageData>;
  reset: (playId: string) => () => Promise<PlaysPageData>;
  /** The company properties of the account that a condition may name. */
  listProperties: () => Promise<CompanyProperty[]>;
  /** The sequences that the signed user sees in HubSpot. */
  listSequences: () => Promise<SequenceChoice[]>;
  importPast: (table: string) => () => Promise<ImportPlaysAnswer>;
  /** As they read at an account; `null` leaves the choice to the app. */
  readTexts: (companyId: string | null) => Promise<LibraryPageData>;
  saveText: (textId: string | null, text: TextData, companyId: string | null) => () => Promise<LibraryPageData>;
  archiveText: (text: ListedText, companyId: string | null) => () => Promise<LibraryPageData>;
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
    listProperties: () => app.read('/api/settings/company-properties'),
    listSequences: () => app.read('/api/plays/sequences'),
    switchPlay: (playId, enabled) => change('switch', { playId, enabled }),
    setAutoStart: (playId, tiers) => change('auto-start', { playId, tiers: [...tiers] }),
    edit: (playId, version, edit) => change('edit', { playId, version, edit }),
    reset: (playId) => change('reset', { playId }),
    importPast: (table) => change('import', { table }),
    readTexts: (companyId) => app.read(`/api/plays/texts${companyId === null ? '' : `?companyId=${companyId}`}`),
    saveText: (textId, text, companyId) => change('texts/save', { textId, text, companyId }),
    archiveText: ({ textId, ratings: _ratings, shown: _shown, ...text }, companyId) =>
      change('texts/save', { textId, text: { ...text, archived: true }, companyId }),
    tryText: ({ role, text }, companyId) => app.send('/api/plays/texts/try', { role, text, companyId }),
  };
}
