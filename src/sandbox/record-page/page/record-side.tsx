import type { ReactNode } from 'react';
import { HOUR_MS } from '../../durations.ts';
import type { CompanyRecordView, PortalView } from '../record-page-data.ts';
import { ExtensionFrame, type ShownRecord } from './extension-frame.tsx';
import { RelativeTime } from './relative-time.tsx';

const SHOWN_CONTACTS = 8;

interface RecordSideProps {
  portal: PortalView;
  company: CompanyRecordView;
  record: ShownRecord;
}

/** The right column: the app's cards of the sidebar, then what is associated with the company. */
export function RecordSide({ portal, company, record }: RecordSideProps) {
  const cards = portal.extensions.filter(({ location }) => location === 'crm.record.sidebar');
  return (
    <aside className="record-right" aria-label="Sidebar">
      {cards.map((card) => (
        <section key={card.uid} className="panel sidebar-card" aria-label={card.title}>
          <h2>{card.title}</h2>
          <p className="card-source">{portal.appName}</p>
          <ExtensionFrame portal={portal} extension={card} record={record} />
        </section>
      ))}
      <Tasks tasks={company.tasks} />
      <Deals deals={company.deals} />
      <Contacts contacts={company.contacts} />
    </aside>
  );
}

function Group({ label, count, children }: { label: string; count: number; children: ReactNode }) {
  return (
    <details className="panel associated" open aria-label={label}>
      <summary>
        <h2>
          {label} <span className="count">{count}</span>
        </h2>
      </summary>
      {count === 0 ? <p className="empty">None</p> : <ul>{children}</ul>}
    </details>
  );
}

function Tasks({ tasks }: { tasks: CompanyRecordView['tasks'] }) {
  return (
    <Group label="Tasks" count={tasks.length}>
      {tasks.map(({ id, subject, isDone, dueAt, owner, contacts }) => (
        <li key={id} data-task={id}>
          <strong className={isDone ? 'done' : undefined}>{subject}</strong>
          <span className="meta">
            {dueWord(isDone, dueAt)} {dueAt === null ? null : <RelativeTime at={dueAt} />}
            {owner === null ? null : ` · ${owner}`}
          </span>
          {contacts.length === 0 ? null : <span className="meta">with {contacts.join(', ')}</span>}
        </li>
      ))}
    </Group>
  );
}

function dueWord(isDone: boolean, dueAt: string | null): string {
  if (isDone) return 'done, was due';
  if (dueAt === null) return 'no due date';
  return Date.parse(dueAt) < Date.now() - HOUR_MS ? 'overdue, was due' : 'due';
}

function Deals({ deals }: { deals: CompanyRecordView['deals'] }) {
  return (
    <Group label="Deals" count={deals.length}>
      {deals.map(({ id, name, stage, amount, closesAt }) => (
        <li key={id}>
          <strong>{name}</strong>
          <span className="meta">{[stage, amount].filter((part) => part !== null && part !== '').join(' · ')}</span>
          {closesAt === null ? null : (
            <span className="meta">
              close date <RelativeTime at={closesAt} />
            </span>
          )}
        </li>
      ))}
    </Group>
  );
}

function Contacts({ contacts }: { contacts: CompanyRecordView['contacts'] }) {
  const hidden = contacts.length - SHOWN_CONTACTS;
  return (
    <Group label="Contacts" count={contacts.length}>
      {contacts.slice(0, SHOWN_CONTACTS).map(({ id, name, title, email, roles }) => (
        <li key={id}>
          <strong>{name}</strong>
          <span className="meta">{title ?? email}</span>
          {roles === null ? null : <span className="meta">Buying role: {roles}</span>}
        </li>
      ))}
      {hidden > 0 ? <li className="meta">and {hidden} more</li> : null}
    </Group>
  );
}
