import { Alert, Button, Flex, Inline, LoadingButton, StatusTag, Text } from '@hubspot/ui-extensions';
import React from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { Reviewed, ReviewClient, Reviewing } from './review-client.ts';
import type { ReviewedAccount, ReviewState } from './review-data.ts';
import { newNoteOf, type Drafts } from './review-notes.tsx';
import { ACCOUNT } from './review-texts.ts';

export interface AccountReviewProps {
  reviewing: Reviewing;
  /** The index of the account being reviewed. */
  index: number;
  drafts: Drafts;
  client: ReviewClient;
  actions: Actions<ReviewState>;
  /** Applies the answer to a part of an action. */
  take: (state: ReviewState) => void;
  portalId: number;
  /** Opens another account, or the list. */
  onOpen: (id: string | null) => void;
}

/** Links to the list and the previous account. */
export function WaysBack({ reviewing, index, onOpen }: AccountReviewProps) {
  const { accounts } = reviewing.data;
  const before = accounts[index - 1];
  return (
    <Inline gap="small" align="center">
      <Button size="sm" onClick={() => onOpen(null)}>
        {ACCOUNT.back}
      </Button>
      <Button size="sm" disabled={before === undefined} onClick={() => onOpen(before?.id ?? null)}>
        {ACCOUNT.previous}
      </Button>
      <Text variant="microcopy">{ACCOUNT.place(index, accounts.length)}</Text>
    </Inline>
  );
}

/** Marks the account as reviewed, or skips it; either way what is written is saved first. */
export function WaysOn(props: AccountReviewProps & { account: ReviewedAccount }) {
  const { account, drafts, actions } = props;
  const { busy, failed, act } = actions;
  const ways = listWays(props);
  const { fresh, written } = ways;
  const isReviewed = account.reviewed !== null;
  const hint = ACCOUNT.hint({ isReviewed, isWritten: written.length > 0 });
  return (
    <Flex direction="column" gap="small">
      {account.reviewed === null ? null : <ReviewedBy reviewed={account.reviewed} />}
      <Inline gap="small" align="center">
        <LoadingButton
          variant="primary"
          loading={busy === 'mark' || busy === 'leave'}
          disabled={busy !== null}
          onClick={isReviewed ? ways.leave : ways.mark}
        >
          {isReviewed ? ACCOUNT.next(ways.following !== null) : ACCOUNT.mark(ways.waiting !== null)}
        </LoadingButton>
        {fresh === undefined ? null : (
          <LoadingButton
            loading={busy === 'note'}
            disabled={busy !== null}
            onClick={() => act('note', fresh.send, () => drafts.write(fresh.id, null))}
          >
            {ACCOUNT.keep}
          </LoadingButton>
        )}
        <Button variant="transparent" disabled={busy !== null} onClick={isReviewed ? ways.unmark : ways.leave}>
          {isReviewed ? ACCOUNT.unmark : ACCOUNT.skip}
        </Button>
      </Inline>
      {hint === null ? null : <Text variant="microcopy">{hint}</Text>}
      <Failure failed={failed} />
    </Flex>
  );
}

/** What is not saved yet, which accounts come next, and what the buttons do. */
function listWays({
  account,
  reviewing,
  index,
  drafts,
  client,
  actions,
  take,
  onOpen,
}: AccountReviewProps & { account: ReviewedAccount }) {
  const { accounts, week } = reviewing.data;
  const of = { companyId: account.id, week: week.id };
  const written = listWritten(account, of, drafts, client);
  const others = [...accounts.slice(index + 1), ...accounts.slice(0, index)];
  const waiting = others.find(({ reviewed }) => reviewed === null)?.id ?? null;
  const following = accounts[index + 1]?.id ?? null;
  const keep = (id: string, state: ReviewState): void => {
    take(state);
    drafts.write(id, null);
  };
  return {
    written,
    fresh: written.find(({ id }) => id === newNoteOf(of)),
    /** The next account that nobody reviewed yet. */
    waiting,
    /** The next one on the list. */
    following,
    mark: () => actions.act('mark', sendAll(written, client.mark(of, true), keep), () => onOpen(waiting)),
    unmark: () => actions.act('unmark', client.mark(of, false)),
    leave: () => {
      if (written.length === 0) onOpen(following);
      else actions.act('leave', sendAll(written, null, keep), () => onOpen(following));
    },
  };
}

function ReviewedBy({ reviewed }: { reviewed: NonNullable<ReviewedAccount['reviewed']> }) {
  return (
    <Inline gap="small" align="center">
      <StatusTag variant="success">{ACCOUNT.reviewed}</StatusTag>
      <Text variant="microcopy">{ACCOUNT.reviewedBy(reviewed)}</Text>
    </Inline>
  );
}

/** Why the last action failed, and its retry. */
function Failure({ failed }: Pick<Actions<ReviewState>, 'failed'>) {
  if (failed === null) return null;
  return (
    <Alert title={ACCOUNT.failed} variant="danger">
      <Text>{failed.message}</Text>
      <Button onClick={() => failed.retry()}>{ACCOUNT.retry}</Button>
    </Alert>
  );
}

/** A draft, and the function that saves it. */
interface Written {
  id: string;
  send: () => Promise<ReviewState>;
}

/** The new and changed notes that are not saved yet, each with the function that saves it. */
function listWritten(account: ReviewedAccount, of: Reviewed, { texts }: Drafts, client: ReviewClient): Written[] {
  const fresh = texts.get(newNoteOf(of));
  const text = fresh?.text.trim() ?? '';
  const changes = account.notes.flatMap(({ noteId, text: kept }) => {
    const draft = texts.get(noteId)?.text.trim() ?? '';
    return draft === '' || draft === kept ? [] : [{ id: noteId, send: client.editNote(of, noteId, draft) }];
  });
  if (fresh === undefined || text === '') return changes;
  return [{ id: newNoteOf(of), send: client.note(of, text, fresh.requestId) }, ...changes];
}

/**
 * Saves the drafts one after the other, passes each answer to `keep`, then marks unless `mark` is `null`. If repeated, it
 * continues where it failed.
 */
function sendAll(
  written: readonly Written[],
  mark: (() => Promise<ReviewState>) | null,
  keep: (id: string, state: ReviewState) => void,
): () => Promise<ReviewState> {
  const waiting = written.map(({ id, send }) => async (): Promise<ReviewState> => {
    const state = await send();
    keep(id, state);
    return state;
  });
  const steps = mark === null ? waiting : [...waiting, mark];
  return async () => {
    for (let [first] = steps; first !== undefined; [first] = steps) {
      const state = await first();
      steps.shift();
      if (steps.length === 0) return state;
    }
    throw new RangeError('nothing to send');
  };
}
