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
import { Cautions, sortByCaution, splitByCaution } from './cautions.tsx';
import { addSeatCautions, countAfter } from './seat-cautions.ts';
import { CAUTION, LIST, QUEUE } from './target-list-texts.ts';

const GROUPS = ['in', 'up', 'down', 'out'] as const satisfies readonly ProposalGroup[];

interface QueueProps {
  client: TargetListClient;
  portalId: number;
  list: TargetListData;
  /** Reloads whenever it increases. */
  version: number;
  deciding: Deciding;
  now: number;
  /** Approving together is the next thing to do on the page. */
  leads: boolean;
}

/** The open proposals, by direction, with one action for all that are shown; those to be looked at first come last. */
export function ProposalQueue({ client, portalId, list, version, deciding, now, leads }: QueueProps) {
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
        {({ proposals: read, next }) => {
          const proposals = addSeatCautions(read, list.tiers);
          const alone = leads ? findAlone(proposals, list.sides) : null;
          return (
            <>
              {proposals.length === 0 ? <NothingOpen /> : <Bulk {...{ proposals, deciding, leads }} />}
              {sortByCaution(proposals).map((proposal) => (
                <Proposed
                  key={proposal.proposalId}
                  {...{ proposal, portalId, deciding, now }}
                  leads={proposal === alone}
                />
              ))}
              <RejectAll {...{ proposals, deciding }} />
              <PageButtons pages={pages} next={next} />
            </>
          );
        }}
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

interface BulkProps extends Pick<QueueProps, 'deciding' | 'leads'> {
  proposals: readonly QueuedProposal[];
}

/** Which to decide on first: those together that nothing speaks against, or the one there is. */
function Bulk({ proposals, deciding, leads }: BulkProps) {
  const { list, actions, approve } = deciding;
  if (list.sides.length === 0 || proposals.length < 2) return null;
  const { plain, look } = splitByCaution(proposals);
  const isYours = (proposal: QueuedProposal): boolean => list.sides.some((side) => mayTurn(proposal, side));
  const looked = look.filter(isYours).length;
  const bySide = listBySide(plain, list.sides);
  const changed = countAfter(list.tiers, plain).filter(({ after, held }) => after !== held);
  return (
    <Flex direction="column" gap="xs">
      {bySide.length === 0 ? null : (
        <Inline gap="small">
          {bySide.map(({ side, ids }) => (
            <LoadingButton
              key={side}
              variant={leads ? 'primary' : 'secondary'}
              loading={actions.busy !== null}
              onClick={() => approve(ids, side)}
            >
              {QUEUE.approveAll(ids.length, side)}
            </LoadingButton>
          ))}
        </Inline>
      )}
      {looked === 0 ? null : <Text>{CAUTION.order('Approve', plain.filter(isYours), looked)}</Text>}
      {bySide.length === 0 || changed.length === 0 ? null : <Text>{QUEUE.after(plain.length, changed)}</Text>}
    </Flex>
  );
}

/** A rejection with one reason for all that are shown, under them: it is seldom wanted. */
function RejectAll({ proposals, deciding }: Omit<BulkProps, 'leads'>) {
  const [isRejecting, setIsRejecting] = useState(false);
  const [own] = deciding.list.sides;
  if (own === undefined || proposals.length < 2) return null;
  const ids = proposals.map(({ proposalId }) => proposalId);
  if (isRejecting) return <Rejecting {...{ ids, deciding }} side={own} onCancel={() => setIsRejecting(false)} />;
  return (
    <Inline>
      <Button size="small" variant="transparent" onClick={() => setIsRejecting(true)}>
        {QUEUE.rejectAll(ids.length)}
      </Button>
    </Inline>
  );
}

/** What each key of the viewer may approve together: nothing where it is only one. */
function listBySide(plain: readonly QueuedProposal[], sides: readonly Side[]): { side: Side; ids: string[] }[] {
  const listed = sides.map((side) => ({
    side,
    ids: plain.filter((proposal) => mayTurn(proposal, side)).map(({ proposalId }) => proposalId),
  }));
  return listed.filter(({ ids }) => ids.length > 1);
}

/** The one to approve next where none are approved together. */
function findAlone(proposals: readonly QueuedProposal[], sides: readonly Side[]): QueuedProposal | null {
  const { plain } = splitByCaution(proposals);
  if (listBySide(plain, sides).length > 0) return null;
  return plain.find((proposal) => sides.some((side) => mayTurn(proposal, side))) ?? null;
}

function mayTurn({ waitsFor }: QueuedProposal, side: Side): boolean {
  return waitsFor.some((each) => each.side === side && each.isYou);
}

interface ProposedProps {
  proposal: QueuedProposal;
  portalId: number;
  deciding: Deciding;
  now: number;
  /** Approving it is the next thing to do on the page. */
  leads: boolean;
}

function Proposed({ proposal, portalId, deciding, now, leads }: ProposedProps) {
  const { companyId, expiresAt } = proposal;
  const full = QUEUE.full(deciding.list, proposal);
  const isYours = proposal.waitsFor.some(({ isYou }) => isYou);
  return (
    <Tile compact>
      <Flex direction="column" gap="extra-small">
        <Link href={recordPath(portalId, companyId)}>{QUEUE.headline(proposal)}</Link>
        <Cautions cautions={proposal.cautions} />
        <Grounds proposal={proposal} />
        {full === null ? null : <Text>{full}</Text>}
        <Inline gap="small" align="center">
          <Text variant="microcopy">{QUEUE.keys(proposal)}</Text>
          <Text variant="microcopy">{QUEUE.expires}</Text>
          <RelativeTime at={expiresAt} now={now} />
        </Inline>
        {isYours ? null : <Text variant="microcopy">{LIST.waits(proposal)}</Text>}
        <ProposalActions {...{ proposal, deciding, leads }} />
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
      <Text>{QUEUE.grounds(evidence)}</Text>
      {by === null ? <Text variant="microcopy">{why}</Text> : <Text>{why}</Text>}
    </>
  );
}
