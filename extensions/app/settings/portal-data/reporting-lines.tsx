import { Button, Flex, Inline, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { MappingProps } from './mapping-props.ts';
import { Unsaved } from '../saving.tsx';
import { REPORTING } from './reporting-lines-texts.ts';

/** Which contact property says whom people report to. */
export function ReportingLines(props: MappingProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { managerProperty, mayChange } = props.choices;
  return (
    <Flex direction="column" gap="small">
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: 'demibold' }}>{REPORTING.title}</Text>
        <Text>{REPORTING.explain}</Text>
      </Flex>
      <Text>{managerProperty === null ? REPORTING.none : REPORTING.by(managerProperty)}</Text>
      {isOpen ? <Chooser {...props} onDone={() => setIsOpen(false)} /> : null}
      {mayChange && !isOpen ? (
        <Inline>
          <Button onClick={() => setIsOpen(true)}>{REPORTING.choose}</Button>
        </Inline>
      ) : null}
    </Flex>
  );
}

function Chooser({ client, choices, actions, onDone }: MappingProps & { onDone: () => void }) {
  const { managerProperty } = choices;
  const loaded = useLoaded(client.listManagerProperties);
  const [draft, setDraft] = useState<string | null>(managerProperty);
  const save = (): void => actions.act('managers', () => client.chooseManagers(draft), onDone);
  return (
    <Loading loaded={loaded} reading={REPORTING.reading} unreadable={REPORTING.unreadable}>
      {(properties) => (
        <>
          <Select
            label={REPORTING.property}
            name="managers"
            value={draft ?? ''}
            options={[
              { value: '', label: REPORTING.nothing },
              ...properties.map(({ name, label }) => ({ value: name, label })),
            ]}
            onChange={(name) => setDraft(name === '' ? null : String(name))}
          />
          {draft === managerProperty ? null : (
            <>
              <Unsaved />
              <Text>{draft === null ? REPORTING.ifCleared : REPORTING.ifChosen}</Text>
            </>
          )}
          <Inline gap="small">
            <LoadingButton loading={actions.busy !== null} disabled={draft === managerProperty} onClick={save}>
              {REPORTING.save}
            </LoadingButton>
            <Button onClick={onDone}>{REPORTING.cancel}</Button>
          </Inline>
        </>
      )}
    </Loading>
  );
}
