import React, { useCallback, useMemo, useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded, type Loaded } from 'roundtable-ui/use-loaded.ts';
import type { PageProps } from '../page-frame.tsx';
import { AccountReview } from './review-account.tsx';
import { createReviewClient, type ReviewClient, type Reviewing } from './review-client.ts';
import type { ReviewQuery, ReviewState, ReviewTasks } from './review-data.ts';
import { ReviewList } from './review-list.tsx';
import type { Drafts } from './review-notes.tsx';
import { REVIEW } from './review-texts.ts';

const FIRST: ReviewQuery = { ago: '', tiers: '1', owner: '' };

/** The weekly review: every target account of a tier, as a list and one by one. */
export function WeeklyReviewPage({ app, portalId, copy }: PageProps) {
  const client = useMemo(() => createReviewClient(app), [app]);
  return <WeeklyReview client={client} portalId={portalId} copy={copy} />;
}

interface WeeklyReviewProps extends Pick<PageProps, 'portalId' | 'copy'> {
  client: ReviewClient;
  /** Epoch ms, read at each rendering. */
  clock?: () => number;
}

/** The review as a list, or one account of it. */
export function WeeklyReview({ client, portalId, copy, clock = Date.now }: WeeklyReviewProps) {
  const [query, setQuery] = useState(FIRST);
  const [openId, setOpenId] = useState<string | null>(null);
  /** Changes since the review was read, by account. */
  const [kept, setKept] = useState<ReadonlyMap<string, ReviewState>>(new Map());
  const drafts = useDrafts();
  const loaded = useAsked(query, client.read);
  const tasks = useAsked(query, client.readTasks);
  const take = useCallback((state: ReviewState) => setKept((former) => new Map([...former, [state.id, state]])), []);
  const actions = useActions(take);
  const ask = (change: Partial<ReviewQuery>): void => {
    setQuery({ ...query, ...change });
    setKept(new Map());
    setOpenId(null);
  };

  return (
    <Loading loaded={loaded} reading={REVIEW.reading} unreadable={REVIEW.unreadable}>
      {(read) => {
        const accounts = read.accounts.map((account) => ({ ...account, ...kept.get(account.id) }));
        const reviewing: Reviewing = { data: { ...read, accounts }, tasks: tasksOf(tasks), now: clock() };
        const index = accounts.findIndex(({ id }) => id === openId);
        return index === -1 ? (
          <ReviewList {...{ reviewing, query, copy, drafts }} onAsk={ask} onOpen={setOpenId} />
        ) : (
          <AccountReview {...{ reviewing, index, drafts, client, actions, take, portalId }} onOpen={setOpenId} />
        );
      }}
    </Loading>
  );
}

/**
 * The answer of `read` to a query. While another query is loading there is none: drafts in the previous week would
 * disappear from the screen with it.
 */
function useAsked<T>(query: ReviewQuery, read: (query: ReviewQuery) => Promise<T>): Loaded<T> {
  const load = useCallback(() => read(query).then((answer) => ({ query, answer })), [query, read]);
  const { data, replace, ...loaded } = useLoaded(load);
  const answer = data?.query === query ? data.answer : null;
  return {
    ...loaded,
    data: answer,
    isLoading: loaded.isLoading || answer === null,
    replace: useCallback((next: T) => replace({ query, answer: next }), [query, replace]),
  };
}

/** Kept here and not next to the fields, so that opening another account or the list loses nothing. */
function useDrafts(): Drafts {
  const [texts, setTexts] = useState<Drafts['texts']>(new Map());
  const write = useCallback((id: string, text: string | null): void => {
    setTexts((former) => {
      const held = former.get(id);
      const others = [...former].filter(([each]) => each !== id);
      if (text === null) return new Map(others);
      const requestId = held?.text.trim() === text.trim() ? held.requestId : crypto.randomUUID();
      return new Map([...others, [id, { text, requestId }]]);
    });
  }, []);
  return { texts, write };
}

function tasksOf({ data, problem }: { data: ReviewTasks | null; problem: Error | null }): ReviewTasks | null {
  return problem === null ? data : { tasks: [], unavailable: problem.message };
}
