import { Button, Flex, Form, Inline, LoadingButton, NumberInput, Toggle } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { Capacity, ReadinessData } from './readiness-data.ts';
import { MATH } from './readiness-texts.ts';
import type { SettingsClient } from '../settings-client.ts';

export interface ReadinessFormProps {
  data: ReadinessData;
  client: SettingsClient;
  actions: Actions<ReadinessData>;
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
}

const TIERS = [1, 2, 3] as const;
const NO_BUDGET = { perQuarter: 0, perAccount: { 1: 0, 2: 0, 3: 0 } };
const { fields } = MATH;

/** The team's time, and the time an account of each tier takes; starts with the stored values whenever it is opened (`key`). */
export function CapacityForm({ data, client, actions, isOpen, onOpen, onClose }: ReadinessFormProps) {
  const [capacity, setCapacity] = useState<Capacity>(data.settings.capacity);
  const [dealValueFloor, setFloor] = useState(data.settings.dealValueFloor);
  if (!isOpen) {
    return (
      <Inline>
        <Button onClick={() => onOpen()}>{MATH.change}</Button>
      </Inline>
    );
  }
  const submit = (): void => {
    actions.act('capacity', () => client.changeCapacity({ capacity, dealValueFloor }), onClose);
  };
  const set = (change: Partial<Capacity>): void => setCapacity({ ...capacity, ...change });
  return (
    <Form onSubmit={submit} preventDefault>
      <Flex direction="column" gap="small">
        <Field name="people" label={fields.people} value={capacity.people} onChange={(people) => set({ people })} />
        <Field
          name="hours"
          label={fields.hoursPerWeek}
          value={capacity.hoursPerWeek}
          onChange={(hoursPerWeek) => set({ hoursPerWeek })}
        />
        {TIERS.map((tier) => (
          <Field
            key={tier}
            name={`effort-${tier}`}
            label={fields.effort(tier)}
            value={capacity.effortHours[tier]}
            onChange={(hours) => set({ effortHours: { ...capacity.effortHours, [tier]: hours } })}
          />
        ))}
        <Budget currency={data.currency} budget={capacity.budget} onChange={(budget) => set({ budget })} />
        <Field name="floor" label={fields.dealValueFloor(data.currency)} value={dealValueFloor} onChange={setFloor} />
        <Inline gap="small">
          <LoadingButton type="submit" variant="primary" loading={actions.busy !== null}>
            {MATH.save}
          </LoadingButton>
          <Button onClick={() => onClose()}>{MATH.cancel}</Button>
        </Inline>
      </Flex>
    </Form>
  );
}

interface BudgetProps {
  currency: string;
  budget: Capacity['budget'];
  onChange: (budget: Capacity['budget']) => void;
}

function Budget({ currency, budget, onChange }: BudgetProps) {
  return (
    <>
      <Toggle
        label={fields.hasBudget}
        name="has-budget"
        checked={budget !== null}
        onChange={(checked) => onChange(checked ? NO_BUDGET : null)}
      />
      {budget === null ? null : (
        <>
          <Field
            name="per-quarter"
            label={fields.perQuarter(currency)}
            value={budget.perQuarter}
            onChange={(perQuarter) => onChange({ ...budget, perQuarter })}
          />
          {TIERS.map((tier) => (
            <Field
              key={tier}
              name={`per-account-${tier}`}
              label={fields.perAccount(tier, currency)}
              value={budget.perAccount[tier]}
              onChange={(amount) => onChange({ ...budget, perAccount: { ...budget.perAccount, [tier]: amount } })}
            />
          ))}
        </>
      )}
    </>
  );
}

interface FieldProps {
  name: string;
  label: string;
  value: number;
  onChange: (value: number) => void;
}

/** A cleared field is 0. */
function Field({ name, label, value, onChange }: FieldProps) {
  return (
    <NumberInput
      name={name}
      label={label}
      required
      min={0}
      precision={2}
      value={value}
      onChange={(typed) => onChange(Number.isFinite(typed) ? typed : 0)}
    />
  );
}
