/* Every sentence about the sources of signals. */

export const SIGNALS = {
  tab: 'Signal sources',
  title: 'Who says that an account is in the market',
  explain:
    'Signals come from mapped properties and from tools that send them. A source with more weight moves the intent more: the weights are part of the model.',
  reading: 'Reading the sources',
  unreadable: 'The sources could not be read',
  none: {
    title: 'No source has sent anything',
    text: 'Map a property that holds intent, or make a key for a tool that sends signals.',
  },
  columns: ['Source', 'Last 30 days', 'Kept in all', 'Accounts', 'Last signal', 'Weight'],
  never: 'never',
  openModel: 'Change the weights in the model',
  keys: {
    title: 'Keys of tools that send signals',
    explain: (endpoint: string) =>
      `A tool posts its signals to ${endpoint} and signs them with its key. To change a key, make a new one, give it to the tool, then revoke the old one: both are good meanwhile.`,
    none: 'No tool has a key.',
    columns: ['Key', 'Made', 'Change'],
    make: 'Make a key',
    revoke: 'Revoke',
    revoking: (keyId: string) => ({
      title: `Revoke ${keyId}?`,
      text: 'Whatever the tool signs with it is refused from now on. What it sent stays.',
      yes: 'Revoke it',
      no: 'Keep it',
    }),
    made: {
      title: 'Copy the secret now: it is not shown again',
      key: 'Key',
      secret: 'Secret',
      hide: 'I have copied it',
    },
  },
};
