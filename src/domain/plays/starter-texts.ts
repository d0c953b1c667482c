import type { RoleId } from '../facts.ts';
import type { StageId } from '../stage/stage-ids.ts';
import type { LibraryText } from './library-text.ts';

/** Whom a text is made for. */
type Key = Pick<LibraryText, 'role' | 'stage' | 'industry'>;

/** Texts that ship; a portal's own of the same id stands in its place. First those for a role, then those for a stage of an industry. */
export const STARTER_TEXTS: readonly LibraryText[] = [
  forRole('starter-decision-maker', 'DECISION_MAKER', 'The one decision', [
    'Hi {{contact.firstName|there}}, companies like {{company}} tell us that the plan is made in one room and changed in ten. ',
    'Which decision this quarter would you want to make on numbers everybody agrees with? If there is one, I will show you how two others got there.',
  ]),
  forRole('starter-budget-holder', 'BUDGET_HOLDER', 'The cost of waiting', [
    'Hi {{contact.firstName|there}}, one question before anybody at {{company}} asks you for money: what does it cost you per month to leave things as they are? ',
    'I can send the one-page calculation that others in your position start from.',
  ]),
  forRole('starter-influencer', 'INFLUENCER', 'What it touches', [
    'Hi {{contact.firstName|there}}, before somebody at {{company}} falls for a demo: which systems would have to agree with each other, and who maintains them? ',
    'I will send our data model and the list of what we never store.',
  ]),
  forRole('starter-champion', 'CHAMPION', 'Make it yours', [
    'Hi {{contact.firstName|there}}, you seem to be the one at {{company}} who feels this problem most. ',
    'Who would have to say yes, and what would they ask first? I will write the answers with you.',
  ]),
  forRole('starter-end-user', 'END_USER', 'Your Tuesday', [
    'Hi {{contact.firstName|there}}, what part of your week at {{company}} would you hand over first if you could? ',
    'I ask because the best start we have seen was the smallest.',
  ]),
  forStage('starter-aware-software', 'aware', 'COMPUTER_SOFTWARE', 'Build or buy', [
    'Hi {{contact.firstName|there}}, most software teams could build a first version of {{topic|this}} themselves, and many at companies like {{company}} have. ',
    'The question we hear a year later is who maintains it. Who would that be on your team?',
  ]),
  forStage('starter-engaged-software', 'engaged', 'COMPUTER_SOFTWARE', 'One system, two weeks', [
    'Hi {{contact.firstName|there}}, you have seen enough slides. Name the one system at {{company}} that everything else waits for; ',
    'we connect it in two weeks on test data, and your engineers tell you what they think of it.',
  ]),
  forStage('starter-sales-ready-software', 'sales_ready', 'COMPUTER_SOFTWARE', 'The security review first', [
    'Hi {{contact.firstName|there}}, at software companies the security review takes longer than the decision. ',
    'Shall we start it now, before {{company}} needs the result? I will send our answers to the usual questionnaire, and the list of what we never store.',
  ]),
  forStage('starter-aware-manufacturing', 'aware', 'MACHINERY', 'One line, one shift', [
    'Hi {{contact.firstName|there}}, in machinery the plan rarely fails in the office; it fails between two shifts. ',
    'Where does {{company}} notice first that this morning’s plan no longer holds? I collect these answers and will send you what others said.',
  ]),
  forStage('starter-engaged-manufacturing', 'engaged', 'MACHINERY', 'See it at one plant', [
    'Hi {{contact.firstName|there}}, rather than a second demo: one plant of {{company}}, one product line, four weeks. ',
    'At the end the plant manager says whether it goes on. Which plant would you pick?',
  ]),
  forStage('starter-sales-ready-manufacturing', 'sales_ready', 'MACHINERY', 'What it must not stop', [
    'Hi {{contact.firstName|there}}, before we talk about price: which dates must the rollout at {{company}} avoid: a stocktake, a season, a new model? ',
    'I will plan around them and show you the weeks in which nothing changes.',
  ]),
  forStage('starter-aware-finance', 'aware', 'FINANCIAL_SERVICES', 'The auditor’s question', [
    'Hi {{contact.firstName|there}}, teams in financial services tell us that the answer is quickly found and slowly proven. ',
    'Which figure would {{company}} like to be able to trace to its source in one click? I ask because everything else tends to follow from that one.',
  ]),
  forStage('starter-engaged-finance', 'engaged', 'FINANCIAL_SERVICES', 'Risk at the table early', [
    'Hi {{contact.firstName|there}}, where this went fast at other financial companies, somebody from risk and compliance was in the second meeting, not only in the last. ',
    'Who would that be at {{company}}? I will prepare the page they ask for: where the data is stored, who sees it, how long it stays.',
  ]),
  forStage('starter-sales-ready-finance', 'sales_ready', 'FINANCIAL_SERVICES', 'The outsourcing file', [
    'Hi {{contact.firstName|there}}, for {{company}} this will count as outsourcing, with a file of its own. ',
    'I can send ours half filled in: exit plan, subcontractors, audit rights. What would your regulator want to see that it does not name?',
  ]),
  forStage('starter-aware-health', 'aware', 'HOSPITAL_HEALTH_CARE', 'Minutes at the bedside', [
    'Hi {{contact.firstName|there}}, nobody in a hospital wants one more system; everybody wants ten minutes back. ',
    'On which form or list does {{company}} lose most of them? I will tell you honestly whether we can help with that one.',
  ]),
  forStage('starter-engaged-health', 'engaged', 'HOSPITAL_HEALTH_CARE', 'One ward first', [
    'Hi {{contact.firstName|there}}, a ward that asked for it convinces the others better than we could. ',
    'Is there one at {{company}} that would try it for a month, with a nurse who is free to say no?',
  ]),
  forStage('starter-aware-services', 'aware', 'INFORMATION_TECHNOLOGY_AND_SERVICES', 'For you or for your clients', [
    'Hi {{contact.firstName|there}}, service companies look at {{topic|this}} for two reasons: to run better themselves, or to offer it to their clients. ',
    'Which one is it at {{company}}? Then I know whom to put you in touch with.',
  ]),
  forStage('starter-engaged-services', 'engaged', 'INFORMATION_TECHNOLOGY_AND_SERVICES', 'One project, counted', [
    'Hi {{contact.firstName|there}}, take one project at {{company}} that went over budget. ',
    'In an hour we go through it with whoever led it and note what would have shown when. You keep the notes whatever you decide.',
  ]),
];

function forRole(textId: string, role: RoleId, title: string, lines: readonly string[]): LibraryText {
  return starter(textId, { role, stage: null, industry: null }, title, lines);
}

/** `industry` is HubSpot's value. */
function forStage(
  textId: string,
  stage: StageId,
  industry: string,
  title: string,
  lines: readonly string[],
): LibraryText {
  return starter(textId, { role: null, stage, industry }, title, lines);
}

function starter(textId: string, key: Key, title: string, lines: readonly string[]): LibraryText {
  return { textId, ...key, channel: 'email', title, text: lines.join(''), ratings: { successes: 0, n: 0 } };
}
