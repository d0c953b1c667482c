import { useEffect, useState } from 'react';
import type { CompanyListView, CompanyRow, TierFilter } from '../record-page-data.ts';
import { useSandbox } from './call-sandbox.ts';
import { TierTag } from './tier-tag.tsx';

const TIERS: readonly { value: TierFilter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'tier_1', label: 'Tier 1' },
  { value: 'tier_2', label: 'Tier 2' },
  { value: 'tier_3', label: 'Tier 3' },
  { value: 'none', label: 'No tier' },
];
const REFRESH_MS = 10_000;
const TYPING_PAUSE_MS = 200;

interface Choice {
  search: string;
  tier: TierFilter;
  page: number;
}

/** The portal's companies; the search is kept in the URL, so that Back returns to it. */
export function CompanyList({ isInstalled }: { isInstalled: boolean }) {
  const [choice, setChoice] = useState(readChoice);
  const query = new URLSearchParams({ search: choice.search, tier: choice.tier, page: String(choice.page) }).toString();
  const { data, problem } = useSandbox<CompanyListView>(`companies?${query}`, REFRESH_MS);
  useEffect(() => {
    document.title = 'Companies';
    history.replaceState(null, '', `?${query}`);
  }, [query]);
  const change = (changes: Partial<Choice>): void => setChoice((before) => ({ ...before, page: 1, ...changes }));
  return (
    <div className="list-page">
      <header className="list-head">
        <h1>Companies</h1>
        <SearchBox search={choice.search} onSearch={(search) => change({ search })} />
      </header>
      <div className="tier-filter" role="group" aria-label="Filter by tier">
        {TIERS.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={choice.tier === value}
            onClick={() => change({ tier: value })}
          >
            {label} <span className="count">{data?.tierCounts[value].toLocaleString('en') ?? ''}</span>
          </button>
        ))}
      </div>
      <p className="list-order">
        By tier, then by engagement. Begin at the top: open a company with a next play, and do what its cards say first.
      </p>
      {problem === null ? null : <p role="alert">The companies could not be read: {problem}</p>}
      {data === null ? null : <Results data={data} isInstalled={isInstalled} onPage={(page) => change({ page })} />}
    </div>
  );
}

function readChoice(): Choice {
  const params = new URLSearchParams(location.search);
  const tier = TIERS.find(({ value }) => value === params.get('tier'))?.value ?? 'all';
  return { search: params.get('search') ?? '', tier, page: Math.max(1, Number(params.get('page')) || 1) };
}

function SearchBox({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    if (typed === search) return undefined;
    const timer = setTimeout(() => onSearch(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, search, onSearch]);
  return (
    <input
      type="search"
      className="hs-input"
      aria-label="Search companies by name or domain"
      placeholder="Search name or domain"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

interface ResultsProps {
  data: CompanyListView;
  isInstalled: boolean;
  onPage: (page: number) => void;
}

function Results({ data, isInstalled, onPage }: ResultsProps) {
  const { rows } = data;
  if (rows.length === 0) {
    return (
      <p className="panel empty">
        No company matches.{' '}
        {isInstalled ? 'Try another word or another tier.' : 'Tiers appear once the app is installed.'}
      </p>
    );
  }
  return (
    <>
      <div className="panel table-panel">
        <table className="company-table">
          <thead>
            <tr>
              <th scope="col">Company</th>
              <th scope="col">Tier</th>
              <th scope="col">Stage</th>
              <th scope="col">Fit</th>
              <th scope="col">Engagement</th>
              <th scope="col">Coverage</th>
              <th scope="col">Missing roles</th>
              <th scope="col">Next play</th>
              <th scope="col">Owner</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <Paging data={data} onPage={onPage} />
    </>
  );
}

function Paging({ data, onPage }: Pick<ResultsProps, 'data' | 'onPage'>) {
  const { total, page, pageCount } = data;
  return (
    <footer className="list-foot">
      <span>
        {total.toLocaleString('en')} {total === 1 ? 'company' : 'companies'}, page {page} of {pageCount}
      </span>
      <button
        type="button"
        className="hs-button hs-button-secondary"
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        Previous
      </button>
      <button
        type="button"
        className="hs-button hs-button-secondary"
        disabled={page >= pageCount}
        onClick={() => onPage(page + 1)}
      >
        Next
      </button>
    </footer>
  );
}

function Row({ row }: { row: CompanyRow }) {
  return (
    <tr>
      <td>
        <a href={`/companies/${row.id}`}>{row.name}</a>
        <span className="domain">{row.domain}</span>
      </td>
      <td>
        <TierTag tier={row.tier} />
      </td>
      <td>{row.stage ?? '–'}</td>
      <ScoreCell label="Fit" score={row.fit} />
      <ScoreCell label="Engagement" score={row.engagement} />
      <ScoreCell label="Coverage" score={row.coverage} />
      <td>{row.missingRoles ?? '–'}</td>
      <td>{row.nextPlay ?? '–'}</td>
      <td>{row.owner ?? '–'}</td>
    </tr>
  );
}

/** The number, and a bar that only repeats it. */
function ScoreCell({ label, score }: { label: string; score: number | null }) {
  return (
    <td className="score" data-label={label}>
      {score === null ? (
        '–'
      ) : (
        <>
          <span>{score}</span>
          <span className="bar" aria-hidden="true">
            <i style={{ width: `${Math.min(100, Math.max(0, score))}%` }} />
          </span>
        </>
      )}
    </td>
  );
}
