import type { App } from 'roundtable-ui/call-app.ts';
import type {
  AccountCardData,
  DecideRoleRequest,
  DismissPlayRequest,
  DismissReason,
  SnoozePlayRequest,
  StartPlayRequest,
  UndoPlayFeedbackRequest,
} from './card-data.ts';

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
  const click = <Body>(action: string, chosen: Omit<Body, 'companyId' | 'requestId'>): Click => {
    const body = { companyId, ...chosen, requestId: crypto.randomUUID() };
    return () => app.send(`${path}/${action}`, body);
  };
  return {
    load: () => app.read(`${path}?companyId=${encodeURIComponent(companyId)}`),
    startPlay: (playId) => click<StartPlayRequest>('plays/start', { playId }),
    snoozePlay: (playId, days) => click<SnoozePlayRequest>('plays/snooze', { playId, days }),
    dismissPlay: (playId, reason) => click<DismissPlayRequest>('plays/dismiss', { playId, reason }),
    undoPlay: (playId) => click<UndoPlayFeedbackRequest>('plays/undo', { playId }),
    decideRole: (contactId, role, decision) => click<DecideRoleRequest>('roles/decide', { contactId, role, decision }),
  };
}
