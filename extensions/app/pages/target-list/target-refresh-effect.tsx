import {
  Alert,
  Button,
  Flex,
  Heading,
  Inline,
  LoadingButton,
  Select,
  TableCell,
  TableRow,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import React from 'react';
import { formatNumber } from 'roundtable-ui/formats.ts';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { typing } from 'roundtable-ui/typing.ts';
import type { Side, TargetListData } from './target-list-data.ts';
import type { RefreshRequest, SuggestedChange } from './target-refresh-data.ts';
import { countAfter } from './seat-cautions.ts';
import { listDecided, type Decisions } from './target-refresh-decisions.ts';
import { EFFECT, wordYes } from './target-refresh-texts.ts';

export type Chosen = Pick<RefreshRequest, 'side' | 'reason'>;

interface EffectProps {
  list: TargetListData;
  changes: readonly SuggestedChange[];
  decisions: Decisions;
  isSending: boolean;
  /** The key that is turned and why others are rejected, as chosen so far. */
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
  /** Back to the step of a change that was skipped. */
  onLook: (change: SuggestedChange) => void;
  onSend: (decision: Omit<RefreshRequest, 'requestId'>) => void;
}

/** What the decisions do to the seats, whose key follows, and sending them. */
export function Effect({ list, changes, decisions, isSending, chosen, onChoose, onLook, onSend }: EffectProps) {
  const { side, reason } = chosen;
  const accept = listDecided(changes, decisions, 'accept');
  const rejected = listDecided(changes, decisions, 'reject');
  const reject = side === null ? [] : rejected;
  const yes = wordYes(list.sides);
  const counts = [accept.length, rejected.length, changes.length - accept.length - rejected.length] as const;
  const isDecided = accept.length + rejected.length > 0 || changes.length === 0;
  return (
    <Flex direction="column" gap="small">
      <Seats {...{ list, changes, decisions, onLook }} />
      <Text>{EFFECT.count(yes, ...counts)}</Text>
      {list.sides.length > 1 ? (
        <Select
          label={EFFECT.which}
          name="side"
          options={EFFECT.sides(list.sides)}
          value={side ?? ''}
          onChange={(value) => onChoose({ ...chosen, side: value as Side })}
        />
      ) : null}
      {accept.length === 0 ? null : <Text>{EFFECT.keys(side, list.holders)}</Text>}
      {side === null && rejected.length > 0 ? <Alert title={EFFECT.noKey} variant="warning" /> : null}
      {reject.length === 0 ? null : (
        <TextArea
          name="refresh-reason"
          label={EFFECT.reason}
          description={EFFECT.reasonHelp}
          required
          value={reason}
          {...typing((written) => onChoose({ ...chosen, reason: written }))}
        />
      )}
      <Inline>
        <LoadingButton
          variant={isDecided ? 'primary' : 'secondary'}
          loading={isSending}
          disabled={reject.length > 0 && reason.trim() === ''}
          onClick={() => onSend({ side, accept, reject, reason })}
        >
          {EFFECT.send(yes, ...counts)}
        </LoadingButton>
      </Inline>
    </Flex>
  );
}

function Seats({ list, changes, decisions, onLook }: Pick<EffectProps, 'list' | 'changes' | 'decisions' | 'onLook'>) {
  const accepted = changes.filter(({ companyId }) => decisions[companyId] === 'accept');
  const skipped = changes.filter(({ companyId }) => decisions[companyId] === undefined);
  const rows = countAfter(list.tiers, accepted).map((row) => ({
    ...row,
    leaving: skipped.filter(({ fromTier }) => fromTier === row.tier),
  }));
  const [toLook] = rows.flatMap(({ after, seats, leaving }) => (after > seats ? leaving : []));
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{EFFECT.seats}</Heading>
      <HeadedTable columns={EFFECT.columns}>
        {rows.map(({ tier, seats, held, after, leaving }) => (
          <TableRow key={tier}>
            <TableCell>{EFFECT.tier(tier)}</TableCell>
            {[seats, held, after].map((value, index) => (
              <TableCell key={index} align="right">
                {formatNumber(value)}
              </TableCell>
            ))}
            <TableCell>{EFFECT.means(after, seats, leaving.length)}</TableCell>
          </TableRow>
        ))}
      </HeadedTable>
      {toLook === undefined ? null : (
        <Inline>
          <Button size="small" variant="transparent" onClick={() => onLook(toLook)}>
            {EFFECT.look}
          </Button>
        </Inline>
      )}
    </Flex>
  );
}
