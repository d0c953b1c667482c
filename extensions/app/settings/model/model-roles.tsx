import { Button, Flex, Select, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import type { CommitteeContent, ModelData, RoleChoice, TierKey } from './model-data.ts';
import type { FieldsProps } from './model-props.ts';
import { NumberField, SaveRow, useEdited } from './model-edited.tsx';
import { faultsOfPart, problemAt, type ModelFaults } from './model-faults.ts';
import { MODEL, nameRole, ROLE_FIELDS, tierName } from './model-texts.ts';

const KEYS = [1, 2, 3, 'none'] as const satisfies readonly TierKey[];

type Required = CommitteeContent['requiredRoles'][TierKey];

interface RoleProps extends FieldsProps {
  data: Pick<ModelData, 'roles' | 'otherRoles'>;
}

/** Which roles must be covered at the accounts of each tier, how much each counts, and what the account's own options are. */
export function RoleFields({ model, onSave, isBusy, faults, data }: RoleProps) {
  const { requiredRoles, optionRoles = {} } = model.committee;
  const state = useEdited({ requiredRoles, optionRoles });
  const [tier, setTier] = useState<TierKey>(1);
  const required = state.edited.requiredRoles[tier];
  const missing = data.roles.filter(({ value }) => required.every((each) => each.role !== value));
  const change =
    onSave === null
      ? null
      : (roles: Required): void => state.edit({ requiredRoles: { ...state.edited.requiredRoles, [tier]: roles } });
  const save = (): void => onSave?.({ ...model, committee: { ...model.committee, ...state.edited } });
  return (
    <Flex direction="column" gap="small">
      <Select
        label={ROLE_FIELDS.tier}
        name="tier"
        value={tier}
        options={KEYS.map((value) => ({ value, label: tierName(value) }))}
        onChange={(value) => setTier(value as TierKey)}
      />
      {required.length === 0 ? (
        <Text>{ROLE_FIELDS.nobody}</Text>
      ) : (
        <RoleTable
          required={required}
          roles={data.roles}
          faults={faultsOfPart(faults, `committee.requiredRoles.${tier}`)}
          onChange={change}
        />
      )}
      {change === null || missing.length === 0 ? null : (
        <Select
          key={`${tier} ${required.length}`}
          label={ROLE_FIELDS.add}
          name="role"
          placeholder={ROLE_FIELDS.choose}
          options={missing}
          onChange={(role) => change([...required, { role: String(role), weight: 1 }])}
        />
      )}
      <OptionFields
        data={data}
        optionRoles={state.edited.optionRoles}
        onChange={onSave === null ? null : (changed) => state.edit({ optionRoles: changed })}
      />
      <SaveRow edited={state} isBusy={isBusy} onSave={save} />
    </Flex>
  );
}

interface OptionProps {
  data: RoleProps['data'];
  optionRoles: Readonly<Record<string, string>>;
  onChange: ((optionRoles: Readonly<Record<string, string>>) => void) | null;
}

/** What the options count as that the account added to HubSpot's buying role. */
function OptionFields({ data, optionRoles, onChange }: OptionProps) {
  if (data.otherRoles.length === 0) return null;
  const change = (option: string, role: string): void => {
    const { [option]: _former, ...others } = optionRoles;
    onChange?.(role === '' ? others : { ...others, [option]: role });
  };
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{ROLE_FIELDS.others}</Text>
      <Text variant="microcopy">{ROLE_FIELDS.othersHelp}</Text>
      {data.otherRoles.map(({ value, label }) => (
        <Select
          key={value}
          label={ROLE_FIELDS.countsAs(label)}
          name={`option ${value}`}
          readOnly={onChange === null}
          value={optionRoles[value] ?? ''}
          options={[{ value: '', label: ROLE_FIELDS.noRole }, ...data.roles]}
          onChange={(role) => change(value, String(role))}
        />
      ))}
    </Flex>
  );
}

interface TableProps {
  required: Required;
  roles: readonly RoleChoice[];
  faults: ModelFaults;
  onChange: ((roles: Required) => void) | null;
}

function RoleTable({ required, roles, faults, onChange }: TableProps) {
  return (
    <HeadedTable columns={ROLE_FIELDS.columns} bordered={false}>
      {required.map(({ role, weight }, index) => (
        <TableRow key={role}>
          <TableCell>{nameRole(roles, role)}</TableCell>
          <TableCell>
            <NumberField
              label={ROLE_FIELDS.weight(nameRole(roles, role))}
              value={weight}
              problem={problemAt(faults, `${index}.weight`)}
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
    </HeadedTable>
  );
}
