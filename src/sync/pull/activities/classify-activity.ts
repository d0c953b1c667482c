import type { ActivityType } from '../../../domain/facts.ts';

type Properties = Readonly<Record<string, string | null | undefined>>;

export interface ClassifiedActivity {
  type: ActivityType;
  /** Epoch ms. */
  occurredAt: number;
  detail: string | null;
}

/** HubSpot's default disposition "Connected"; a portal keeps its GUID when it renames the label. */
const CALL_CONNECTED = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';
const MEETING_NOT_HELD = new Set(['SCHEDULED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED', 'CANCELLED']);

const HIGH_INTENT_PAGE =
  /(^|[/._-])(pricing|prices|plans|compare|comparison|vs|alternatives|demo|quote|buy)([/._?#-]|$)/i;
const HIGH_INTENT_FORM = /\b(demo|contact sales|talk to sales|pricing|quote|trial|proof of concept)\b/i;

/** A meeting counts once it was held: one without an outcome is taken as held, since few teams fill the field. */
export function classifyMeeting(properties: Properties): ClassifiedActivity | null {
  const occurredAt = parseTime(properties.hs_meeting_start_time ?? properties.hs_timestamp);
  if (occurredAt === null || MEETING_NOT_HELD.has((properties.hs_meeting_outcome ?? '').toUpperCase())) return null;
  return { type: 'meeting_held', occurredAt, detail: properties.hs_meeting_title ?? null };
}

/** A call that reached somebody, or one that was dialled in vain. */
export function classifyCall(properties: Properties): ClassifiedActivity | null {
  const occurredAt = parseTime(properties.hs_timestamp);
  if (occurredAt === null) return null;
  const type = properties.hs_call_disposition === CALL_CONNECTED ? 'call_connected' : 'call_unanswered';
  return { type, occurredAt, detail: properties.hs_call_title ?? null };
}

/** An incoming e-mail is a reply; everything else is what we sent. */
export function classifyEmail(properties: Properties): ClassifiedActivity | null {
  const occurredAt = parseTime(properties.hs_timestamp);
  if (occurredAt === null) return null;
  const type = properties.hs_email_direction === 'INCOMING_EMAIL' ? 'email_reply' : 'email_sent';
  return { type, occurredAt, detail: properties.hs_email_subject ?? null };
}

/** A page view; pages on which people decide to buy (pricing, compare, demo) weigh more. */
export function classifyPageView(properties: Properties, occurredAt: number): ClassifiedActivity {
  const path = properties.hs_url_path || properties.hs_url || '';
  const detail = path || properties.hs_page_title || null;
  return { type: HIGH_INTENT_PAGE.test(path) ? 'page_high_intent' : 'page_view', occurredAt, detail };
}

/** A form; asking for a demo or for sales is the strongest thing a visitor can do. */
export function classifyForm(name: string | null, occurredAt: number): ClassifiedActivity {
  return {
    type: name !== null && HIGH_INTENT_FORM.test(name) ? 'form_high_intent' : 'form_other',
    occurredAt,
    detail: name,
  };
}

/** The years 1 to 9999: what is beyond them, a slip of the finger, the database writes in other words or not at all. */
const [FIRST_MS, LAST_MS] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/**
 * HubSpot's times come as ISO 8601 or as epoch milliseconds in a string.
 * @returns epoch ms, or `null` for an absent or unreadable time
 */
export function parseTime(value: string | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const time = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  return time >= FIRST_MS && time <= LAST_MS ? time : null;
}
