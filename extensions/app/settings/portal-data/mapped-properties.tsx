import {
  Alert,
  Button,
  Divider,
  EmptyState,
  Flex,
  Heading,
  Inline,
  LoadingButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { MappedProperty } from '../choices/choices-data.ts';
import { ChoicesFrame } from '../choices/choices-frame.tsx';
import { MapProperty } from './map-property.tsx';
import type { MappingProps } from './mapping-props.ts';
import type { SettingsClient } from '../settings-client.ts';
import { ReportingLines } from './reporting-lines.tsx';
import { VendorOffers } from './vendor-offers.tsx';
import { MAPPING } from '../texts.ts';
import { ToDo } from '../to-do.tsx';
import { TO_DO } from '../to-do-texts.ts';

/** Which company properties of other tools are read as ours: listed, added, taken off; and who reports to whom. */
export function MappedProperties({ client }: { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {(choices, actions) => (
        <Flex direction="column" gap="medium">
          <Mapping client={client} choices={choices} actions={actions} />
          <Divider />
          <ReportingLines client={client} choices={choices} actions={actions} />
        </Flex>
      )}
    </ChoicesFrame>
  );
}

/** What is open below the list: the form, the question whether to take one off, or that a change was saved. */
type Step = { kind: 'listed' } | { kind: 'adding' } | { kind: 'removing'; property: string } | { kind: 'saved' };

function Mapping({ client, choices, actions }: MappingProps) {
  const [step, setStep] = useState<Step>({ kind: 'listed' });
  const { mappedProperties: mapped, mayChange } = choices;
  const close = (): void => setStep({ kind: 'listed' });
  const ask = mayChange ? (property: string): void => setStep({ kind: 'removing', property }) : null;
  const remove = (property: string): void =>
    actions.act(
      'unmap',
      () => client.unmapProperty(property),
      () => setStep({ kind: 'saved' }),
    );
  const add = <Button onClick={() => setStep({ kind: 'adding' })}>{MAPPING.add}</Button>;
  return (
    <Flex direction="column" gap="medium">
      <ToDo mayChange={mayChange} words={TO_DO.mapping(mapped.length)} />
      <Flex direction="column" gap="flush">
        <Heading>{MAPPING.title}</Heading>
        <Text>{`${MAPPING.explain} ${MAPPING.reread}`}</Text>
      </Flex>
      {mayChange ? <VendorOffers client={client} onTaken={() => actions.act('taken', client.readChoices)} /> : null}
      {step.kind === 'saved' ? <Alert title={MAPPING.rereadNow} variant="success" /> : null}
      {mapped.length === 0 && step.kind !== 'adding' ? (
        <Nothing>{mayChange && step.kind !== 'removing' ? add : null}</Nothing>
      ) : null}
      {mapped.length === 0 ? null : <Mapped mapped={mapped} onRemove={ask} />}
      {step.kind === 'removing' ? (
        <Alert title={MAPPING.removing.title(step.property)} variant="warning">
          <Text>{MAPPING.removing.text}</Text>
          <Inline gap="small">
            <LoadingButton variant="destructive" loading={actions.busy !== null} onClick={() => remove(step.property)}>
              {MAPPING.removing.yes}
            </LoadingButton>
            <Button onClick={close}>{MAPPING.removing.no}</Button>
          </Inline>
        </Alert>
      ) : null}
      {step.kind === 'adding' ? (
        <MapProperty client={client} actions={actions} onCancel={close} onSaved={() => setStep({ kind: 'saved' })} />
      ) : null}
      {mapped.length > 0 && mayChange && step.kind !== 'adding' && step.kind !== 'removing' ? (
        <Inline>{add}</Inline>
      ) : null}
    </Flex>
  );
}

function Nothing({ children }: { children: React.ReactNode }) {
  return (
    <EmptyState title={MAPPING.empty.title} layout="vertical" imageName="addOnReporting">
      <Text>{MAPPING.empty.text}</Text>
      {children}
    </EmptyState>
  );
}

interface MappedProps {
  mapped: readonly MappedProperty[];
  /** `null` for who may not. */
  onRemove: ((property: string) => void) | null;
}

function Mapped({ mapped, onRemove }: MappedProps) {
  const { property, use, source, action } = MAPPING.columns;
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          {[property, use, source, action].map((label) => (
            <TableHeader key={label}>{label}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {mapped.map((each) => (
          <TableRow key={each.property}>
            <TableCell>{each.property}</TableCell>
            <TableCell>{MAPPING.uses[each.use]}</TableCell>
            <TableCell>{each.source}</TableCell>
            <TableCell align="right">
              {onRemove === null ? null : (
                <Button size="xs" onClick={() => onRemove(each.property)}>
                  {MAPPING.remove}
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
