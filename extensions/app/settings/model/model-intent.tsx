import { Button, Flex, Inline, Input, TableCell, TableRow } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import type { FieldsProps } from './model-props.ts';
import { NumberField, SaveRow, ShareField, useEdited } from './model-edited.tsx';
import { problemAt } from './model-faults.ts';
import { INTENT_FIELDS, MODEL } from './model-texts.ts';

/** What a signal of each source is worth, and how long. Shares are shown in percent. */
export function IntentFields({ model, onSave, isBusy, faults }: FieldsProps) {
  const state = useEdited(model.intent);
  const { edited, edit } = state;
  const isReadOnly = onSave === null;
  return (
    <Flex direction="column" gap="small">
      <Sources
        weights={edited.sourceWeights}
        isReadOnly={isReadOnly}
        problemOf={(source) => problemAt(faults, `intent.sourceWeights.${source}`)}
        onChange={(sourceWeights) => edit({ sourceWeights })}
      />
      <Inline gap="medium" align="start">
        <ShareField
          label={INTENT_FIELDS.otherWeight}
          value={edited.defaultWeight}
          isReadOnly={isReadOnly}
          problem={problemAt(faults, 'intent.defaultWeight')}
          onChange={(defaultWeight) => edit({ defaultWeight })}
        />
        <NumberField
          label={INTENT_FIELDS.halfLife}
          value={edited.halfLifeDays}
          isReadOnly={isReadOnly}
          problem={problemAt(faults, 'intent.halfLifeDays')}
          onChange={(halfLifeDays) => edit({ halfLifeDays })}
        />
      </Inline>
      <SaveRow edited={state} isBusy={isBusy} onSave={() => onSave?.({ ...model, intent: edited })} />
    </Flex>
  );
}

type Weights = Readonly<Record<string, number>>;

interface SourcesProps {
  weights: Weights;
  isReadOnly: boolean;
  problemOf: (source: string) => string | undefined;
  onChange: (weights: Weights) => void;
}

function Sources({ weights, isReadOnly, problemOf, onChange }: SourcesProps) {
  const remove = (source: string): void => {
    const { [source]: _removed, ...others } = weights;
    onChange(others);
  };
  return (
    <>
      <HeadedTable columns={INTENT_FIELDS.columns} bordered={false}>
        {Object.entries(weights).map(([source, weight]) => (
          <TableRow key={source}>
            <TableCell>{source}</TableCell>
            <TableCell>
              <ShareField
                label={INTENT_FIELDS.weight(source)}
                value={weight}
                isReadOnly={isReadOnly}
                problem={problemOf(source)}
                onChange={(share) => onChange({ ...weights, [source]: share })}
              />
            </TableCell>
            <TableCell align="right">
              {isReadOnly ? null : (
                <Button size="xs" onClick={() => remove(source)}>
                  {MODEL.remove}
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </HeadedTable>
      {isReadOnly ? null : <NewSource weights={weights} onChange={onChange} />}
    </>
  );
}

function NewSource({ weights, onChange }: Pick<SourcesProps, 'weights' | 'onChange'>) {
  const [name, setName] = useState('');
  const source = name.trim();
  const isThere = Object.hasOwn(weights, source);
  return (
    <Inline gap="small" align="end">
      <Input
        label={INTENT_FIELDS.source}
        name="source"
        description={INTENT_FIELDS.sourceHelp}
        value={name}
        error={isThere}
        {...(isThere ? { validationMessage: INTENT_FIELDS.isThere } : {})}
        onChange={setName}
        onInput={setName}
      />
      <Button
        size="sm"
        disabled={source === '' || isThere}
        onClick={() => {
          onChange({ ...weights, [source]: 0.5 });
          setName('');
        }}
      >
        {INTENT_FIELDS.add}
      </Button>
    </Inline>
  );
}
