import { Alert, AutoGrid, Button, Flex, Inline, NumberInput, ProgressBar, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { GuideChange, GuideData } from './guide-data.ts';
import type { Lead, StepProps } from './guide-props.ts';
import { CAPACITY_STEP } from './guide-texts.ts';
import { Unsaved } from '../saving.tsx';
import type { Capacity } from './readiness-data.ts';
import { MATH, whole } from './readiness-texts.ts';
import { canWork, costOf, findWorkableSeats, type Seats } from './workable-seats.ts';

type Edited = Extract<GuideChange, { kind: 'capacity' }>;
const TIERS = [1, 2, 3] as const;

interface CapacityProps extends StepProps {
  /** Called with `null` while an input is invalid, and with what comes before going on. */
  children: (save: (() => Promise<GuideData | null>) | null, lead: Lead | null) => React.ReactNode;
}

/**
 * Seats compared with the team's time, once somebody typed or confirmed it: the bar, the warning and the proposal of fewer seats
 * follow the input, the preview what is saved.
 */
export function CapacityStep({ client, data, actions, children }: CapacityProps) {
  const { people, hoursPerWeek } = data.capacity;
  const held: Edited = { kind: 'capacity', seats: data.seats, people, hoursPerWeek };
  const [edited, setEdited] = useState(held);
  const isSound = faultsOf(edited).every((fault) => fault === null);
  const isChanged = JSON.stringify(edited) !== JSON.stringify(held);
  const capacity: Capacity = { ...data.capacity, people: edited.people, hoursPerWeek: edited.hoursPerWeek };
  const [isSaid, setIsSaid] = useState(false);
  const assumed = isSaid ? null : data.assumed;
  const edit = (change: Partial<Edited>): void => {
    if (change.seats === undefined) setIsSaid(true);
    setEdited({ ...edited, ...change });
  };
  const isTooMany = isSound && assumed === null && !canWork(edited.seats, capacity);
  const workable = isTooMany ? findWorkableSeats(edited.seats, capacity) : null;
  const confirm: Lead = {
    button: { words: CAPACITY_STEP.confirm(edited), take: () => setIsSaid(true) },
    mayGoOn: false,
  };
  const lead = isTooMany ? offer(edited.seats, workable, edit) : assumed !== null && isSound ? confirm : null;
  const save = async (): Promise<GuideData | null> =>
    isChanged ? client.guide.change(crypto.randomUUID(), edited) : null;
  const show = (): void => actions.act('effect', async () => (await save()) ?? data);
  return (
    <>
      <Flex direction="column" gap="small">
        {assumed === null ? null : (
          <Alert title={CAPACITY_STEP.enterFirst} variant="info">
            {MATH.assumption(data.capacity, assumed)}
          </Alert>
        )}
        <Fields edited={edited} onEdit={edit} />
        {isSound && assumed === null ? <Hours seats={edited.seats} capacity={capacity} /> : null}
        {isTooMany ? (
          <Alert title={CAPACITY_STEP.tooMany} variant="warning">
            {CAPACITY_STEP.instead(edited.seats, workable)}
          </Alert>
        ) : null}
        {isChanged && isSound ? (
          <Inline gap="small" align="center">
            <Unsaved />
            <Button onClick={show}>{CAPACITY_STEP.show}</Button>
          </Inline>
        ) : null}
      </Flex>
      {children(isSound ? save : null, lead)}
    </>
  );
}

function offer(seats: Seats, workable: Seats | null, edit: (change: Partial<Edited>) => void): Lead {
  if (workable === null) return { button: null, mayGoOn: true };
  return {
    button: { words: CAPACITY_STEP.use(seats, workable), take: () => edit({ seats: workable }) },
    mayGoOn: true,
  };
}

const isWithin = (value: number, most: number): boolean => value >= 0 && value <= most;

/** What is wrong with a number of seats, with the server's rules; a cleared field is `NaN`. */
function faultOfSeats(value: number): string | null {
  return Number.isInteger(value) && isWithin(value, CAPACITY_STEP.most.seats) ? null : CAPACITY_STEP.mustBeSeats;
}

function faultOf(value: number, most: number): string | null {
  return isWithin(value, most) ? null : CAPACITY_STEP.mustBe(most);
}

function faultsOf({ seats, people, hoursPerWeek }: Edited): (string | null)[] {
  const { most } = CAPACITY_STEP;
  return [
    ...TIERS.map((tier) => faultOfSeats(seats[tier])),
    faultOf(people, most.people),
    faultOf(hoursPerWeek, most.hours),
  ];
}

function Fields({ edited, onEdit }: { edited: Edited; onEdit: (change: Partial<Edited>) => void }) {
  const { seats, people, hoursPerWeek } = edited;
  return (
    <AutoGrid columnWidth={180} flexible gap="small">
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
    </AutoGrid>
  );
}

function Hours({ seats, capacity }: { seats: Seats; capacity: Capacity }) {
  const needed = costOf(seats, capacity.effortHours);
  const available = capacity.people * capacity.hoursPerWeek;
  return (
    <Flex direction="column" gap="flush">
      <ProgressBar
        title={CAPACITY_STEP.bar}
        valueDescription={CAPACITY_STEP.hours(whole(needed), whole(available))}
        value={Math.min(needed, available)}
        maxValue={Math.max(1, available)}
        variant={needed > available ? 'danger' : 'success'}
      />
      {needed > available ? <Text>{CAPACITY_STEP.excess(Math.ceil(needed - available))}</Text> : null}
    </Flex>
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
