/* What the merge fields of a text stand for. */

export const MERGE = {
  title: 'Merge fields',
  fallback: '{{contact.firstName|there}} uses "there" where the name is unknown.',
  field: (name: string) => `{{${name}}}: ${MERGE_WORDS[name] ?? 'unknown'}`,
};

/** By name, in one line each. */
export const MERGE_WORDS: Readonly<Record<string, string>> = {
  company: 'the account',
  cluster: 'the cluster the account belongs to',
  'contact.firstName': 'first name of the person it is written to',
  'contact.name': 'full name of the person it is written to',
  'contact.title': 'job title of the person it is written to',
  'via.firstName': 'first name of the person at the account who can introduce you',
  'via.name': 'full name of the person at the account who can introduce you',
  role: 'the buying role the play wants to reach',
  'deal.name': 'the open deal',
  'deal.stage': 'the stage of the open deal',
  'lostDeal.name': 'the deal lost last',
  topic: 'what the latest intent signal is about',
  'plan.objective': 'the objective in the account plan',
  'plan.initiative': 'the first initiative in the account plan',
  'plan.competitor': 'the first competitor in the account plan',
  event: 'the event they came to last',
};
