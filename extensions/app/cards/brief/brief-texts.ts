import { formatDay } from 'roundtable-ui/formats.ts';
import { describeDay } from 'roundtable-ui/relative-time.tsx';
import type { AccountCardData, BriefSection } from '../card-data.ts';
import { MOST_NOTE } from '../card-requests.ts';
import { findNextStep } from '../plays/next-step.ts';
import type { TaskStates } from '../card-tasks.ts';
import { findFirstAnswer } from '../committee/first-answer.ts';
import { showScore, STANDING, writeDone } from '../texts.ts';
import { listOverdue, type Tasks } from '../use-tasks.ts';
import { COMMITTEE } from '../work-texts.ts';

/* Sentences of the account brief and of the account plan. */

export const BRIEF = {
  title: 'Before a call',
  copy: 'Copy the brief',
  copied: 'Copied',
  refused: 'The browser did not let it be copied',
  topics: {
    objective: 'Our objective',
    initiatives: 'What they are up to',
    technology: 'What they work with',
    signals: 'Signals',
    history: 'Our history with them',
    risks: 'Open risks',
  },
  unknown: {
    objective: 'None is noted yet: add it to the plan below.',
    initiatives: 'Nothing is noted yet: add it to the plan below.',
    technology: 'Unknown. An admin can map the property that holds it in the app settings.',
    signals: 'None now.',
    history: 'Nothing yet.',
    risks: 'None found.',
  },
  next: 'What to do next',
} as const satisfies {
  topics: Record<BriefSection['topic'], string>;
  unknown: Record<BriefSection['topic'], string>;
} & Record<string, unknown>;

/** What to do after what the committee asks first: tasks that are overdue, then what is next; each in one line. */
export function writeThen(data: AccountCardData, now: number, { states, overdue }: Tasks): string[] {
  const late = listOverdue(overdue, now).map((task) => STANDING.overdue(task, now));
  return [...late, writeNext(data, now, states, findFirstAnswer(data) === null && late.length === 0)];
}

/** What to do, in the order of all cards. */
function writeToDo(data: AccountCardData, now: number, tasks: Tasks): string[] {
  const first = findFirstAnswer(data);
  return [...(first === null ? [] : [COMMITTEE.first.what(first)]), ...writeThen(data, now, tasks)];
}

/** What to do next, in one line: "Play due: Bring in the budget holder. Why now: …"; by `tasks`, as far as HubSpot told them. */
function writeNext(data: AccountCardData, now: number, tasks: TaskStates, isFirst: boolean): string {
  const next = findNextStep(data, now, tasks);
  switch (next.kind) {
    case 'on_hold':
      return `${next.sentence}. First help to get that solved.`;
    case 'starting':
      return `The play "${next.run.name}" is being started.`;
    case 'due': {
      const [reason] = next.play.whyNow;
      return `${isFirst ? 'Play due' : 'Then'}: ${next.play.name}.${reason === undefined ? '' : ` Why now: ${reason.sentence}`}`;
    }
    case 'running': {
      const { run, step } = next;
      const due = describeDay(step.dueAt, now);
      const where = `step ${step.number} of ${run.steps.length} of "${run.name}"`;
      if (step.isPast && step.isOpen) return `Overdue: ${step.title}. It was due ${due}: ${where}.`;
      if (step.isPast) return `The play "${run.name}" is running; its last step was due ${due}.`;
      return `${step.title}, due ${due}: ${where}.`;
    }
    case 'done':
      return `${isFirst ? 'Nothing to do now. ' : ''}${writeDone(next, now)}`;
    default:
      return 'No play is due.';
  }
}

/** The brief as plain text: where the account stands, what to do next, then what to know. */
export function writeBrief(data: AccountCardData, now: number, tasks: Tasks): string {
  const { company, tier, stage, fit, engagement, intent } = data;
  const sections = data.brief.map(({ topic, points }) => ({
    heading: BRIEF.topics[topic],
    points: points.length === 0 ? ['not known'] : points,
  }));
  const standing = [
    tier.value === null ? STANDING.noTier : STANDING.tiers[tier.value],
    ...(stage === null ? [] : [stage.label]),
    `fit ${showScore(fit)}, engagement ${showScore(engagement)}, intent ${showScore(intent)}`,
  ];
  const head = `${company.name}: brief of ${formatDay(new Date(now).toISOString(), now)}\n${standing.join(' · ')}`;
  const written = [{ heading: BRIEF.next, points: writeToDo(data, now, tasks) }, ...sections].map(
    ({ heading, points }) => [`${heading}:`, ...points.map((point) => `- ${point}`)].join('\n'),
  );
  return [head, ...written].join('\n\n');
}

/** In characters: so much of a note tells it from others, and stands in a narrow card. */
const BEGINNING = 24;

export const PLAN = {
  title: 'Account plan',
  none: 'nothing noted',
  empty: 'Nothing is noted yet.',
  mapped: 'from a property of the company',
  groups: { objective: 'Our objective', initiative: 'Their initiatives', competitor: 'Competitors in play' },
  kind: 'Add to the plan',
  kinds: { objective: 'Our objective', initiative: 'An initiative of theirs', competitor: 'A competitor in play' },
  labels: {
    objective: 'What we want here (takes the place of the one before)',
    initiative: 'What they are up to',
    competitor: 'Name of the competitor',
  },
  help: `At most ${MOST_NOTE} characters.`,
  add: 'Add',
  remove: (text: string) => `Remove "${text.length > BEGINNING ? `${text.slice(0, BEGINNING)}…` : text}"`,
};
