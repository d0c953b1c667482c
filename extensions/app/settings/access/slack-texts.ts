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
  title: 'Tell a channel of Slack what happens',
  explain:
    'Name of the company, tier, reason and a link to the record go to the channel. No contact and no e-mail address.',
  reading: 'Reading the Slack settings',
  unreadable: 'The Slack settings could not be read',
  url: 'URL of an incoming webhook',
  urlHelp:
    'In Slack: your app, Incoming Webhooks, Add New Webhook. It begins with https://hooks.slack.com/services/ and is kept encrypted.',
  none: 'No channel is connected.',
  connect: 'Connect',
  connected: (ending: string) => `Connected to the webhook that ends with ${ending}`,
  by: (day: string, who: string) => `since ${day}, by ${who}`,
  stopped: (reason: string) => `Slack takes no messages any more: ${say(reason)}`,
  stoppedText: 'Nothing is sent until another webhook is connected. What was waiting is dropped.',
  another: 'Connect another channel',
  test: 'Send a test message',
  tested: (tested: NonNullable<SlackTested['tested']>) => {
    if (tested.result === 'sent') return 'Sent: look into the channel.';
    if (tested.result === 'later') return 'Slack takes no messages right now. Try again in a minute.';
    if (tested.result === 'unclear') return 'Slack did not answer in time. It may have arrived: look into the channel.';
    return `Slack did not take it: ${say(tested.reason)}.`;
  },
  disconnect: 'Disconnect',
  disconnectText: 'Disconnect the channel? Nothing more is sent; the webhook is forgotten here.',
  yes: 'Disconnect it',
  no: 'Keep it',
  kindsTitle: 'Tell the channel when',
  kinds: [
    { kind: 'surges', label: 'engagement surges at an account on the list', description: 'Once for each surge.' },
    {
      kind: 'proposals',
      label: 'a change of the list waits for its keys',
      description: 'With the reason that was given for it.',
    },
    { kind: 'tiers', label: 'an account changes its tier', description: 'From which to which, and why.' },
    { kind: 'plays', label: 'a play ends', description: 'Whether it reached its aim.' },
  ] satisfies { kind: keyof SlackKinds; label: string; description: string }[],
  ifSaved: ({ mostADay }: SlackData['report']) =>
    `If you save: what happens from now on is told, at most ${formatNumber(mostADay)} accounts in 24 hours, several in one message.`,
  ifOff: 'If you save: nothing more is told.',
  save: 'Save',
  cancel: 'Cancel',
  week: ({ written, waiting }: SlackData['report']) =>
    `In the last seven days: ${count(written, 'account', 'accounts')} told${waiting === 0 ? '' : `, ${formatNumber(waiting)} waiting`}.`,
  held: ({ held }: SlackData['report']) => `${count(held, 'was', 'were')} not told: too many in a day.`,
  failed: ({ failed }: SlackData['report']) => `${count(failed, 'was', 'were')} given up.`,
};
