import {
  Button,
  Flex,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { CommitteeContent, TierKey } from './model-data.ts';
import type { FieldsProps } from './model-draft.tsx';
import { NumberField, SaveRow, useEdited } from './model-edited.tsx';
import { MODEL, ROLE_FIELDS, ROLES, tierName } from './model-texts.ts';

const KEYS = [1, 2, 3, 'none'] as const satisfies readonly TierKey[];

type Required = CommitteeContent['requiredRoles'][TierKey];

/** Which roles must be covered at the accounts of each tier, and how much each counts. */
export function RoleFields({ model, onSave, isBusy }: FieldsProps) {
  const state = useEdited(model.committee.requiredRoles);
  const [tier, setTier] = useState<TierKey>(1);
  const required = state.edited[tier];
  const missing = Object.keys(ROLES).filter((role) => required.every((each) => each.role !== role));
  const change = onSave === null ? null : (roles: Required): void => state.edit({ [tier]: roles });
  const save = (): void => onSave?.({ ...model, committee: { ...model.committee, requiredRoles: state.edited } });
  return (
    <Flex direction="column" gap="small">
      <Select
        label={ROLE_FIELDS.tier}
        name="tier"
        value={tier}
        options={KEYS.map((value) => ({ value, label: tierName(value) }))}
        onChange={(value) => setTier(value as TierKey)}
      />
      {required.length === 0 ? <Text>{ROLE_FIELDS.nobody}</Text> : <RoleTable required={required} onChange={change} />}
      {change === null || missing.length === 0 ? null : (
        <Select
          key={`${tier} ${required.length}`}
          label={ROLE_FIELDS.add}
          name="role"
          placeholder={ROLE_FIELDS.choose}
          options={missing.map((role) => ({ value: role, label: ROLES[role] ?? role }))}
          onChange={(role) => change([...required, { role: String(role), weight: 1 }])}
        />
      )}
      <SaveRow edited={state} isBusy={isBusy} onSave={save} />
    </Flex>
  );
}

function RoleTable({ required, onChange }: { required: Required; onChange: ((roles: Required) => void) | null }) {
  return (
    <Table density="condensed" bordered={false}>
      <TableHead>
        <TableRow>
          {ROLE_FIELDS.columns.map((label) => (
            <TableHeader key={label}>{label}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {required.map(({ role, weight }) => (
          <TableRow key={role}>
            <TableCell>{ROLES[role] ?? role}</TableCell>
            <TableCell>
              <NumberField
                label={ROLE_FIELDS.weight(ROLES[role] ?? role)}
                value={weight}
                isReadOnly={onChange === null}
                onChange={(value) =>
                  onChange?.(required.map((each) => (each.role === role ? { role, weight: value } : each)))
                }
              />
            </TableCell>
            <TableCell align="right">
              {onChange === null ? null : (
                <Button size="xs" onClick={() => onChange(required.filter((each) => each.role !== role))}>
                  {MODEL.remove}
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
