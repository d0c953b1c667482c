import type { WordedPlay } from '../../domain/plays/portal-plays.ts';
import type { Proposal } from '../../domain/target-list/proposal.ts';
import { writePlain } from '../../domain/write-plain.ts';
import type { SlackMessage } from '../../storage/portal/slack.ts';
import { describeHappening } from '../notes/describe-note.ts';

/** What messages refer to besides their own words. */
export interface LineContext {
  plays: readonly WordedPlay[];
  proposals: ReadonlyMap<string, Proposal>;
  /** Of HubSpot, without a slash at the end. */
  hubspotAppUrl: string;
  portalId: number;
  /** IANA name. */
  timeZone: string;
}

const ADDRESS = /[^\s@<>]+@[^\s@<>]+\.[^\s@<>]*[^\s@<>.,;:!?)]/g;
const LONGEST_REASON = 300;
/** A form names a company at whatever length; Slack takes no message that is too long, and others' lines are in it. */
const LONGEST_NAME = 100;

/** A line about an account, which links to its record; `null` where it is no news any more. No email address is in it. */
export function formatLine(message: SlackMessage, context: LineContext): string | null {
  const { details, companyName } = message;
  const words =
    'proposalId' in details ? describeProposal(details.proposalId, context) : describeHappening(details, context.plays);
  if (words === null) return null;
  const plain = onOneLine(writePlain(words, context.timeZone)).replaceAll(ADDRESS, '(address left out)');
  const name = escape(shorten(onOneLine(companyName ?? 'An account'))).replaceAll('|', '/');
  return `• <${recordUrl(message, context)}|${name}>: ${escape(plain)}`;
}

/** One message of several lines under a heading, in Slack's mrkdwn; the lines are escaped already. */
export function formatMessage(lines: readonly string[]): string {
  return ['*Roundtable*: news about your accounts', ...lines].join('\n');
}

function describeProposal(proposalId: string, { proposals }: LineContext): string | null {
  const proposal = proposals.get(proposalId);
  if (proposal?.status !== 'open' || proposal.change.kind === 'adopt') return null;
  const { change, fromTier, reason } = proposal;
  const from = fromTier === null ? '' : `, from Tier ${fromTier}`;
  const what = change.kind === 'remove' ? `off the target account list${from}` : `Tier ${change.tier}${from}`;
  const why = reason === '' ? '' : `: ${reason.slice(0, LONGEST_REASON)}`;
  return `proposed for ${what}${why}. It waits for approval by marketing and by sales.`;
}

function recordUrl({ companyId }: SlackMessage, { hubspotAppUrl, portalId }: LineContext): string {
  return `${hubspotAppUrl}/contacts/${portalId}/record/0-2/${encodeURIComponent(companyId)}`;
}

/** Whoever names an account or gives a reason writes no line of their own into the message. */
function onOneLine(text: string): string {
  return text.split(/\s+/).join(' ').trim();
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).toWellFormed()}…` : name;
}

/** The three characters that mean something in Slack's texts. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
