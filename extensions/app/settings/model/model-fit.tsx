import { Button, Flex, Inline, Input, Text, Tile } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { ConditionFields } from './model-condition.tsx';
import type { MappableProperty } from '../choices/choices-data.ts';
import type { Band, Condition, Criterion, Disqualifier } from './model-data.ts';
import type { FieldsProps } from './model-props.ts';
import { NumberField, SaveRow, useEdited, wrong } from './model-edited.tsx';
import { faultsOfPart, problemAt, type ModelFaults } from './model-faults.ts';
import { PropertyChoice } from './model-property.tsx';
import { ExclusionWords } from './model-words.tsx';
import { describeBand, FIT_FIELDS, MODEL } from './model-texts.ts';
import type { SettingsClient } from '../settings-client.ts';

interface FitProps extends FieldsProps {
  client: SettingsClient;
}

const NEW_BAND: Band = { label: 'is known', when: { kind: 'known' }, points: 10 };
const NEW_DAYS: Band = { label: 'in the next 90 days', when: { kind: 'inNextDays', days: 90 }, points: 10 };
const IN_LAST_DAYS: Condition = { kind: 'inLastDays', days: 90 };
const IS_TRUE: Condition = { kind: 'isTrue' };

function newId(property: string): string {
  return `${property}_${Date.now().toString(36)}`;
}

function isDate({ type }: MappableProperty): boolean {
  return type === 'date' || type === 'datetime';
}

/** The criteria of the fit: each in words until it is changed; one at a time. */
export function CriteriaFields({ model, onSave, isBusy, faults, client }: FitProps) {
  const state = useEdited({ criteria: model.fit.criteria });
  const [open, setOpen] = useState<number | null>(null);
  const { criteria } = state.edited;
  const put = (index: number, criterion: Criterion | null): void =>
    state.edit({ criteria: criteria.flatMap((each, at) => (at === index ? (criterion ?? []) : [each])) });
  const add = (chosen: MappableProperty): void => {
    const { name: property, label } = chosen;
    const bands = [isDate(chosen) ? NEW_DAYS : NEW_BAND];
    state.edit({ criteria: [...criteria, { id: newId(property), label, property, bands }] });
    setOpen(criteria.length);
  };
  return (
    <Flex direction="column" gap="small">
      <Text variant="microcopy">{FIT_FIELDS.order}</Text>
      {criteria.map((criterion, index) => (
        <Tile key={criterion.id} compact>
          {open === index ? (
            <CriterionFields
              criterion={criterion}
              faults={faultsOfPart(faults, `fit.criteria.${index}`)}
              onChange={(changed) => put(index, changed)}
              onRemove={() => {
                put(index, null);
                setOpen(null);
              }}
            />
          ) : (
            <Flex direction="column" gap="flush">
              <Inline gap="small">
                <Text format={{ fontWeight: 'demibold' }}>{criterion.label}</Text>
                {onSave === null ? null : (
                  <Button size="xs" onClick={() => setOpen(index)}>
                    {MODEL.edit}
                  </Button>
                )}
              </Inline>
              <Text>{criterion.bands.map(describeBand).join(' · ')}</Text>
              <Text variant="microcopy">{FIT_FIELDS.readFrom(criterion.property)}</Text>
              <Problem text={problemAt(faults, `fit.criteria.${index}`)} />
            </Flex>
          )}
        </Tile>
      ))}
      {onSave === null ? null : <PropertyChoice title={FIT_FIELDS.addCriterion} client={client} onPick={add} />}
      <SaveRow edited={state} isBusy={isBusy} onSave={() => onSave?.({ ...model, fit: { ...model.fit, criteria } })} />
    </Flex>
  );
}

/** What is wrong with a part that has no input of its own on the screen. */
function Problem({ text }: { text: string | undefined }) {
  return text === undefined ? null : <Text format={{ fontWeight: 'bold' }}>{text}</Text>;
}

interface CriterionProps {
  criterion: Criterion;
  faults: ModelFaults;
  onChange: (criterion: Criterion) => void;
  onRemove: () => void;
}

