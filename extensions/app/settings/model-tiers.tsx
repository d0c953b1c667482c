import { Flex, Inline, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import React from 'react';
import type { TieringContent } from './model-data.ts';
import type { FieldsProps } from './model-draft.tsx';
import { NumberField, SaveRow, useEdited } from './model-edited.tsx';
import { TIER_FIELDS, tierName } from './model-texts.ts';

type Rule = TieringContent['rules'][number];

/** How many accounts each tier takes, from which fit on, and how easily they come and go. */
export function TierFields({ model, onSave, isBusy }: FieldsProps) {
  const state = useEdited(model.tiering);
  const { edited, edit } = state;
  const isReadOnly = onSave === null;
  const change = (tier: Rule['tier'], part: Partial<Rule>): void =>
    edit({ rules: edited.rules.map((rule) => (rule.tier === tier ? { ...rule, ...part } : rule)) });
  return (
    <Flex direction="column" gap="small">
      <Seats rules={edited.rules} isReadOnly={isReadOnly} onChange={change} />
      <Inline gap="medium" align="start">
        <NumberField
          label={TIER_FIELDS.dwellDays}
          description={TIER_FIELDS.dwellHelp}
          value={edited.dwellDays}
          isReadOnly={isReadOnly}
          onChange={(dwellDays) => edit({ dwellDays })}
        />
        <NumberField
          label={TIER_FIELDS.bonus}
          description={TIER_FIELDS.bonusHelp}
          value={edited.incumbencyBonus}
          isReadOnly={isReadOnly}
          onChange={(incumbencyBonus) => edit({ incumbencyBonus })}
        />
      </Inline>
      <SaveRow edited={state} isBusy={isBusy} onSave={() => onSave?.({ ...model, tiering: edited })} />
    </Flex>
  );
}

interface SeatsProps {
  rules: readonly Rule[];
  isReadOnly: boolean;
  onChange: (tier: Rule['tier'], part: Partial<Rule>) => void;
}

function Seats({ rules, isReadOnly, onChange }: SeatsProps) {
  return (
    <Table density="condensed" bordered={false}>
      <TableHead>
        <TableRow>
          {TIER_FIELDS.columns.map((label) => (
            <TableHeader key={label}>{label}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rules.map(({ tier, seats, fitFloor }) => (
          <TableRow key={tier}>
            <TableCell>{tierName(tier)}</TableCell>
            <TableCell>
              <NumberField
                label={TIER_FIELDS.seats(tier)}
                value={seats}
                isReadOnly={isReadOnly}
                onChange={(value) => onChange(tier, { seats: value })}
              />
            </TableCell>
            <TableCell>
              <NumberField
                label={TIER_FIELDS.floor(tier)}
                value={fitFloor}
                isReadOnly={isReadOnly}
                onChange={(value) => onChange(tier, { fitFloor: value })}
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
