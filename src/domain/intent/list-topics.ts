const MOST_TOPICS = 20;
const LONGEST = 100;

/** What a topic counts for that a vendor names without a number: as a value that says "surging". */
export const NAMED_TOPIC_STRENGTH = 75;

/**
 * The topics that a mapped property's value names, each once (compared without case), at most 20: parted by `;` or line ends, as HubSpot
 * and exports do, and by commas where there are none of these.
 */
export function listTopics(value: string | null): string[] {
  const text = value ?? '';
  const parts = text.split(/[;\n]/.test(text) ? /[;\n]/ : ',').map((part) => part.trim().slice(0, LONGEST));
  const named = parts.filter((part) => part !== '');
  return [...new Map(named.map((topic) => [topic.toLowerCase(), topic])).values()].slice(0, MOST_TOPICS);
}
