import { Button, Flex, Form, Heading, Inline, Input, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { typing } from 'roundtable-ui/typing.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { AccountClient } from '../account-client.ts';
import type { AccountCardData, PlanNote } from '../card-data.ts';
import { PLAN_KINDS } from '../card-requests.ts';
import { PLAN } from './brief-texts.ts';
import type { Account } from '../use-account.ts';

type PlanKind = (typeof PLAN_KINDS)[number];

interface AccountPlanProps {
  account: Account;
  client: AccountClient;
  data: AccountCardData;
  now: number;
}

/** What the team keeps on the account: the objective, their initiatives, competitors in play; each dated. */
export function AccountPlan({ account, client, data, now }: AccountPlanProps) {
  const { objective, initiatives, competitors } = data.plan;
  const groups: [PlanKind, readonly PlanNote[]][] = [
    ['objective', objective === null ? [] : [objective]],
    ['initiative', initiatives],
    ['competitor', competitors],
  ];
  const isEmpty = groups.every(([, notes]) => notes.length === 0);
  return (
    <Flex direction="column" gap="small">
      <Heading>{PLAN.title}</Heading>
      {isEmpty ? <Text variant="microcopy">{PLAN.empty}</Text> : null}
      {(isEmpty ? [] : groups).map(([kind, notes]) => (
        <Flex key={kind} direction="column" gap="flush">
          <Text format={{ fontWeight: 'demibold' }}>{PLAN.groups[kind]}</Text>
          {notes.length === 0 ? <Text variant="microcopy">{PLAN.none}</Text> : null}
          {notes.map((note) => (
            <Note key={note.itemId} note={note} account={account} client={client} mayAct={data.may.act} now={now} />
          ))}
        </Flex>
      ))}
      {data.may.act ? <AddNote account={account} client={client} /> : null}
    </Flex>
  );
}

interface NoteProps extends Pick<AccountPlanProps, 'account' | 'client' | 'now'> {
  note: PlanNote;
  mayAct: boolean;
}

function Note({ note: { itemId, text, notedAt, isMapped }, account, client, mayAct, now }: NoteProps) {
  return (
    <Inline gap="small" align="center">
      <Text>{text}</Text>
      <RelativeTime at={notedAt} now={now} />
      {isMapped ? <Text variant="microcopy">{PLAN.mapped}</Text> : null}
      {mayAct && !isMapped ? (
        <Button
          size="xs"
          variant="transparent"
          disabled={account.busy !== null}
          onClick={() => account.act(`drop ${itemId}`, client.dropFromPlan(itemId))}
        >
          {PLAN.remove(text)}
        </Button>
      ) : null}
    </Inline>
  );
}

/** One form for all three kinds: a second objective takes the place of the first. */
function AddNote({ account, client }: Pick<AccountPlanProps, 'account' | 'client'>) {
  const [kind, setKind] = useState<PlanKind>('initiative');
  const [text, setText] = useState('');
  const submit = (): void => {
    if (text.trim() !== '') account.act('note', client.noteInPlan(kind, text.trim()), () => setText(''));
  };
  return (
    <Form onSubmit={submit} preventDefault>
      <Flex direction="column" gap="xs">
        <Select
          label={PLAN.kind}
          name="plan-kind"
          options={PLAN_KINDS.map((value) => ({ value, label: PLAN.kinds[value] }))}
          value={kind}
          onChange={(value) => setKind(value as PlanKind)}
        />
        <Input
          label={PLAN.labels[kind]}
          name="plan-text"
          description={PLAN.help}
          required
          value={text}
          {...typing(setText)}
        />
        <Inline>
          <LoadingButton
            type="submit"
            loading={account.busy === 'note'}
            disabled={account.busy !== null || text.trim() === ''}
          >
            {PLAN.add}
          </LoadingButton>
        </Inline>
      </Flex>
    </Form>
  );
}
