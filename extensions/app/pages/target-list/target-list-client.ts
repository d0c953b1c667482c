import type { App } from 'roundtable-ui/call-app.ts';
import type { AccountFilter, AccountsPageData, ExportedData } from './accounts-page-data.ts';
import type { KeepRequest, KeptData, RefreshData, RefreshedData, RefreshRequest } from './target-refresh-data.ts';
import type { DecidedData, ProposalGroup, ProposedData, QueueData, Side, TargetListData } from './target-list-data.ts';

/** The tier an account is proposed for; `null` is off the list. */
export type WishedTier = 1 | 2 | 3 | null;

/** The requests of the target accounts page. Every change may be sent twice. */
export interface TargetListClient {
  readList: () => Promise<TargetListData>;
  readQueue: (group: ProposalGroup | '', after: string | null) => Promise<QueueData>;
  readAccounts: (filter: AccountFilter, after: string | null) => Promise<AccountsPageData>;
  adopt: () => () => Promise<TargetListData>;
  propose: (companyIds: readonly string[], tier: WishedTier, reason: string) => () => Promise<ProposedData>;
  approve: (proposalIds: readonly string[], side: Side) => Promise<DecidedData>;
  reject: (proposalIds: readonly string[], side: Side, reason: string) => Promise<DecidedData>;
  readRefresh: () => Promise<RefreshData>;
  /** Saves the decisions made so far in the refresh. */
  keepDecisions: (decisions: KeepRequest['decisions']) => Promise<KeptData>;
  /** Starts the refresh again. */
  beginAnew: () => Promise<RefreshData>;
  finishRefresh: (decision: Omit<RefreshRequest, 'requestId'>) => () => Promise<RefreshedData>;
  /** The URL of the table as a file, and until when it works. */
  linkExport: (filter: AccountFilter) => Promise<ExportedData>;
}

export function createTargetListClient(app: App): TargetListClient {
  const path = '/api/pages/target-list';
  const ask = <T>(action: string, body: Record<string, unknown>): (() => Promise<T>) => {
    const request = { ...body, requestId: crypto.randomUUID() };
    return () => app.send<T>(`${path}/${action}`, request);
  };
  return {
    readList: () => app.read(path),
    readQueue: (group, after) => app.read(`${path}/proposals?${new URLSearchParams({ group, after: after ?? '' })}`),
    readAccounts: (filter, after) =>
      app.read(`/api/pages/accounts?${new URLSearchParams({ ...filter, after: after ?? '' })}`),
    adopt: () => ask('adopt', {}),
    propose: (companyIds, tier, reason) => ask('propose', { companyIds, tier, reason }),
    approve: (proposalIds, side) => app.send(`${path}/decide`, { proposalIds, side, verdict: 'approve' }),
    reject: (proposalIds, side, reason) => app.send(`${path}/decide`, { proposalIds, side, verdict: 'reject', reason }),
    readRefresh: () => app.read(`${path}/refresh`),
    keepDecisions: (decisions) => app.send(`${path}/refresh/keep`, { decisions }),
    beginAnew: () => app.send(`${path}/refresh/anew`, {}),
    finishRefresh: (decision) => ask('refresh', { ...decision }),
    linkExport: (filter) => app.send(`${path}/export-link`, { ...filter }),
  };
}
