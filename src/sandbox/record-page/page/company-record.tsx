import { useEffect, useState } from 'react';
import type { CompanyRecordView, PortalView, PropertyView } from '../record-page-data.ts';
import { useSandbox } from './call-sandbox.ts';
import type { ShownRecord } from './extension-frame.tsx';
import { RecordSide } from './record-side.tsx';
import { RecordTabs } from './record-tabs.tsx';
import { TierTag } from './tier-tag.tsx';

/** Short enough to see a new task soon after a click. */
const REFRESH_MS = 3_000;
/** From this many characters on, a value has a fixed height. */
const LONG_TEXT = 160;

/** A company record in HubSpot's layout: properties, the tabs with the app's cards, associated records. */
export function CompanyRecord({ portal, id }: { portal: PortalView; id: string }) {
  const {
    data: company,
    problem,
    reload,
  } = useSandbox<CompanyRecordView>(`companies/${encodeURIComponent(id)}`, REFRESH_MS);
  const [refreshes, setRefreshes] = useState(0);
  const refresh = (): void => {
    reload();
    setRefreshes((before) => before + 1);
  };
  const record: ShownRecord = { companyId: id, refreshes, refresh };
  const name = company?.name;
  useEffect(() => {
    document.title = name === undefined ? 'Company' : `${name} · ${portal.name}`;
  }, [name, portal.name]);
  if (company === null) {
    return problem === null ? null : (
      <div className="panel empty" role="alert">
        <h1>This company cannot be shown</h1>
        {problem} <a href="/">All companies</a>
      </div>
    );
  }
  return (
    <div className="record">
      <aside className="record-left" aria-label="About this company">
        <a className="back" href="/">
          ‹ Companies
        </a>
        <section className="panel record-head">
          <span className="avatar" aria-hidden="true">
            {company.name.slice(0, 1).toUpperCase()}
          </span>
          <div>
            <h1>{company.name}</h1>
            <span className="domain">{company.domain}</span>
          </div>
          <TierTag tier={company.tier} />
        </section>
        {company.propertyGroups.map(({ label, properties }) => (
          <PropertyGroup key={label} label={label} properties={properties} />
        ))}
      </aside>
      <RecordTabs portal={portal} company={company} record={record} />
      <RecordSide portal={portal} company={company} record={record} />
    </div>
  );
}

/** A long text scrolls on its own, also by keyboard. */
function PropertyValue({ title, value }: { title: string; value: string | null }) {
  if (value === null) return '––';
  if (value.length < LONG_TEXT) return value;
  return (
    <div className="long-text" role="region" aria-label={title} tabIndex={0}>
      {value}
    </div>
  );
}

function PropertyGroup({ label, properties }: { label: string; properties: readonly PropertyView[] }) {
  return (
    <details className="panel properties" open>
      <summary>
        <h2>{label}</h2>
      </summary>
      <dl>
        {properties.map(({ name, label: title, value }) => (
          <div key={name} data-property={name}>
            <dt title={name}>{title}</dt>
            <dd className={value === null ? 'unset' : undefined}>
              <PropertyValue title={title} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
