import { Button, Flex, Inline, Link, StatusTag, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { writeReason } from 'roundtable-ui/tier-reason.ts';
import { Cautions, sortByCaution, splitByCaution } from './cautions.tsx';
import { CAUTION, QUEUE } from './target-list-texts.ts';
import type { SuggestedChange, Verdict } from './target-refresh-data.ts';
import type { Decisions, StepId } from './target-refresh-decisions.ts';
import { REFRESH, type Yes } from './target-refresh-texts.ts';

const SHOWN = 20;

interface ChangesProps {
  step: StepId;
  changes: readonly SuggestedChange[];
  decisions: Decisions;
  portalId: number;
  yes: Yes;
  onDecide: (changes: readonly SuggestedChange[], verdict: Verdict | null) => void;
}

/** The changes of one step, each to be approved or rejected, or all at once. */
export function Changes({ step, changes, decisions, portalId, yes, onDecide }: ChangesProps) {
  const [shown, setShown] = useState(SHOWN);
  if (changes.length === 0) return <Text>{REFRESH.none[step]}</Text>;
  const left = changes.filter(({ companyId }) => decisions[companyId] === undefined);
  const { plain, look } = splitByCaution(left);
  return (
    <Flex direction="column" gap="small">
      {plain.length > 1 ? (
        <Inline>
          <Button variant="primary" onClick={() => onDecide(plain, 'accept')}>
            {REFRESH.acceptAll(yes, plain.length)}
          </Button>
        </Inline>
      ) : null}
      {look.length === 0 ? null : <Text>{CAUTION.order(yes, plain, look.length)}</Text>}
      <HeadedTable columns={REFRESH.columns}>
        {sortByCaution(changes)
          .slice(0, shown)
          .map((change) => (
            <ChangeRow
              key={change.companyId}
              change={change}
              portalId={portalId}
              yes={yes}
              verdict={decisions[change.companyId]}
              leads={plain.length === 1 && change === plain[0]}
              onDecide={(verdict) => onDecide([change], verdict)}
            />
          ))}
      </HeadedTable>
      {changes.length > shown ? (
        <Inline>
          <Button size="small" onClick={() => setShown(shown + SHOWN)}>
            {REFRESH.more(Math.min(SHOWN, changes.length - shown))}
          </Button>
        </Inline>
      ) : null}
      <Otherwise {...{ changes, left, onDecide }} />
    </Flex>
  );
}

/** What is seldom done, under the changes: rejecting all that are left, or deciding anew. */
function Otherwise({
  changes,
  left,
  onDecide,
}: Pick<ChangesProps, 'changes' | 'onDecide'> & { left: SuggestedChange[] }) {
  if (left.length < 2 && left.length === changes.length) return null;
  return (
    <Inline gap="small">
      {left.length < 2 ? null : (
        <Button size="small" variant="transparent" onClick={() => onDecide(left, 'reject')}>
          {REFRESH.rejectAll(left.length)}
        </Button>
      )}
      {left.length === changes.length ? null : (
        <Button size="small" variant="transparent" onClick={() => onDecide(changes, null)}>
          {REFRESH.clear}
        </Button>
      )}
    </Inline>
  );
}

interface ChangeRowProps extends Pick<ChangesProps, 'portalId' | 'yes'> {
  change: SuggestedChange;
  verdict: Verdict | undefined;
  /** Deciding on it is the next thing to do. */
  leads: boolean;
  onDecide: (verdict: Verdict | null) => void;
}

function ChangeRow({ change, portalId, yes, verdict, leads, onDecide }: ChangeRowProps) {
  const { companyId, name, evidence, cautions, open, group, former } = change;
  const reason = writeReason(change.reason);
  const isDown = group === 'down' || group === 'out';
  return (
    <TableRow>
      <TableCell>
        <Link href={recordPath(portalId, companyId)}>{name}</Link>
      </TableCell>
      <TableCell>
        <Text>{REFRESH.change(change)}</Text>
        {open === null ? null : <Text variant="microcopy">{REFRESH.open(open)}</Text>}
      </TableCell>
      <TableCell>
        <Cautions cautions={cautions} />
        <Text>{isDown ? reason : QUEUE.grounds(evidence) || reason}</Text>
        {evidence.length === 0 ? null : <Text variant="microcopy">{isDown ? QUEUE.lately(evidence) : reason}</Text>}
      </TableCell>
      <TableCell>
        {former === null || verdict !== undefined ? null : <Text>{REFRESH.former(former)}</Text>}
        <Decision {...{ yes, verdict, leads, onDecide }} />
      </TableCell>
    </TableRow>
  );
}

function Decision({ yes, verdict, leads, onDecide }: Pick<ChangeRowProps, 'yes' | 'verdict' | 'leads' | 'onDecide'>) {
  if (verdict === undefined) {
    return (
      <Inline gap="extra-small">
        <Button size="xs" variant={leads ? 'primary' : 'secondary'} onClick={() => onDecide('accept')}>
          {yes}
        </Button>
        <Button size="xs" variant="transparent" onClick={() => onDecide('reject')}>
          {REFRESH.reject}
        </Button>
      </Inline>
    );
  }
  return (
    <Inline gap="extra-small" align="center">
      <StatusTag variant={verdict === 'accept' ? 'success' : 'danger'}>{REFRESH.decided(yes, verdict)}</StatusTag>
      <Button size="xs" variant="transparent" onClick={() => onDecide(null)}>
        {REFRESH.undo}
      </Button>
    </Inline>
  );
}
