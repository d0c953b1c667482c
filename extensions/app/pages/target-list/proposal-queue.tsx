import {
  Button,
  EmptyState,
  Flex,
  Heading,
  Inline,
  Link,
  LoadingButton,
  Select,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import React, { useCallback, useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { PageButtons, usePages } from 'roundtable-ui/pages.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { ProposalActions, Rejecting } from './proposal-actions.tsx';
import type { Deciding } from './deciding.ts';
import type { TargetListClient } from './target-list-client.ts';
import type { ProposalGroup, QueuedProposal, Side, TargetListData } from './target-list-data.ts';
import { LIST, QUEUE } from './target-list-texts.ts';

const GROUPS = ['in', 'up', 'down', 'out'] as const satisfies readonly ProposalGroup[];

interface QueueProps {
  client: TargetListClient;
  portalId: number;
  list: TargetListData;
  /** Reloads whenever it increases. */
  version: number;
  deciding: Deciding;
  now: number;
}

/** The open proposals, by direction, with one action for all that are shown. */
export function ProposalQueue({ client, portalId, list, version, deciding, now }: QueueProps) {
  const [group, setGroup] = useState<ProposalGroup | ''>('');
  const pages = usePages();
  const { after } = pages;
  const load = useCallback(() => client.readQueue(group, after), [client, group, after, version]);
  const loaded = useLoaded(load);
  const open = GROUPS.reduce((sum, each) => sum + list.open[each], 0);
  const options = [
    { label: QUEUE.all(open), value: '' },
    ...GROUPS.map((each) => ({ label: QUEUE.group(QUEUE.groups[each], list.open[each]), value: each })),
  ];
  const choose = (value: string | number | boolean): void => {
    setGroup(String(value) as ProposalGroup | '');
    pages.restart();
  };
  return (
    <Flex direction="column" gap="small">
      <Flex direction="column" gap="flush">
        <Heading>{QUEUE.title(open)}</Heading>
        <Text>{QUEUE.when}</Text>
      </Flex>
      {open === 0 ? null : <Select label={QUEUE.show} name="group" options={options} value={group} onChange={choose} />}
      <Loading loaded={loaded} reading={QUEUE.reading} unreadable={QUEUE.unreadable}>
        {({ proposals, next }) => (
          <>
            {proposals.length === 0 ? <NothingOpen /> : <Bulk proposals={proposals} deciding={deciding} />}
            {proposals.map((proposal) => (
              <Proposed key={proposal.proposalId} {...{ proposal, portalId, deciding, now }} />
            ))}
            <PageButtons pages={pages} next={next} />
          </>
        )}
      </Loading>
    </Flex>
  );
}

function NothingOpen() {
  return (
    <EmptyState title={QUEUE.empty.title} layout="vertical" imageName="announcement" flush>
      <Text>{QUEUE.empty.text}</Text>
    </EmptyState>
  );
}

/** One action for all that are shown: the missing approval, or a rejection with one reason. */
function Bulk({ proposals, deciding }: { proposals: readonly QueuedProposal[]; deciding: Deciding }) {
  const { list, actions, approve } = deciding;
  const [isRejecting, setIsRejecting] = useState(false);
  const [own] = list.sides;
  if (own === undefined || proposals.length < 2) return null;
  const all = proposals.map(({ proposalId }) => proposalId);
  if (isRejecting) return <Rejecting ids={all} side={own} deciding={deciding} onCancel={() => setIsRejecting(false)} />;
  const bySide = list.sides.map((side) => ({
    side,
    ids: proposals.filter((proposal) => mayTurn(proposal, side)).map(({ proposalId }) => proposalId),
  }));
  const full = QUEUE.fullAll(list, proposals);
  return (
    <Flex direction="column" gap="xs">
      <Inline gap="small">
        {bySide
          .filter(({ ids }) => ids.length > 1)
          .map(({ side, ids }) => (
            <LoadingButton
              key={side}
              variant="primary"
              loading={actions.busy !== null}
              onClick={() => approve(ids, side)}
            >
              {QUEUE.approveAll(ids.length, side)}
            </LoadingButton>
          ))}
        <Button onClick={() => setIsRejecting(true)}>{QUEUE.rejectAll(all.length)}</Button>
      </Inline>
      {full === '' ? null : <Text>{full}</Text>}
    </Flex>
  );
}

function mayTurn({ waitsFor }: QueuedProposal, side: Side): boolean {
  return waitsFor.some((each) => each.side === side && each.isYou);
}

interface ProposedProps {
  proposal: QueuedProposal;
  portalId: number;
  deciding: Deciding;
  now: number;
}

function Proposed({ proposal, portalId, deciding, now }: ProposedProps) {
  const { companyId, marketing, sales, expiresAt } = proposal;
  const full = QUEUE.full(deciding.list, proposal);
  const isYours = proposal.waitsFor.some(({ isYou }) => isYou);
  return (
    <Tile compact>
      <Flex direction="column" gap="extra-small">
        <Link href={recordPath(portalId, companyId)}>{QUEUE.headline(proposal)}</Link>
        <Grounds proposal={proposal} />
        {full === null ? null : <Text>{full}</Text>}
        <Inline gap="small" align="center">
          <Text variant="microcopy">{`${QUEUE.key('marketing', marketing)} · ${QUEUE.key('sales', sales)}`}</Text>
          <Text variant="microcopy">{QUEUE.expires}</Text>
          <RelativeTime at={expiresAt} now={now} />
        </Inline>
        {isYours ? null : <Text variant="microcopy">{LIST.waits(proposal)}</Text>}
        <ProposalActions proposal={proposal} deciding={deciding} />
      </Flex>
    </Tile>
  );
}

/** For upward proposals of the scoring, news comes before the rank; for downward ones, after it. */
function Grounds({ proposal }: { proposal: QueuedProposal }) {
  const { evidence, by, fromTier, toTier } = proposal;
  const why = QUEUE.why(proposal);
  const isDown = fromTier !== null && (toTier === null || toTier > fromTier);
  if (evidence.length === 0) return <Text>{why}</Text>;
  if (isDown) {
    return (
      <>
        <Text>{why}</Text>
        <Text variant="microcopy">{QUEUE.lately(evidence)}</Text>
      </>
    );
  }
  return (
    <>
      <Text>{evidence.join('; ')}</Text>
      {by === null ? <Text variant="microcopy">{why}</Text> : <Text>{why}</Text>}
    </>
  );
}
