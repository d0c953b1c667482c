import {
  Alert,
  AutoGrid,
  Button,
  Flex,
  Heading,
  Inline,
  Link,
  List,
  LoadingButton,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import React from 'react';
import { recordPath } from 'roundtable-ui/record-path.ts';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { Reviewed, ReviewClient, Reviewing } from './review-client.ts';
import type { ReviewedAccount, ReviewState, ReviewWeek } from './review-data.ts';
import { newNoteOf, ReviewNotes, type Drafts } from './review-notes.tsx';
import { ACCOUNT, describeBlocks, describeDone, describeHappened, describeNext } from './review-texts.ts';

const PARTS = ['happened', 'did', 'next', 'blocks'] as const;

interface AccountReviewProps {
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

/** One account of the review: what happened, what we did, what is next, what blocks it, and the notes. */
export function AccountReview(props: AccountReviewProps) {
  const { reviewing, index, drafts, client, actions } = props;
  const { data, tasks, now } = reviewing;
  const account = data.accounts[index];
  if (account === undefined) return null;
  const known = tasks?.tasks ?? [];
  const parts = {
    happened: describeHappened(account, data.currency),
    did: describeDone(account, data, known),
    next: describeNext(account, known, now),
    blocks: describeBlocks(account),
  };
  return (
    <Flex direction="column" gap="medium">
      <Ways {...props} />
      <Flex direction="column" gap="flush">
        <Heading>
          <Link href={recordPath(props.portalId, account.id)}>{account.name}</Link>
        </Heading>
        <Text variant="microcopy">{ACCOUNT.about(account)}</Text>
      </Flex>
      <Marking {...props} />
      <AutoGrid columnWidth={240} flexible gap="small">
        {PARTS.map((part) => (
          <Part key={part} part={part} sentences={parts[part]} />
        ))}
      </AutoGrid>
      {tasks === null && account.next.running.length > 0 ? (
        <Text variant="microcopy">{ACCOUNT.tasksReading}</Text>
      ) : null}
      {tasks !== null && tasks.unavailable !== null ? (
        <Text variant="microcopy">{ACCOUNT.tasksUnknown(tasks.unavailable)}</Text>
      ) : null}
      <ReviewNotes
        key={account.id}
        notes={account.notes}
        drafts={drafts}
        of={{ companyId: account.id, week: data.week.id }}
        client={client}
        actions={actions}
      />
    </Flex>
  );
}

/** Links to the list, the previous account and the next. */
function Ways({ reviewing, index, onOpen }: AccountReviewProps) {
  const { accounts } = reviewing.data;
  const [before, after] = [accounts[index - 1], accounts[index + 1]];
  return (
    <Inline gap="small" align="center">
      <Button size="sm" onClick={() => onOpen(null)}>
        {ACCOUNT.back}
      </Button>
      <Button size="sm" disabled={before === undefined} onClick={() => onOpen(before?.id ?? null)}>
        {ACCOUNT.previous}
      </Button>
      <Button size="sm" disabled={after === undefined} onClick={() => onOpen(after?.id ?? null)}>
        {ACCOUNT.next}
      </Button>
      <Text variant="microcopy">{ACCOUNT.place(index, accounts.length)}</Text>
    </Inline>
  );
}

/** Marks the account as reviewed and opens the next open one, or the list if there is none; drafts are saved first. */
function Marking({ reviewing, index, drafts, client, actions, take, onOpen }: AccountReviewProps) {
  const { accounts, week } = reviewing.data;
  const account = accounts[index];
  if (account === undefined) return null;
  const of = { companyId: account.id, week: week.id };
  const { busy, failed, act } = actions;
  const written = listWritten(account, of, drafts, client);
  const isOpen = written.length === 0 && isUnanswered(account, week);
  const keep = (id: string, state: ReviewState): void => {
    take(state);
    drafts.write(id, null);
  };
  const goOn = (): void => {
    const following = [...accounts.slice(index + 1), ...accounts.slice(0, index)];
    onOpen(following.find(({ reviewed }) => reviewed === null)?.id ?? null);
  };
  return (
    <Flex direction="column" gap="small">
      {account.reviewed === null ? (
        <Inline gap="small" align="center">
          <LoadingButton
            variant={isOpen ? 'secondary' : 'primary'}
            loading={busy === 'mark'}
            disabled={busy !== null}
            onClick={() => act('mark', sendAll(written, client.mark(of, true), keep), goOn)}
          >
            {written.length > 0 ? ACCOUNT.keepAndMark : isOpen ? ACCOUNT.markOpen : ACCOUNT.mark}
          </LoadingButton>
          {isOpen ? <Text variant="microcopy">{ACCOUNT.open(account.blocks.length)}</Text> : null}
        </Inline>
      ) : (
        <Inline gap="small" align="center">
          <StatusTag variant="success">{ACCOUNT.reviewed}</StatusTag>
          <Text variant="microcopy">{ACCOUNT.reviewedBy(account.reviewed)}</Text>
          <Button
            size="sm"
            variant="transparent"
            disabled={busy !== null}
            onClick={() => act('mark', client.mark(of, false))}
          >
            {ACCOUNT.unmark}
          </Button>
        </Inline>
      )}
      <Failure failed={failed} />
    </Flex>
  );
}

/** Whether the account is blocked and nobody has added a note since the week began. */
function isUnanswered({ blocks, notes }: ReviewedAccount, { from }: ReviewWeek): boolean {
  return blocks.length > 0 && !notes.some(({ at }) => at >= from);
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

/** Saves the drafts one after the other, passes each answer to `keep`, then marks. If repeated, it continues where it failed. */
function sendAll(
  written: readonly Written[],
  mark: () => Promise<ReviewState>,
  keep: (id: string, state: ReviewState) => void,
): () => Promise<ReviewState> {
  const waiting = [...written];
  return async () => {
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      keep(first.id, await first.send());
      waiting.shift();
    }
    return mark();
  };
}

function Part({ part, sentences }: { part: keyof typeof ACCOUNT.parts; sentences: readonly string[] }) {
  return (
    <Tile compact>
      <Flex direction="column" gap="extra-small">
        <Text format={{ fontWeight: 'demibold' }}>{ACCOUNT.parts[part]}</Text>
        {sentences.length === 0 ? (
          <Text variant="microcopy">{ACCOUNT.nothing[part]}</Text>
        ) : (
          <List>
            {sentences.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </List>
        )}
      </Flex>
    </Tile>
  );
}
