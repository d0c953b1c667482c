import { Flex, Heading, Inline, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import type { TieringContent } from './model-data.ts';
import type { FieldsProps } from './model-props.ts';
import { problemAt, type ModelFaults } from './model-faults.ts';
import { NumberField, SaveRow, ShareField, useEdited } from './model-edited.tsx';
import { TIER_FIELDS, tierName } from './model-texts.ts';

type Rule = TieringContent['rules'][number];

/** How many accounts each tier takes, from which fit on, and how easily they come and go. */
export function TierFields({ model, onSave, isBusy, faults }: FieldsProps) {
  const state = useEdited(model.tiering);
  const { edited, edit } = state;
  const isReadOnly = onSave === null;
  const change = (tier: Rule['tier'], part: Partial<Rule>): void =>
    edit({ rules: edited.rules.map((rule) => (rule.tier === tier ? { ...rule, ...part } : rule)) });
  return (
    <Flex direction="column" gap="small">
      <Seats rules={edited.rules} isReadOnly={isReadOnly} faults={faults} onChange={change} />
      <Inline gap="medium" align="start">
        <NumberField
          label={TIER_FIELDS.dwellDays}
          description={TIER_FIELDS.dwellHelp(edited.dwellEndsUnderFloor)}
          problem={problemAt(faults, 'tiering.dwellDays')}
          value={edited.dwellDays}
          isReadOnly={isReadOnly}
          onChange={(dwellDays) => edit({ dwellDays })}
        />
        <NumberField
          label={TIER_FIELDS.bonus}
          description={TIER_FIELDS.bonusHelp}
          problem={problemAt(faults, 'tiering.incumbencyBonus')}
          value={edited.incumbencyBonus}
          isReadOnly={isReadOnly}
          onChange={(incumbencyBonus) => edit({ incumbencyBonus })}
        />
      </Inline>
      <Text variant="microcopy">{TIER_FIELDS.dwellEnds}</Text>
      <Weights
        weights={edited.priorityWeights}
        isReadOnly={isReadOnly}
        faults={faults}
        onChange={(priorityWeights) => edit({ priorityWeights })}
      />
      <SaveRow edited={state} isBusy={isBusy} onSave={() => onSave?.({ ...model, tiering: edited })} />
    </Flex>
  );
}

type PriorityWeights = TieringContent['priorityWeights'];

interface WeightsProps {
  weights: PriorityWeights;
  isReadOnly: boolean;
  faults: ModelFaults;
  onChange: (weights: PriorityWeights) => void;
}

/** What orders the accounts that compete for seats; in percent here, as shares in the model. */
function Weights({ weights, isReadOnly, faults, onChange }: WeightsProps) {
  const { title, help, labels } = TIER_FIELDS.weights;
  const whole = faults.find(({ path }) => path === 'tiering.priorityWeights')?.problem;
  return (
    <Flex direction="column" gap="extra-small">
      <Heading>{title}</Heading>
      <Text variant="microcopy">{help}</Text>
      <Inline gap="medium" align="start">
        {(Object.keys(labels) as (keyof PriorityWeights)[]).map((name) => (
          <ShareField
            key={name}
            label={labels[name]}
            value={weights[name]}
            isReadOnly={isReadOnly}
            problem={problemAt(faults, `tiering.priorityWeights.${name}`)}
            onChange={(share) => onChange({ ...weights, [name]: share })}
          />
        ))}
      </Inline>
      {whole === undefined ? null : <Text format={{ fontWeight: 'bold' }}>{whole}</Text>}
    </Flex>
  );
}

interface SeatsProps {
  rules: readonly Rule[];
  isReadOnly: boolean;
  faults: ModelFaults;
  onChange: (tier: Rule['tier'], part: Partial<Rule>) => void;
}

function Seats({ rules, isReadOnly, faults, onChange }: SeatsProps) {
  return (
    <HeadedTable columns={TIER_FIELDS.columns} bordered={false}>
      {rules.map(({ tier, seats, fitFloor }, index) => (
        <TableRow key={tier}>
          <TableCell>{tierName(tier)}</TableCell>
          <TableCell>
            <NumberField
              label={TIER_FIELDS.seats(tier)}
              value={seats}
              problem={problemAt(faults, `tiering.rules.${index}.seats`)}
              isReadOnly={isReadOnly}
              onChange={(value) => onChange(tier, { seats: value })}
            />
          </TableCell>
          <TableCell>
            <NumberField
              label={TIER_FIELDS.floor(tier)}
              value={fitFloor}
              problem={problemAt(faults, `tiering.rules.${index}.fitFloor`)}
              isReadOnly={isReadOnly}
              onChange={(value) => onChange(tier, { fitFloor: value })}
            />
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
