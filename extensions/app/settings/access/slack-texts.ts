import { formatNumber } from 'roundtable-ui/formats.ts';
import type { SlackData, SlackKinds, SlackTested } from './slack-data.ts';

/* Every sentence of the Slack tab, so that one place is read to judge or translate them. */

const count = (n: number, one: string, many: string): string => `${formatNumber(n)} ${n === 1 ? one : many}`;

const REASONS: Record<string, string> = {
  channel_is_archived: 'the channel is archived',
  channel_not_found: 'the channel is gone',
  no_service: 'the webhook was removed or its app was uninstalled',
  no_active_hooks: 'the webhook was switched off',
  no_team: 'the workspace is gone',
  action_prohibited: 'an admin of the workspace does not allow it',
};

const say = (reason: string): string => REASONS[reason] ?? reason;

/** `short`: in a list of what is sent. */
const KINDS = [
  {
    kind: 'surges',
    label: 'engagement surges at an account on the list',
    description: 'Once per surge.',
    short: 'surges',
  },
  {
    kind: 'proposals',
    label: 'a change to the target account list waits for approval',
    description: 'With the reason given for it.',
    short: 'changes waiting for approval',
  },
  {
    kind: 'tiers',
    label: 'an account changes its tier',
    description: 'From which tier to which, and why.',
    short: 'tier changes',
  },
  { kind: 'plays', label: 'a play ends', description: 'Says whether it reached its aim.', short: 'plays that ended' },
] satisfies { kind: keyof SlackKinds; label: string; description: string; short: string }[];

export const SLACK = {
  tab: 'Slack',
  title: 'Send updates to a Slack channel',
  explain:
    'The channel gets the company name, its tier, the reason and a link to the record. It gets no contact names or email addresses.',
  reading: 'Reading the Slack settings',
  unreadable: 'The Slack settings could not be read',
  url: 'URL of an incoming webhook',
  urlHelp:
    'You find it in Slack under your app, Incoming Webhooks, Add New Webhook. It begins with https://hooks.slack.com/services/ and is stored encrypted.',
  toDo: ({ channel, kinds }: Pick<SlackData, 'channel' | 'kinds'>) => {
    if (channel === null) {
      return 'Nothing to do: Slack is optional. Connect a channel only if your team wants messages about surges, changes waiting for approval, tier changes and plays that ended.';
    }
    if (channel.stopped !== null) return 'Connect another webhook: Slack no longer takes messages from this one.';
    const sent = KINDS.filter(({ kind }) => kinds[kind]).map(({ short }) => short);
    return sent.length === 0
      ? 'Tick what to send, then save: nothing is sent yet.'
      : `Nothing to do: the channel gets messages about ${sent.join(', ')}.`;
  },
  connect: 'Connect',
  connected: (ending: string) => `Connected to the webhook that ends with ${ending}`,
  by: (day: string, who: string) => `since ${day}, by ${who}`,
  stopped: (reason: string) => `Slack no longer accepts messages: ${say(reason)}`,
  stoppedText: 'Nothing is sent until another webhook is connected, and messages that were waiting are dropped.',
  another: 'Connect another channel',
  test: 'Send a test message',
  tested: (tested: NonNullable<SlackTested['tested']>) => {
    if (tested.result === 'sent') return 'Sent: check the channel.';
    if (tested.result === 'later') return 'Slack is not accepting messages right now. Try again in a minute.';
    if (tested.result === 'unclear')
      return 'Slack did not answer in time. The message may have arrived: check the channel.';
    return `Slack did not accept it: ${say(tested.reason)}.`;
  },
  disconnect: 'Disconnect',
  disconnectText: 'Disconnect the channel? Nothing more is sent, and Roundtable forgets the webhook.',
  yes: 'Disconnect it',
  no: 'Keep it',
  kindsTitle: 'Send a message when',
  kinds: KINDS,
  ifSaved: ({ mostADay }: SlackData['report']) =>
    `If you save: messages are sent from now on, for at most ${formatNumber(mostADay)} accounts in 24 hours, several in one message.`,
  ifOff: 'If you save: no more messages are sent.',
  save: 'Save',
  cancel: 'Cancel',
  week: ({ written, waiting }: SlackData['report']) =>
    `In the last seven days: messages about ${count(written, 'account', 'accounts')} sent${waiting === 0 ? '' : `, ${formatNumber(waiting)} waiting`}.`,
  held: ({ held }: SlackData['report']) =>
    `${count(held, 'was', 'were')} not sent, because there were too many in a day.`,
  failed: ({ failed }: SlackData['report']) => `${count(failed, 'was', 'were')} given up.`,
};