function CriterionFields({ criterion, faults, onChange, onRemove }: CriterionProps) {
  const { label, property, bands } = criterion;
  const put = (index: number, band: Band | null): void =>
    onChange({ ...criterion, bands: bands.flatMap((each, at) => (at === index ? (band ?? []) : [each])) });
  return (
    <Flex direction="column" gap="small">
      <Input
        label={FIT_FIELDS.label}
        description={FIT_FIELDS.readFrom(property)}
        name="label"
        value={label}
        {...wrong(problemAt(faults, 'label') ?? problemAt(faults, 'property'))}
        onChange={(text) => onChange({ ...criterion, label: text })}
      />
      {bands.map((band, index) => (
        <Tile key={`${index} of ${bands.length}`} compact>
          <BandFields
            band={band}
            faults={faultsOfPart(faults, `bands.${index}`)}
            onChange={(changed) => put(index, changed)}
            onRemove={bands.length === 1 ? null : () => put(index, null)}
          />
        </Tile>
      ))}
      <Inline gap="small">
        <Button size="sm" onClick={() => onChange({ ...criterion, bands: [...bands, NEW_BAND] })}>
          {FIT_FIELDS.addBand}
        </Button>
        <Button size="sm" variant="destructive" onClick={onRemove}>
          {FIT_FIELDS.removeCriterion}
        </Button>
      </Inline>
    </Flex>
  );
}

interface BandProps {
  band: Band;
  faults: ModelFaults;
  onChange: (band: Band) => void;
  /** `null` for the last one: a criterion has a band. */
  onRemove: (() => void) | null;
}

function BandFields({ band, faults, onChange, onRemove }: BandProps) {
  return (
    <Flex direction="row" gap="small" align="end" wrap>
      <Input
        label={FIT_FIELDS.bandLabel}
        name="band"
        value={band.label}
        {...wrong(problemAt(faults, 'label'))}
        onChange={(label) => onChange({ ...band, label })}
      />
      <NumberField
        label={FIT_FIELDS.bandPoints}
        value={band.points}
        problem={problemAt(faults, 'points')}
        isReadOnly={false}
        onChange={(points) => onChange({ ...band, points })}
      />
      <ConditionFields
        when={band.when}
        faults={faultsOfPart(faults, 'when')}
        onChange={(when) => onChange({ ...band, when })}
      />
      {onRemove === null ? null : (
        <Button size="xs" onClick={onRemove}>
          {FIT_FIELDS.removeBand}
        </Button>
      )}
    </Flex>
  );
}

function ruleOn(chosen: MappableProperty): Disqualifier {
  const { name: property, label } = chosen;
  return { id: newId(property), label, property, when: isDate(chosen) ? IN_LAST_DAYS : IS_TRUE };
}

/** Which companies get no tier, whatever else speaks for them. */
export function DisqualifierFields({ model, onSave, isBusy, faults, client }: FitProps) {
  const state = useEdited({ disqualifiers: model.fit.disqualifiers });
  const { disqualifiers } = state.edited;
  const problemOf = (index: number, part: string) => problemAt(faults, `fit.disqualifiers.${index}.${part}`);
  const put = (index: number, changed: Disqualifier | null): void =>
    state.edit({ disqualifiers: disqualifiers.flatMap((each, at) => (at === index ? (changed ?? []) : [each])) });
  const add = (chosen: MappableProperty): void => state.edit({ disqualifiers: [...disqualifiers, ruleOn(chosen)] });
  return (
    <Flex direction="column" gap="small">
      {disqualifiers.length === 0 ? <Text>{FIT_FIELDS.noneExcluded}</Text> : null}
      {disqualifiers.map((rule, index) => (
        <Tile key={rule.id} compact>
          {onSave === null ? (
            <ExclusionWords rule={rule} />
          ) : (
            <Flex direction="column" gap="extra-small">
              <Input
                label={FIT_FIELDS.label}
                description={FIT_FIELDS.readFrom(rule.property)}
                name="label"
                value={rule.label}
                {...wrong(problemOf(index, 'label') ?? problemOf(index, 'property'))}
                onChange={(label) => put(index, { ...rule, label })}
              />
              <ConditionFields
                when={rule.when}
                faults={faultsOfPart(faults, `fit.disqualifiers.${index}.when`)}
                onChange={(when) => put(index, { ...rule, when })}
              />
              <Inline>
                <Button size="xs" onClick={() => put(index, null)}>
                  {MODEL.remove}
                </Button>
              </Inline>
            </Flex>
          )}
        </Tile>
      ))}
      {onSave === null ? null : <PropertyChoice title={FIT_FIELDS.addDisqualifier} client={client} onPick={add} />}
      <SaveRow
        edited={state}
        isBusy={isBusy}
        onSave={() => onSave?.({ ...model, fit: { ...model.fit, disqualifiers } })}
      />
    </Flex>
  );
}
