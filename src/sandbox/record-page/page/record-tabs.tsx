import { useState } from 'react';
import type { CompanyRecordView, PortalView } from '../record-page-data.ts';
import { ActivityFeed } from './activity-feed.tsx';
import { Tab, Tabs } from './components/tabs.tsx';
import { ExtensionFrame, type ShownRecord } from './extension-frame.tsx';

interface RecordTabsProps {
  portal: PortalView;
  company: CompanyRecordView;
  record: ShownRecord;
}

/** The middle of the record: a tab for each of the app's cards, then the activity. The open tab is kept in the URL. */
export function RecordTabs({ portal, company, record }: RecordTabsProps) {
  const cards = portal.extensions.filter(({ location }) => location === 'crm.record.tab');
  const [selected, setSelected] = useState(location.hash.slice(1) || (cards[0]?.uid ?? 'activity'));
  const select = (id: string | number): void => {
    history.replaceState(null, '', `#${id}`);
    setSelected(String(id));
  };
  return (
    <section className="record-middle panel" aria-label="Cards and activity">
      <Tabs selected={selected} onSelectedChange={select}>
        {cards.map((card) => (
          <Tab key={card.uid} tabId={card.uid} title={card.title}>
            <p className="card-source">{portal.appName}</p>
            <ExtensionFrame portal={portal} extension={card} record={record} />
          </Tab>
        ))}
        <Tab tabId="activity" title={`Activity (${company.activityCount.toLocaleString('en')})`}>
          <ActivityFeed activity={company.activity} count={company.activityCount} />
        </Tab>
      </Tabs>
    </section>
  );
}
