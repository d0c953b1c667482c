/**
 * The app's statements that name no portal on purpose, by words they alone have. On a cluster spread by `portal_id` each is
 * asked of every shard: none is on the way of a card, a webhook that is stored or a job of a portal but the two that find
 * the portal of a key.
 */
export const ACROSS_PORTALS: readonly { words: RegExp; why: string }[] = [
  { words: /from "signal_keys" where "key_id" = \$1/, why: 'a key of signals names its portal' },
  { words: /from "api_keys" where "key_id" = \$1/, why: 'a key of the REST API names its portal' },
  { words: /from "portals" where "status"/, why: 'the clockwork goes over all portals' },
  { words: /from webhook_events/, why: 'the clockwork looks for portals with stored events' },
  { words: /as secret from "\w+"\s+where split_part/, why: 'a start looks for secrets that an earlier key encrypted' },
  { words: /^update grants set key_id = split_part/, why: 'a start notes which key its secrets are encrypted by' },
];
