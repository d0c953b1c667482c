import {
  CALL_DISPOSITION,
  FORM_SUBMISSION_EVENT,
  formSubmissionProperties,
  PAGE_VISIT_EVENT,
  pageVisitProperties,
} from '../activity-properties.ts';
import { applyEmailCounter, type EmailCounter } from '../email-counters.ts';
import type { PortalAdActivity, PortalData, PortalMarketingEvent, PortalObjectType } from '../portal-data.ts';
import type { WorldAccount, WorldPerson } from './account.ts';
import { minutesAfter } from './world-time.ts';

const FIRST_ENGAGEMENT_ID = 66_300_000_001;

export interface Page {
  path: string;
  title: string;
}

/** Writes the events of the world into the portal, each kind where HubSpot stores it. Times are ISO strings. */
export class ActivityLog {
  readonly #data: PortalData;
  readonly #now: number;
  #nextId = FIRST_ENGAGEMENT_ID;
  readonly #emails = new Map<string, { person: WorldPerson; counter: EmailCounter; times: string[] }>();

  constructor(data: PortalData, now: number) {
    this.#data = data;
    this.#now = now;
  }

  meeting(account: WorldAccount, people: readonly WorldPerson[], at: string, title: string, body: string): void {
    this.#engagement('meetings', account, people, at, {
      hs_meeting_title: title,
      hs_meeting_body: body,
      hs_meeting_outcome: 'COMPLETED',
      hs_meeting_start_time: at,
      hs_meeting_end_time: minutesAfter(at, 45, this.#now),
    });
  }

  /** A call that reached the person has a `body` with what was said; `null` if it did not. */
  call(account: WorldAccount, person: WorldPerson, at: string, body: string | null): void {
    const connected = body !== null;
    this.#engagement('calls', account, [person], at, {
      hs_call_title: `Call with ${person.firstName}`,
      ...(connected ? { hs_call_body: body } : {}),
      hs_call_direction: 'OUTBOUND',
      hs_call_disposition: connected ? CALL_DISPOSITION.connected : CALL_DISPOSITION.noAnswer,
      hs_call_status: connected ? 'COMPLETED' : 'NO_ANSWER',
    });
  }

  emailSent(account: WorldAccount, person: WorldPerson, at: string, subject: string): void {
    this.#email(account, person, at, subject, 'EMAIL');
  }

  emailReply(account: WorldAccount, person: WorldPerson, at: string, subject: string): void {
    this.#email(account, person, at, `Re: ${subject}`, 'INCOMING_EMAIL');
  }

  note(account: WorldAccount, people: readonly WorldPerson[], at: string, body: string): void {
    this.#engagement('notes', account, people, at, { hs_note_body: body });
  }

  task(account: WorldAccount, person: WorldPerson, at: string, subject: string, done: boolean): void {
    this.#engagement('tasks', account, [person], at, {
      hs_task_subject: subject,
      hs_task_type: 'TODO',
      hs_task_priority: 'MEDIUM',
      hs_task_status: done ? 'COMPLETED' : 'NOT_STARTED',
      ...(done ? { hs_task_completion_date: at } : {}),
    });
  }

  pageVisit(person: WorldPerson, at: string, { path, title }: Page): void {
    this.#event(person, at, PAGE_VISIT_EVENT, pageVisitProperties({ path, title }));
  }

  form(person: WorldPerson, at: string, name: string, path: string): void {
    this.#event(person, at, FORM_SUBMISSION_EVENT, formSubmissionProperties(name, path));
  }

  marketingEmail(person: WorldPerson, at: string, counter: EmailCounter): void {
    const key = `${counter} ${person.record.id}`;
    const email = this.#emails.get(key) ?? { person, counter, times: [] };
    email.times.push(at);
    this.#emails.set(key, email);
  }

  participation(
    event: PortalMarketingEvent,
    person: WorldPerson,
    state: PortalMarketingEvent['participations'][number]['state'],
    at: string,
  ): void {
    event.participations.push({ contactId: person.record.id, state, occurredAt: at });
  }

  ad(account: WorldAccount, person: WorldPerson, at: string, type: PortalAdActivity['type']): void {
    const ids = { contactId: person.record.id, companyId: account.company.id };
    this.#data.adActivities.push({ id: this.#takeId(), type, ...ids, occurredAt: at });
  }

  /** Sets the e-mail counters of the contacts; to be called once, at the end. */
  finish(): void {
    for (const { person, counter, times } of this.#emails.values()) applyEmailCounter(person.record, counter, times);
  }

  #email(account: WorldAccount, person: WorldPerson, at: string, subject: string, direction: string): void {
    this.#engagement('emails', account, [person], at, {
      hs_email_subject: subject,
      hs_email_direction: direction,
      hs_email_status: 'SENT',
    });
  }

  #engagement(
    type: PortalObjectType,
    account: WorldAccount,
    people: readonly WorldPerson[],
    at: string,
    properties: Record<string, string>,
  ): void {
    const id = this.#takeId();
    const record = { hs_timestamp: at, hubspot_owner_id: account.ownerId, ...properties };
    this.#data.objects[type].push({ id, properties: record, createdAt: at, updatedAt: at });
    const from = { fromType: type, fromId: id, primary: false, label: null };
    for (const { record: contact } of people) {
      this.#data.associations.push({ ...from, toType: 'contacts', toId: contact.id });
    }
    this.#data.associations.push({ ...from, toType: 'companies', toId: account.company.id });
  }

  #event(person: WorldPerson, at: string, eventType: string, properties: Record<string, string>): void {
    this.#data.events.push({
      id: this.#takeId(),
      eventType,
      contactId: person.record.id,
      occurredAt: at,
      properties,
    });
  }

  #takeId(): string {
    this.#nextId += 1;
    return String(this.#nextId);
  }
}
