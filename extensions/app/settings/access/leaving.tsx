import {
  Accordion,
  Alert,
  Button,
  Checkbox,
  Flex,
  Heading,
  Inline,
  Input,
  List,
  LoadingButton,
  Text,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { LeaveData } from './leave-data.ts';
import { LEAVE } from './leave-texts.ts';
import type { SettingsClient } from '../settings-client.ts';
import { PAGE } from '../texts.ts';
import { ToDo } from '../to-do.tsx';

interface LeavingProps {
  client: SettingsClient;
  portalId: number;
  onExport: () => void;
}

/** What Roundtable stores about the account, and how to leave. */
export function Leaving({ client, portalId, onExport }: LeavingProps) {
  const loaded = useLoaded(client.readLeave);
  const actions = useActions(loaded.replace);
  return (
    <Loading loaded={loaded} reading={LEAVE.reading} unreadable={LEAVE.unreadable}>
      {(data) =>
        data.isLeaving ? (
          <Alert title={LEAVE.leaving.title} variant="info">
            {LEAVE.leaving.text}
          </Alert>
        ) : (
          <WayOut {...{ data, client, portalId, onExport, actions }} />
        )
      }
    </Loading>
  );
}

interface WayOutProps extends LeavingProps {
  data: LeaveData;
  actions: Actions<LeaveData>;
}

function WayOut({ data, client, portalId, onExport, actions }: WayOutProps) {
  const [removeProperties, setRemove] = useState(false);
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim() === String(portalId);
  const { busy, failed } = actions;
  return (
    <Flex direction="column" gap="medium">
      {data.mayChange ? null : <Alert title={PAGE.readOnly(data.askWhom)} variant="info" />}
      <ToDo mayChange={data.mayChange} words={LEAVE.toDo} />
      <Heading>{LEAVE.title}</Heading>
      <Text>{LEAVE.held(data.held)}</Text>
      <Text>{LEAVE.stays}</Text>
      {data.mayChange ? (
        <Inline>
          <Button onClick={onExport}>{LEAVE.exportFirst}</Button>
        </Inline>
      ) : null}
      <Properties data={data} remove={removeProperties} onChange={setRemove} />
      {data.mayChange ? (
        <>
          <Input
            name="confirm"
            label={LEAVE.confirm(portalId)}
            value={typed}
            onInput={setTyped}
            error={typed !== '' && !isConfirmed}
            validationMessage={typed !== '' && !isConfirmed ? LEAVE.wrong : ''}
          />
          <Inline>
            <LoadingButton
              variant="destructive"
              disabled={!isConfirmed}
              loading={busy !== null}
              onClick={() => actions.act('leave', () => client.leave({ removeProperties, confirm: portalId }))}
            >
              {LEAVE.button}
            </LoadingButton>
          </Inline>
        </>
      ) : null}
      {failed === null ? null : (
        <Alert title={PAGE.failed} variant="danger">
          <Text>{failed.message}</Text>
          <Button onClick={() => failed.retry()}>{PAGE.retry}</Button>
        </Alert>
      )}
      <Text variant="microcopy">{LEAVE.elsewhere(data.forgetAfterDays)}</Text>
    </Flex>
  );
}

interface PropertiesProps {
  data: LeaveData;
  remove: boolean;
  onChange: (remove: boolean) => void;
}

function Properties({ data, remove, onChange }: PropertiesProps) {
  if (data.isCutOff) return <Text>{LEAVE.properties.cutOff}</Text>;
  return (
    <Flex direction="column" gap="small">
      <Checkbox
        name="remove-properties"
        checked={remove}
        readonly={!data.mayChange}
        readOnly={!data.mayChange}
        onChange={(checked) => onChange(checked)}
      >
        {LEAVE.properties.label(data)}
      </Checkbox>
      <Text variant="microcopy">{remove ? LEAVE.properties.description : LEAVE.properties.keep}</Text>
      <Accordion title={LEAVE.properties.show(data.segments.length)} size="xs">
        <List variant="unordered-styled">
          {[...data.properties, ...data.segments].map((label) => (
            <Text key={label}>{label}</Text>
          ))}
        </List>
      </Accordion>
    </Flex>
  );
}
