import { Button, Flex, Inline, LoadingButton, TextArea } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Deciding } from './deciding.ts';
import type { ProposalKeys } from './target-list-data.ts';
import { QUEUE } from './target-list-texts.ts';

/** The keys that who looks may turn for a proposal, and a way to reject it with a reason; nothing for who holds none. */
export function ProposalActions({ proposal, deciding }: { proposal: ProposalKeys; deciding: Deciding }) {
  const [isRejecting, setIsRejecting] = useState(false);
  const { list, actions, approve } = deciding;
  const { proposalId } = proposal;
  const [own] = list.sides;
  if (own === undefined) return null;
  const isBusy = actions.busy !== null;
  if (isRejecting) return <Rejecting {...{ proposal, deciding }} onCancel={() => setIsRejecting(false)} />;
  return (
    <Inline gap="small">
      {list.sides
        .filter((side) => proposal[side] === null)
        .map((side) => (
          <LoadingButton key={side} size="xs" loading={isBusy} onClick={() => approve([proposalId], side)}>
            {QUEUE.approve(side)}
          </LoadingButton>
        ))}
      <Button size="xs" variant="transparent" onClick={() => setIsRejecting(true)}>
        {QUEUE.reject}
      </Button>
    </Inline>
  );
}

interface RejectingProps {
  proposal: ProposalKeys;
  deciding: Deciding;
  onCancel: () => void;
}

function Rejecting({ proposal, deciding, onCancel }: RejectingProps) {
  const [reason, setReason] = useState('');
  const { list, actions, reject } = deciding;
  const side = list.sides.find((each) => proposal[each] === null) ?? list.sides[0];
  return (
    <Flex direction="column" gap="small">
      <TextArea
        name={`reason-${proposal.proposalId}`}
        label={QUEUE.reason}
        description={QUEUE.reasonHelp}
        value={reason}
        onInput={(value) => setReason(value)}
        onChange={(value) => setReason(value)}
      />
      <Inline gap="small">
        <LoadingButton
          size="xs"
          variant="destructive"
          disabled={reason.trim() === ''}
          loading={actions.busy !== null}
          onClick={() => {
            if (side !== undefined) reject([proposal.proposalId], side, reason);
          }}
        >
          {QUEUE.rejectNow}
        </LoadingButton>
        <Button size="xs" onClick={onCancel}>
          {QUEUE.cancel}
        </Button>
      </Inline>
    </Flex>
  );
}
