import { Button, Flex, Form, Heading, Inline, LoadingButton, NumberInput, Select, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { formatMoney } from 'roundtable-ui/formats.ts';
import type { ReadinessFormProps } from './readiness-capacity.tsx';
import type { ProgramSettings } from './readiness-data.ts';
import { GOAL_FORM } from './readiness-texts.ts';

type Goal = NonNullable<ProgramSettings['revenueGoal']>;
const { fields } = GOAL_FORM;

/** Sets, changes or removes the revenue goal; starts with the stored value whenever it is opened (`key`). */
export function GoalForm({ data, client, actions, isOpen, onOpen, onClose }: ReadinessFormProps) {
  const { currency } = data;
  const held = data.settings.revenueGoal;
  const [goal, setGoal] = useState<Goal>(held ?? { amount: 0, per: 'year' });
  const save = (revenueGoal: Goal | null): void => {
    actions.act('goal', () => client.changeGoal(revenueGoal), onClose);
  };
  return (
    <Flex direction="column" gap="small">
      <Heading>{GOAL_FORM.title}</Heading>
      <Text>
        {held === null ? GOAL_FORM.none : GOAL_FORM.set(formatMoney(held.amount, currency, 'whole'), held.per)}
      </Text>
      {isOpen ? null : (
        <Inline>
          <Button onClick={() => onOpen()}>{held === null ? GOAL_FORM.choose : GOAL_FORM.change}</Button>
        </Inline>
      )}
      {isOpen ? (
        <GoalFields goal={goal} onChange={setGoal} onSubmit={() => save(goal)} currency={currency}>
          <Inline gap="small">
            <LoadingButton type="submit" variant="primary" loading={actions.busy !== null} disabled={goal.amount <= 0}>
              {GOAL_FORM.save}
            </LoadingButton>
            {held === null ? null : <Button onClick={() => save(null)}>{GOAL_FORM.clear}</Button>}
            <Button onClick={() => onClose()}>{GOAL_FORM.cancel}</Button>
          </Inline>
        </GoalFields>
      ) : null}
    </Flex>
  );
}

interface GoalFieldsProps {
  goal: Goal;
  currency: string;
  onChange: (goal: Goal) => void;
  onSubmit: () => void;
  children: React.ReactNode;
}

function GoalFields({ goal, currency, onChange, onSubmit, children }: GoalFieldsProps) {
  return (
    <Form onSubmit={() => onSubmit()} preventDefault>
      <Flex direction="column" gap="small">
        <NumberInput
          name="goal"
          label={fields.amount(currency)}
          required
          min={0}
          value={goal.amount}
          onChange={(amount) => onChange({ ...goal, amount: amount || 0 })}
        />
        <Select
          name="per"
          label={fields.per}
          options={GOAL_FORM.units}
          value={goal.per}
          onChange={(per) => onChange({ ...goal, per: per as Goal['per'] })}
        />
        {children}
      </Flex>
    </Form>
  );
}
