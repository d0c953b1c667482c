import { Flex, TableCell, TableRow } from '@hubspot/ui-extensions';
import React from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import type { FieldsProps } from './model-props.ts';
import { problemAt } from './model-faults.ts';
import { NumberField, SaveRow, useEdited } from './model-edited.tsx';
import { ACTIVITIES, ENGAGEMENT_FIELDS } from './model-texts.ts';

/** What an act of a person is worth, and how long. */
export function EngagementFields({ model, onSave, isBusy, faults }: FieldsProps) {
  const state = useEdited(model.engagement.weights);
  const { edited, edit } = state;
  const isReadOnly = onSave === null;
  const save = (): void => onSave?.({ ...model, engagement: { ...model.engagement, weights: edited } });
  return (
    <Flex direction="column" gap="small">
      <HeadedTable columns={ENGAGEMENT_FIELDS.columns} bordered={false}>
        {Object.entries(edited).flatMap(([type, weight]) => {
          const label = ACTIVITIES[type];
          if (label === undefined) return [];
          return [
            <TableRow key={type}>
              <TableCell>{label}</TableCell>
              <TableCell>
                <NumberField
                  label={ENGAGEMENT_FIELDS.points(label)}
                  value={weight.points}
                  problem={problemAt(faults, `engagement.weights.${type}.points`)}
                  isReadOnly={isReadOnly}
                  onChange={(points) => edit({ [type]: { ...weight, points } })}
                />
              </TableCell>
              <TableCell>
                <NumberField
                  label={ENGAGEMENT_FIELDS.halfLife(label)}
                  value={weight.halfLifeDays}
                  problem={problemAt(faults, `engagement.weights.${type}.halfLifeDays`)}
                  isReadOnly={isReadOnly}
                  onChange={(halfLifeDays) => edit({ [type]: { ...weight, halfLifeDays } })}
                />
              </TableCell>
            </TableRow>,
          ];
        })}
      </HeadedTable>
      <SaveRow edited={state} isBusy={isBusy} onSave={save} />
    </Flex>
  );
}
