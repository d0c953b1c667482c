import type { ActivityView } from '../record-page-data.ts';
import { RelativeTime } from './relative-time.tsx';

/** What happened at the company, newest first. */
export function ActivityFeed({ activity, count }: { activity: readonly ActivityView[]; count: number }) {
  if (count === 0) return <p className="empty">Nothing happened here yet.</p>;
  return (
    <>
      <ul className="activity">
        {activity.map(({ id, kind, title, detail, who, at }) => (
          <li key={id}>
            <span className={`kind kind-${kind.replace(' ', '-')}`}>{kind}</span>
            <div>
              <strong>{title}</strong>
              {detail === null ? null : <p>{detail}</p>}
              <span className="meta">
                {who === null ? null : `${who} · `}
                <RelativeTime at={at} />
              </span>
            </div>
          </li>
        ))}
      </ul>
      {count > activity.length ? (
        <p className="meta">
          The latest {activity.length} of {count.toLocaleString('en')}.
        </p>
      ) : null}
    </>
  );
}
