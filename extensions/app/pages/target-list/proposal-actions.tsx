import { Button, Flex, Inline, LoadingButton, TextArea } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Deciding } from './deciding.ts';
import type { ProposalKeys, Side } from './target-list-data.ts';
import { QUEUE } from './target-list-texts.ts';

interface ProposalActionsProps {
  proposal: ProposalKeys;
  deciding: Deciding;
  /** Approving is the next thing to do on the page. */
  leads?: boolean;
}

/** The approvals that the viewer may give for a proposal, and a way to reject it with a reason; nothing without a right. */
export function ProposalActions({ proposal, deciding, leads = false }: ProposalActionsProps) {
  const [isRejecting, setIsRejecting] = useState(false);
  const { list, actions, approve } = deciding;
  const { proposalId } = proposal;
  const [own] = list.sides;
  if (own === undefined) return null;
  const isBusy = actions.busy !== null;
  if (isRejecting) {
    const side = list.sides.find((each) => proposal[each] === null) ?? own;
    return <Rejecting ids={[proposalId]} side={side} deciding={deciding} onCancel={() => setIsRejecting(false)} />;
  }
  return (
    <Inline gap="small">
      {proposal.waitsFor
        .filter(({ isYou }) => isYou)
        .map(({ side }) => (
          <LoadingButton
            key={side}
            size="xs"
            variant={leads ? 'primary' : 'secondary'}
            loading={isBusy}
            onClick={() => approve([proposalId], side)}
          >
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
  ids: readonly string[];
  side: Side;
  deciding: Deciding;
  onCancel: () => void;
}

/** Asks why, then rejects all of these with one reason. */
export function Rejecting({ ids, side, deciding, onCancel }: RejectingProps) {
  const [reason, setReason] = useState('');
  const { actions, reject } = deciding;
  return (
    <Flex direction="column" gap="small">
      <TextArea
        name={`reason-${ids[0]}`}
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
          onClick={() => reject(ids, side, reason)}
        >
          {QUEUE.rejectNow(ids.length)}
        </LoadingButton>
        <Button size="xs" onClick={onCancel}>
          {QUEUE.cancel}
        </Button>
      </Inline>
    </Flex>
  );
}
