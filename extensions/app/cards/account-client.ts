import type { App } from 'roundtable-ui/call-app.ts';
import type { AccountCardData, DecideRoleRequest, DismissReason, SnoozePlayRequest } from './card-data.ts';

/** One click, as a request that may be sent again: its id was made with the click, so a repeat changes nothing. */
export type Click = () => Promise<AccountCardData>;

export interface AccountClient {
  load: () => Promise<AccountCardData>;
  startPlay: (playId: string) => Click;
  snoozePlay: (playId: string, days: SnoozePlayRequest['days']) => Click;
  dismissPlay: (playId: string, reason: DismissReason) => Click;
  undoPlay: (playId: string) => Click;
  decideRole: (contactId: string, role: string, decision: DecideRoleRequest['decision']) => Click;
}

/** What the cards of one company ask of the app; every answer is the fresh state of the account. */
export function createAccountClient(app: App, companyId: string): AccountClient {
  const path = '/api/cards/account';
  const click = (action: string, body: Record<string, unknown>): Click => {
    const request = { companyId, ...body, requestId: crypto.randomUUID() };
    return () => app.send(`${path}/${action}`, request);
  };
  return {
    load: () => app.read(`${path}?companyId=${encodeURIComponent(companyId)}`),
    startPlay: (playId) => click('plays/start', { playId }),
    snoozePlay: (playId, days) => click('plays/snooze', { playId, days }),
    dismissPlay: (playId, reason) => click('plays/dismiss', { playId, reason }),
    undoPlay: (playId) => click('plays/undo', { playId }),
    decideRole: (contactId, role, decision) => click('roles/decide', { contactId, role, decision }),
  };
}
