import { Alert, Button, Flex, Form, Inline, LoadingButton, Select, Text, TextArea } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { OVERFULL, describeFull } from 'roundtable-ui/full-tier.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { AccountClient } from '../account-client.ts';
import type { AccountCardData, CardListPlace, CardProposal, Tier } from '../card-data.ts';
import { LIST } from '../texts.ts';
import type { Account } from '../use-account.ts';

interface ListPlaceProps {
  account: Account;
  client: AccountClient;
  data: AccountCardData;
  now: number;
  /** The form is open, and its button the primary one. */
  isFirst: boolean;
}

/** Why an account is not on the list, what is proposed about it, and the way to propose it. */
export function ListPlace(props: ListPlaceProps) {
  const { data, now } = props;
  const { list, state, tier } = data;
  if (list === null) return null;
  const { proposal, turnedDown } = list;
  return (
    <>
      {state === 'not_target' ? (
        <Alert title={LIST.off} variant="info">
          <Flex direction="column" gap="small">
            <Text>{LIST.why(tier.reason)}</Text>
            {list.provisional ? <Text>{LIST.provisional}</Text> : null}
            {turnedDown === null || proposal !== null ? null : <Text>{LIST.turnedDown(turnedDown, now)}</Text>}
          </Flex>
        </Alert>
      ) : null}
      {proposal === null ? null : <Proposed {...props} proposal={proposal} />}
      {proposal !== null || list.provisional || list.tiers.length === 0 || !data.may.act ? null : (
        <Propose {...props} list={list} />
      )}
    </>
  );
}

/** What waits for its keys: by whom, why, whose key is missing, and the way back for who proposed it. */
function Proposed({ account, client, data, now, proposal }: ListPlaceProps & { proposal: CardProposal }) {
  const withdraw = (): void => account.act('withdraw', client.withdraw(proposal.proposalId));
  return (
    <Alert title={LIST.proposed(proposal)} variant="info">
      <Flex direction="column" gap="small">
        <Inline gap="xs" align="center">
          <Text>{LIST.by(proposal)}</Text>
          <RelativeTime at={proposal.proposedAt} now={now} />
        </Inline>
        {proposal.keys.map((key) => (
          <Text key={key.side}>{LIST.key(key)}</Text>
        ))}
        <Text variant="microcopy">{LIST.closes(proposal.expiresAt, now)}</Text>
        {proposal.isMine && data.may.act ? (
          <Inline>
            <LoadingButton
              size="xs"
              loading={account.busy === 'withdraw'}
              disabled={account.busy !== null}
              onClick={withdraw}
            >
              {LIST.withdraw}
            </LoadingButton>
          </Inline>
        ) : null}
      </Flex>
    </Alert>
  );
}

function Propose(props: ListPlaceProps & { list: CardListPlace }) {
  const [isOpen, setIsOpen] = useState(props.isFirst);
  if (isOpen) return <Fields {...props} />;
  return (
    <Inline>
      <Button onClick={() => setIsOpen(true)}>{LIST.propose}</Button>
    </Inline>
  );
}

/** Tier and reason, both with a start, so that one click will do. */
function Fields({ account, client, list, isFirst }: ListPlaceProps & { list: CardListPlace }) {
  const [tier, setTier] = useState<Tier>(3);
  const [reason, setReason] = useState(LIST.grounds(list.grounds));
  const full = describeFull(list.tiers, tier, 1);
  const submit = (): void => {
    if (reason.trim() !== '') account.act('propose', client.propose(tier, reason.trim()));
  };
  return (
    <Form onSubmit={submit} preventDefault>
      <Flex direction="column" gap="xs">
        <Select
          label={LIST.tier}
          name="proposed-tier"
          options={LIST.tiers}
          value={tier}
          onChange={(value) => setTier(Number(value) as Tier)}
        />
        {full === null ? null : (
          <Alert title={full} variant="warning">
            {OVERFULL}
          </Alert>
        )}
        <TextArea
          label={LIST.reason}
          name="proposal-reason"
          description={LIST.reasonHelp}
          required
          value={reason}
          onInput={setReason}
          onChange={setReason}
        />
        <Inline>
          <LoadingButton
            type="submit"
            variant={isFirst ? 'primary' : 'secondary'}
            loading={account.busy === 'propose'}
            disabled={account.busy !== null || reason.trim() === ''}
          >
            {LIST.propose}
          </LoadingButton>
        </Inline>
      </Flex>
    </Form>
  );
}
