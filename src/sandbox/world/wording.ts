import { DEMO_FORM } from '../activity-properties.ts';
import type { Page } from './activity-log.ts';

/** What the vendor of the world sells: planning software. */
export const PRODUCT = 'Planning Platform';

const page = (path: string, title: string): Page => ({ path, title });

export const BROWSING_PAGES: readonly Page[] = [
  page('/', 'Plan with confidence'),
  page('/product', 'Product overview'),
  page('/product/scenarios', 'Scenario planning'),
  page('/product/integrations', 'Integrations'),
  page('/customers', 'Customer stories'),
  page('/blog/forecast-accuracy', 'Five ways to raise forecast accuracy'),
  page('/blog/planning-calendar', 'The planning calendar that holds'),
  page('/resources', 'Guides and webinars'),
];
export const BUYING_PAGES: readonly Page[] = [
  page('/pricing', 'Pricing'),
  page('/pricing', 'Pricing'),
  page('/compare/spreadsheets', 'Compared with spreadsheets'),
  page('/security', 'Security and compliance'),
  page('/customers/roi', 'What customers save'),
];
export const COMPARE_PAGE = page('/compare/planora', 'Compared with Planora');

export const DEMO = { name: DEMO_FORM, path: '/demo' };
export const CONTENT_FORMS = [
  { name: 'Guide: forecasting in volatile markets', path: '/resources/forecasting-guide' },
  { name: 'Webinar: planning without spreadsheets', path: '/resources/webinar-planning' },
  { name: 'Checklist: choosing planning software', path: '/resources/checklist' },
  { name: 'Newsletter sign-up', path: '/blog' },
];

export const OUTREACH_SUBJECTS = [
  'Planning cycles in your team',
  'Shorter planning cycles',
  'An idea for next quarter',
  'How others cut forecast errors by a fifth',
  'Worth a short conversation?',
];
export const DEAL_SUBJECTS = ['Next steps', 'Proposal and open questions', 'Rollout plan', 'Notes from today'];
export const CALL_CONNECTED_NOTES = [
  'Budget round starts next month. Wants a short business case first.',
  'Interested in scenario planning; asked who else in the industry uses it.',
  'Will bring a colleague from IT to the next call.',
  'Current contract of another tool ends in spring.',
];
export const MEETING_TITLES = [
  'Discovery',
  'Product demo',
  'Technical deep dive',
  'Proposal review',
  'Steering meeting',
];
export const MEETING_NOTES = [
  'Walked through the scenario model with their own numbers.',
  'Agreed on scope and the list of integrations.',
  'Questions on data residency and single sign-on, to be answered in writing.',
  'They compare two vendors; decision expected within the quarter.',
];
export const ACCOUNT_NOTES = [
  'Reorganisation of the planning team announced.',
  'Referred by a customer in the same region.',
  'Uses spreadsheets and a home-grown database today.',
  'New fiscal year starts in April; budget is set in February.',
];
export const TASKS = [
  'Send the business case',
  'Follow up on the proposal',
  'Find out who signs',
  'Book the next call',
];
export const MARKETING_EVENTS = [
  'Webinar: planning without spreadsheets',
  'Planning Day',
  'Roundtable: supply chain leaders',
  'Webinar: what is new this quarter',
  'Customer forum',
  'Executive breakfast: budgeting under uncertainty',
];
