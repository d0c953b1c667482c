import type { App } from 'roundtable-ui/call-app.ts';
import type { AccountCardData } from './card-data.ts';
import type {
  DecideRoleRequest,
  DismissPlayRequest,
  DismissReason,
  DropFromPlanRequest,
  EnrolRequest,
  NoteInPlanRequest,
  PlaceholderRequest,
  ProposeAccountRequest,
  RateTextRequest,
  SnoozePlayRequest,
  StartPlayRequest,
  StopPlayRequest,
  UndoPlayFeedbackRequest,
  UndoRoleRequest,
  WithdrawProposalRequest,
} from './card-requests.ts';
import type { CardTasks } from './card-tasks.ts';

/** One click, as a request that may be retried: its id was made with the click, so a repeat changes nothing. */
export type Click = () => Promise<AccountCardData>;

export interface AccountClient {
  load: () => Promise<AccountCardData>;
  /** The state of the tasks of running plays, read from HubSpot. */
  loadTasks: () => Promise<CardTasks>;
  startPlay: (playId: string) => Click;
  snoozePlay: (playId: string, days: SnoozePlayRequest['days']) => Click;
  dismissPlay: (playId: string, reason: DismissReason) => Click;
  undoPlay: (playId: string) => Click;
  /** Stops a running play early; its tasks stay. */
  stopPlay: (runId: string, reason: string) => Click;
  /** Enrols the run's person in the sequence that a step names, with the signed user as sender. */
  enrol: (runId: string, step: number) => Click;
  /** Rates a text of the library; the order of the library depends on the ratings. */
  rateText: (textId: string, helpful: boolean) => Click;
  /** `requestId` identifies this decision, so that it can be undone. */
  decideRole: (decision: Omit<DecideRoleRequest, 'companyId'>) => Click;
  /** Undoes the decision with this request id. */
  undoRole: (contactId: string, role: string, undoes: string) => Click;
  /** Notes a person who is not a contact yet for a role; `null` removes them. */
  keepPlaceholder: (role: string, note: string | null) => Click;
  noteInPlan: (kind: NoteInPlanRequest['kind'], text: string) => Click;
  dropFromPlan: (itemId: string) => Click;
  /** Proposes the account for the target account list; it takes effect once two people have approved. */
  propose: (tier: ProposeAccountRequest['tier'], reason: string) => Click;
  /** Withdraws this user's proposal. */
  withdraw: (proposalId: string) => Click;
}

/** The requests of the cards of one company; every answer is the fresh state of the account. */
export function createAccountClient(app: App, companyId: string): AccountClient {
  const path = '/api/cards/account';
  const click = <Body>(action: string, chosen: Omit<Body, 'companyId' | 'requestId'>): Click => {
    const body = { companyId, ...chosen, requestId: crypto.randomUUID() };
    return () => app.send(`${path}/${action}`, body);
  };
  return {
    load: () => app.read(`${path}?companyId=${encodeURIComponent(companyId)}`),
    loadTasks: () => app.read(`${path}/tasks?companyId=${encodeURIComponent(companyId)}`),
    startPlay: (playId) => click<StartPlayRequest>('plays/start', { playId }),
    snoozePlay: (playId, days) => click<SnoozePlayRequest>('plays/snooze', { playId, days }),
    dismissPlay: (playId, reason) => click<DismissPlayRequest>('plays/dismiss', { playId, reason }),
    undoPlay: (playId) => click<UndoPlayFeedbackRequest>('plays/undo', { playId }),
    stopPlay: (runId, reason) => click<StopPlayRequest>('plays/stop', { runId, reason }),
    enrol: (runId, step) => click<EnrolRequest>('plays/enrol', { runId, step }),
    rateText: (textId, helpful) => click<RateTextRequest>('plays/rate-text', { textId, helpful }),
    decideRole: (decision) => () => app.send(`${path}/roles/decide`, { companyId, ...decision }),
    undoRole: (contactId, role, undoes) => click<UndoRoleRequest>('roles/undo', { contactId, role, undoes }),
    keepPlaceholder: (role, note) => click<PlaceholderRequest>('placeholders', { role, note }),
    noteInPlan: (kind, text) => click<NoteInPlanRequest>('plan/note', { kind, text }),
    dropFromPlan: (itemId) => click<DropFromPlanRequest>('plan/drop', { itemId }),
    propose: (tier, reason) => click<ProposeAccountRequest>('list/propose', { tier, reason }),
    withdraw: (proposalId) => click<WithdrawProposalRequest>('list/withdraw', { proposalId }),
  };
}
