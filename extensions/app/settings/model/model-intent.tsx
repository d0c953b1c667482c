import { Button, Flex, Inline, Input, TableCell, TableRow } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { typing } from 'roundtable-ui/typing.ts';
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
      <Sources intent={edited} isReadOnly={isReadOnly} faults={faults} onChange={edit} />
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

type Intent = FieldsProps['model']['intent'];

interface SourcesProps extends Pick<FieldsProps, 'faults'> {
  intent: Intent;
  isReadOnly: boolean;
  onChange: (change: Partial<Intent>) => void;
}

function Sources({ intent, isReadOnly, faults, onChange }: SourcesProps) {
  const { sourceWeights, sourceHalfLives = {} } = intent;
  const remove = (source: string): void => {
    const own = source in sourceHalfLives ? { sourceHalfLives: without(sourceHalfLives, source) } : {};
    onChange({ sourceWeights: without(sourceWeights, source), ...own });
  };
  const changeHalfLife = (source: string, days: number): void => {
    const others = without(sourceHalfLives, source);
    onChange({ sourceHalfLives: Number.isNaN(days) ? others : { ...others, [source]: days } });
  };
  return (
    <>
      <HeadedTable columns={INTENT_FIELDS.columns} bordered={false}>
        {Object.entries(sourceWeights).map(([source, weight]) => (
          <TableRow key={source}>
            <TableCell>{source}</TableCell>
            <TableCell>
              <ShareField
                label={INTENT_FIELDS.weight(source)}
                value={weight}
                isReadOnly={isReadOnly}
                problem={problemAt(faults, `intent.sourceWeights.${source}`)}
                onChange={(share) => onChange({ sourceWeights: { ...sourceWeights, [source]: share } })}
              />
            </TableCell>
            <TableCell>
              <NumberField
                label={INTENT_FIELDS.halfLifeOf(source)}
                value={sourceHalfLives[source]}
                placeholder={INTENT_FIELDS.asBelow(intent.halfLifeDays)}
                isReadOnly={isReadOnly}
                problem={problemAt(faults, `intent.sourceHalfLives.${source}`)}
                onChange={(days) => changeHalfLife(source, days)}
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
      {isReadOnly ? null : <NewSource intent={intent} onChange={onChange} />}
    </>
  );
}

function without(values: Readonly<Record<string, number>>, source: string): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== source));
}

function NewSource({ intent, onChange }: Pick<SourcesProps, 'intent' | 'onChange'>) {
  const [name, setName] = useState('');
  const source = name.trim();
  const isThere = Object.hasOwn(intent.sourceWeights, source);
  return (
    <Inline gap="small" align="end">
      <Input
        label={INTENT_FIELDS.source}
        name="source"
        description={INTENT_FIELDS.sourceHelp}
        value={name}
        error={isThere}
        {...(isThere ? { validationMessage: INTENT_FIELDS.isThere } : {})}
        {...typing(setName)}
      />
      <Button
        size="sm"
        disabled={source === '' || isThere}
        onClick={() => {
          onChange({ sourceWeights: { ...intent.sourceWeights, [source]: 0.5 } });
          setName('');
        }}
      >
        {INTENT_FIELDS.add}
      </Button>
    </Inline>
  );
}
