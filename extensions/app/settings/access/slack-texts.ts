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

export const SLACK = {
  tab: 'Slack',
  title: 'Send updates to a Slack channel',
  explain:
    'The channel gets the company name, its tier, the reason and a link to the record. It gets no contact names or e-mail addresses.',
  reading: 'Reading the Slack settings',
  unreadable: 'The Slack settings could not be read',
  url: 'URL of an incoming webhook',
  urlHelp:
    'You find it in Slack under your app, Incoming Webhooks, Add New Webhook. It begins with https://hooks.slack.com/services/ and is stored encrypted.',
  none: 'Do this first: connect a channel.',
  connect: 'Connect',
  connected: (ending: string) => `Connected to the webhook that ends with ${ending}`,
  by: (day: string, who: string) => `since ${day}, by ${who}`,
  stopped: (reason: string) => `Slack no longer accepts messages: ${say(reason)}`,
  stoppedText:
    'Do this first: connect another webhook. Nothing is sent until then, and messages that were waiting are dropped.',
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
  kinds: [
    { kind: 'surges', label: 'engagement surges at an account on the list', description: 'Once per surge.' },
    {
      kind: 'proposals',
      label: 'a change to the target account list waits for approval',
      description: 'With the reason given for it.',
    },
    { kind: 'tiers', label: 'an account changes its tier', description: 'From which tier to which, and why.' },
    { kind: 'plays', label: 'a play ends', description: 'Says whether it reached its aim.' },
  ] satisfies { kind: keyof SlackKinds; label: string; description: string }[],
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
