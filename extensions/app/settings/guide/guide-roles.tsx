import { Checkbox, Flex, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import type { GuideData, GuideRole } from './guide-data.ts';
import type { StepProps } from './guide-props.ts';
import { ROLES_STEP } from './guide-texts.ts';
import { Saved } from '../saving.tsx';

/** Which of the account's buying roles have to be known; a click changes the draft. */
export function RolesStep({ client, data, actions }: StepProps) {
  const required = data.roles.filter(({ tiers }) => tiers.length > 0).map(({ role }) => role);
  const set = (role: string, isRequired: boolean): void => {
    const roles = isRequired ? [...required, role] : required.filter((each) => each !== role);
    const requestId = crypto.randomUUID();
    const send = (): Promise<GuideData> => client.guide.change(requestId, { kind: 'roles', roles });
    actions.act(nameAction(role), send);
  };
  const isUnread = data.roles.some(({ isOption }) => isOption === null);
  return (
    <Flex direction="column" gap="small">
      <HeadedTable columns={ROLES_STEP.columns.map((label, index) => ({ label, align: index > 1 ? 'right' : 'left' }))}>
        {data.roles.map((role) => (
          <Row
            key={role.role}
            role={role}
            isOnly={required.length === 1}
            isSaved={actions.done === nameAction(role.role)}
            onSet={set}
          />
        ))}
      </HeadedTable>
      <Text variant="microcopy">{isUnread ? ROLES_STEP.unread : ROLES_STEP.help}</Text>
      {data.otherRoles.length === 0 ? null : <Text variant="microcopy">{ROLES_STEP.others(data.otherRoles)}</Text>}
    </Flex>
  );
}

function nameAction(role: string): string {
  return `role ${role}`;
}

interface RowProps {
  role: GuideRole;
  /** Whether it is the last one, which cannot be removed. */
  isOnly: boolean;
  /** Whether it is the one that was changed last. */
  isSaved: boolean;
  onSet: (role: string, isRequired: boolean) => void;
}

function Row({ role, isOnly, isSaved, onSet }: RowProps) {
  const isRequired = role.tiers.length > 0;
  return (
    <TableRow>
      <TableCell>
        <Checkbox
          name={role.role}
          checked={isRequired}
          readOnly={isRequired && isOnly}
          onChange={(checked) => onSet(role.role, checked)}
        >
          {role.isOption === false ? ROLES_STEP.notAnOption(role.label) : role.label}
        </Checkbox>
        <Saved isShown={isSaved} />
      </TableCell>
      <TableCell>{ROLES_STEP.tiers(role)}</TableCell>
      <TableCell align="right">{ROLES_STEP.count(role.set)}</TableCell>
      <TableCell align="right">{ROLES_STEP.count(role.suggested)}</TableCell>
    </TableRow>
  );
}
