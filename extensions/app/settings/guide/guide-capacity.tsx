import { Alert, AutoGrid, Button, Flex, Inline, NumberInput, ProgressBar, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { GuideChange, GuideData } from './guide-data.ts';
import type { StepProps } from './guide-props.ts';
import { CAPACITY_STEP } from './guide-texts.ts';
import { MATH, whole } from './readiness-texts.ts';

type Capacity = Extract<GuideChange, { kind: 'capacity' }>;
const TIERS = [1, 2, 3] as const;

interface CapacityProps extends StepProps {
  /** Given `null` while something typed cannot be saved. */
  children: (save: (() => Promise<GuideData | null>) | null) => React.ReactNode;
}

/** Seats against hours: the bar follows what is typed, the warning and the preview what is saved. */
export function CapacityStep({ client, data, actions, children }: CapacityProps) {
  const { people, hoursPerWeek } = data.capacity;
  const held: Capacity = { kind: 'capacity', seats: data.seats, people, hoursPerWeek };
  const [edited, setEdited] = useState(held);
  const isSound = faultsOf(edited).every((fault) => fault === null);
  const isChanged = JSON.stringify(edited) !== JSON.stringify(held);
  const save = async (): Promise<GuideData | null> =>
    isChanged ? client.guide.change(crypto.randomUUID(), edited) : null;
  const show = (): void => actions.act('effect', async () => (await save()) ?? data);
  return (
    <>
      <Flex direction="column" gap="small">
        {data.assumed === null ? null : <Text>{MATH.assumption(data.capacity, data.assumed)}</Text>}
        <Fields edited={edited} onEdit={(change) => setEdited({ ...edited, ...change })} />
        {isSound ? <Hours edited={edited} effortHours={data.capacity.effortHours} /> : null}
        {data.math.warning === null || isChanged ? null : (
          <Alert title={MATH.tooLong(data.assumed)} variant={data.assumed === null ? 'warning' : 'info'}>
            {data.math.warning}
          </Alert>
        )}
        {isChanged && isSound ? (
          <Inline>
            <Button onClick={show}>{CAPACITY_STEP.show}</Button>
          </Inline>
        ) : null}
      </Flex>
      {children(isSound ? save : null)}
    </>
  );
}

const isWithin = (value: number, most: number): boolean => value >= 0 && value <= most;

/** What is wrong with a number of seats, as the server would refuse it; a cleared field is `NaN`. */
function faultOfSeats(value: number): string | null {
  return Number.isInteger(value) && isWithin(value, CAPACITY_STEP.most.seats) ? null : CAPACITY_STEP.mustBeSeats;
}

function faultOf(value: number, most: number): string | null {
  return isWithin(value, most) ? null : CAPACITY_STEP.mustBe(most);
}

function faultsOf({ seats, people, hoursPerWeek }: Capacity): (string | null)[] {
  const { most } = CAPACITY_STEP;
  return [
    ...TIERS.map((tier) => faultOfSeats(seats[tier])),
    faultOf(people, most.people),
    faultOf(hoursPerWeek, most.hours),
  ];
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
          fault={faultOfSeats(seats[tier])}
          onChange={(value) => onEdit({ seats: { ...seats, [tier]: value } })}
        />
      ))}
      <Field
        name="people"
        label={CAPACITY_STEP.people}
        value={people}
        fault={faultOf(people, CAPACITY_STEP.most.people)}
        onChange={(value) => onEdit({ people: value })}
      />
      <Field
        name="hours"
        label={CAPACITY_STEP.hoursPerWeek}
        value={hoursPerWeek}
        fault={faultOf(hoursPerWeek, CAPACITY_STEP.most.hours)}
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
  fault: string | null;
  description?: string;
  onChange: (value: number) => void;
}

function Field({ value, fault, onChange, ...props }: FieldProps) {
  return (
    <NumberInput
      {...props}
      {...(Number.isFinite(value) ? { value } : {})}
      error={fault !== null}
      validationMessage={fault ?? ''}
      onChange={(typed) => onChange(typed ?? Number.NaN)}
    />
  );
}
