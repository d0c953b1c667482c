import { AutoGrid, Flex, Heading, Link, List, Text, Tile } from '@hubspot/ui-extensions';
import React from 'react';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { NewNote, ReviewNotes } from './review-notes.tsx';
import { ACCOUNT, describeBlocks, describeDone, describeHappened, describeNext } from './review-texts.ts';
import { WaysBack, WaysOn, type AccountReviewProps } from './review-ways.tsx';

const PARTS = ['happened', 'did', 'next', 'blocks'] as const;

/** One account of the review: what happened, what we did, what is next, what blocks it, and the notes. */
export function AccountReview(props: AccountReviewProps) {
  const { reviewing, index, drafts, client, actions } = props;
  const { data, tasks, now } = reviewing;
  const account = data.accounts[index];
  if (account === undefined) return null;
  const known = tasks?.tasks ?? [];
  const of = { companyId: account.id, week: data.week.id };
  const parts = {
    happened: describeHappened(account, data.currency),
    did: describeDone(account, data, known),
    next: describeNext(account, known, now),
    blocks: describeBlocks(account),
  };
  return (
    <Flex direction="column" gap="medium">
      <WaysBack {...props} />
      <Flex direction="column" gap="flush">
        <Heading>
          <Link href={recordPath(props.portalId, account.id)}>{account.name}</Link>
        </Heading>
        <Text variant="microcopy">{ACCOUNT.about(account)}</Text>
      </Flex>
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
      <NewNote drafts={drafts} of={of} />
      <WaysOn {...props} account={account} />
      <ReviewNotes key={account.id} notes={account.notes} {...{ drafts, of, client, actions }} />
    </Flex>
  );
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
