import { Button, Flex, Inline, Input, Text, TextArea, Tile } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { fromGroup, toGroup, type Group } from 'roundtable-ui/condition-draft.ts';
import { ConditionEditor } from 'roundtable-ui/condition-editor.tsx';
import type { Place } from 'roundtable-ui/condition-kinds.ts';
import type { ModelData, StageContent } from './model-data.ts';
import type { FieldsProps } from './model-props.ts';
import { NumberField, SaveRow, useEdited, wrong } from './model-edited.tsx';
import { faultsOfPart, problemAt, type ModelFaults } from './model-faults.ts';
import { MODEL, STAGE_FIELDS } from './model-texts.ts';

interface StageProps extends FieldsProps {
  data: Pick<ModelData, 'roles' | 'active'>;
}

/** A stage while it is edited: its condition as the forms hold it. */
type EditedStage = Omit<StageContent['stages'][number], 'when'> & { when: Group };

function placeOf({ roles }: StageProps['data']): Place {
  return { of: 'stage', roles: Object.fromEntries(roles.map(({ value, label }) => [value, label])), properties: {} };
}

/** The shared definitions, in words and in conditions. Another wording is another version of them. */
export function StageFields({ model, onSave, isBusy, faults, data }: StageProps) {
  const { stages, fallbackMargin, fallbackDwellDays } = model.stage;
  const place = placeOf(data);
  const held = stages.map((stage): EditedStage => ({ ...stage, when: toGroup(stage.when, place) }));
  const state = useEdited({ stages: held, fallbackMargin, fallbackDwellDays });
  const { edited, edit } = state;
  const [open, setOpen] = useState<number | null>(null);
  const isReadOnly = onSave === null;
  const conditions = edited.stages.map(({ when }) => fromGroup(when));
  const save = (): void => {
    const changed = edited.stages.map((stage, index) => ({ ...stage, when: conditions[index] as object }));
    const version = data.active.model.stage.version + 1;
    onSave?.({ ...model, stage: { ...edited, stages: changed, version } });
  };
  return (
    <Flex direction="column" gap="small">
      <Text variant="microcopy">{STAGE_FIELDS.shared}</Text>
      {edited.stages.map((stage, index) => (
        <Tile key={stage.id} compact>
          {open === index && !isReadOnly ? (
            <OneStage
              stage={stage}
              isFirst={index === 0}
              place={place}
              faults={faultsOfPart(faults, `stage.stages.${index}`)}
              onChange={(changed) => edit({ stages: edited.stages.map((each, at) => (at === index ? changed : each)) })}
            />
          ) : (
            <StageInWords stage={stage} onOpen={isReadOnly ? null : () => setOpen(index)} />
          )}
        </Tile>
      ))}
      <Fallback edited={edited} edit={edit} isReadOnly={isReadOnly} faults={faultsOfPart(faults, 'stage')} />
      {conditions.includes(null) ? (
        <Text>{STAGE_FIELDS.notJson}</Text>
      ) : (
        <SaveRow edited={state} isBusy={isBusy} onSave={save} />
      )}
    </Flex>
  );
}

type FallbackRule = Pick<StageContent, 'fallbackMargin' | 'fallbackDwellDays'>;

interface FallbackProps {
  edited: FallbackRule;
  edit: (change: Partial<FallbackRule>) => void;
  isReadOnly: boolean;
  faults: ModelFaults;
}

/** How hard it is to fall out of a stage. */
function Fallback({ edited, edit, isReadOnly, faults }: FallbackProps) {
  return (
    <Inline gap="medium" align="start">
      <NumberField
        label={STAGE_FIELDS.margin}
        description={STAGE_FIELDS.marginHelp}
        value={edited.fallbackMargin}
        isReadOnly={isReadOnly}
        problem={problemAt(faults, 'fallbackMargin')}
        onChange={(margin) => edit({ fallbackMargin: margin })}
      />
      <NumberField
        label={STAGE_FIELDS.dwell}
        value={edited.fallbackDwellDays}
        isReadOnly={isReadOnly}
        problem={problemAt(faults, 'fallbackDwellDays')}
        onChange={(days) => edit({ fallbackDwellDays: days })}
      />
    </Inline>
  );
}

/** A stage as it is shown to everybody, until somebody opens it. */
function StageInWords({ stage, onOpen }: { stage: EditedStage; onOpen: (() => void) | null }) {
  return (
    <Flex direction="column" gap="flush">
      <Inline gap="small">
        <Text format={{ fontWeight: 'demibold' }}>{stage.label}</Text>
        {onOpen === null ? null : (
          <Button size="xs" onClick={() => onOpen()}>
            {MODEL.edit}
          </Button>
        )}
      </Inline>
      <Text>{stage.definition}</Text>
    </Flex>
  );
}

interface OneStageProps {
  stage: EditedStage;
  /** The lowest stage asks for nothing: who is in no other is in it. */
  isFirst: boolean;
  place: Place;
  faults: ModelFaults;
  onChange: (stage: EditedStage) => void;
}

function OneStage({ stage, isFirst, place, faults, onChange }: OneStageProps) {
  const { id, label, definition, when } = stage;
  return (
    <Flex direction="column" gap="small">
      <Input
        label={STAGE_FIELDS.label}
        name={`label ${id}`}
        value={label}
        {...wrong(problemAt(faults, 'label'))}
        onChange={(text) => onChange({ ...stage, label: text })}
      />
      <TextArea
        label={STAGE_FIELDS.definition}
        name={`definition ${id}`}
        rows={2}
        value={definition}
        {...wrong(problemAt(faults, 'definition'))}
        onChange={(text) => onChange({ ...stage, definition: text })}
      />
      {isFirst ? (
        <Text variant="microcopy">{STAGE_FIELDS.first}</Text>
      ) : (
        <>
          <Text format={{ fontWeight: 'demibold' }}>{STAGE_FIELDS.when(label)}</Text>
          <ConditionEditor
            group={when}
            place={place}
            faults={faultsOfPart(faults, 'when')}
            onChange={(changed) => onChange({ ...stage, when: changed })}
          />
        </>
      )}
    </Flex>
  );
}
