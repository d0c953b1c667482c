import { Alert, AutoGrid, Button, Flex, Inline, NumberInput, ProgressBar } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { GuideChange, GuideData } from './guide-data.ts';
import type { StepProps } from './guide-props.ts';
import { CAPACITY_STEP } from './guide-texts.ts';
import { MATH, whole } from './readiness-texts.ts';

type Capacity = Extract<GuideChange, { kind: 'capacity' }>;
const TIERS = [1, 2, 3] as const;

interface CapacityProps extends StepProps {
  children: (save: () => Promise<GuideData | null>) => React.ReactNode;
}

/** Seats against hours: the bar follows what is typed, the warning and the preview what is saved. */
export function CapacityStep({ client, data, actions, children }: CapacityProps) {
  const { people, hoursPerWeek } = data.capacity;
  const held: Capacity = { kind: 'capacity', seats: data.seats, people, hoursPerWeek };
  const [edited, setEdited] = useState(held);
  const isChanged = JSON.stringify(edited) !== JSON.stringify(held);
  const save = async (): Promise<GuideData | null> =>
    isChanged ? client.guide.change(crypto.randomUUID(), edited) : null;
  const show = (): void => actions.act('effect', async () => (await save()) ?? data);
  return (
    <>
      <Flex direction="column" gap="small">
        <Fields edited={edited} onEdit={(change) => setEdited({ ...edited, ...change })} />
        <Hours edited={edited} effortHours={data.capacity.effortHours} />
        {data.math.warning === null || isChanged ? null : (
          <Alert title={MATH.tooLong} variant="warning">
            {data.math.warning}
          </Alert>
        )}
        {isChanged ? (
          <Inline>
            <Button onClick={show}>{CAPACITY_STEP.show}</Button>
          </Inline>
        ) : null}
      </Flex>
      {children(save)}
    </>
  );
}

function Fields({ edited, onEdit }: { edited: Capacity; onEdit: (change: Partial<Capacity>) => void }) {
  const { seats, people, hoursPerWeek } = edited;
  return (
    <AutoGrid columnWidth={180} flexible gap="small">
      {TIERS.map((tier) => (
        <Field
          key={tier}
          name={`seats-${tier}`}
          label={CAPACITY_STEP.seats(tier)}
          description={CAPACITY_STEP.seatsHelp[tier - 1] ?? ''}
          value={seats[tier]}
          onChange={(value) => onEdit({ seats: { ...seats, [tier]: Math.round(value) } })}
        />
      ))}
      <Field
        name="people"
        label={CAPACITY_STEP.people}
        value={people}
        onChange={(value) => onEdit({ people: value })}
      />
      <Field
        name="hours"
        label={CAPACITY_STEP.hoursPerWeek}
        value={hoursPerWeek}
        onChange={(value) => onEdit({ hoursPerWeek: value })}
      />
    </AutoGrid>
  );
}

function Hours({ edited, effortHours }: { edited: Capacity; effortHours: GuideData['capacity']['effortHours'] }) {
  const needed = TIERS.reduce((sum, tier) => sum + edited.seats[tier] * effortHours[tier], 0);
  const available = edited.people * edited.hoursPerWeek;
  return (
    <ProgressBar
      title={CAPACITY_STEP.bar}
      valueDescription={CAPACITY_STEP.hours(whole(needed), whole(available))}
      value={Math.min(needed, available)}
      maxValue={Math.max(1, available)}
      variant={needed > available ? 'danger' : 'success'}
    />
  );
}

interface FieldProps {
  name: string;
  label: string;
  value: number;
  description?: string;
  onChange: (value: number) => void;
}

/** A cleared field is 0. */
function Field({ onChange, ...props }: FieldProps) {
  return (
    <NumberInput {...props} min={0} onChange={(typed) => onChange(Number.isFinite(typed) ? Math.max(0, typed) : 0)} />
  );
}
