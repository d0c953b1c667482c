import {
  Button,
  Flex,
  Inline,
  Link,
  LoadingButton,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { recordPath } from 'roundtable-ui/record-path.ts';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ChoicesData, OutsideEdits as Choice } from './choices-data.ts';
import { ChoicesFrame } from './choices-frame.tsx';
import type { SettingsClient } from './settings-client.ts';
import { EDITS } from './texts.ts';

interface OutsideEditsProps {
  client: SettingsClient;
  portalId: number;
}

/** What becomes of a value of ours that somebody else overwrites, and how often that happened. */
export function OutsideEdits({ client, portalId }: OutsideEditsProps) {
  return (
    <ChoicesFrame client={client}>
      {(choices, actions) => (
        <>
          <Chooser client={client} choices={choices} actions={actions} />
          <Overwritten choices={choices} portalId={portalId} />
        </>
      )}
    </ChoicesFrame>
  );
}

interface ChooserProps {
  client: SettingsClient;
  choices: ChoicesData;
  actions: Actions<ChoicesData>;
}

/** Says what a change would do before it is saved. */
function Chooser({ client, choices, actions }: ChooserProps) {
  const [draft, setDraft] = useState<Choice | null>(null);
  const { outsideEdits: held, mayChange } = choices;
  const isChanged = draft !== null && draft !== held;
  const options = EDITS.options.map((option) => ({ ...option, readonly: !mayChange, readOnly: !mayChange }));
  return (
    <Flex direction="column" gap="small">
      <ToggleGroup
        toggleType="radioButtonList"
        name="outside-edits"
        label={EDITS.title}
        options={options}
        value={draft ?? held}
        onChange={(value) => setDraft(value as Choice)}
      />
      {isChanged ? (
        <>
          <Text>{EDITS.whatHappens[draft]}</Text>
          <Inline gap="small">
            <LoadingButton
              variant="primary"
              loading={actions.busy !== null}
              onClick={() =>
                actions.act(
                  'edits',
                  () => client.chooseOutsideEdits(draft),
                  () => setDraft(null),
                )
              }
            >
              {EDITS.save}
            </LoadingButton>
            <Button onClick={() => setDraft(null)}>{EDITS.cancel}</Button>
          </Inline>
        </>
      ) : null}
    </Flex>
  );
}

function Overwritten({ choices, portalId }: { choices: ChoicesData; portalId: number }) {
  const { count, accounts } = choices.overwritten;
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{EDITS.overwritten}</Text>
      <Text>{count === 0 ? EDITS.none : EDITS.some(count, choices.outsideEdits === 'keep')}</Text>
      {accounts.length === 0 ? null : (
        <Table density="condensed">
          <TableHead>
            <TableRow>
              <TableHeader>{EDITS.columns.company}</TableHeader>
              <TableHeader>{EDITS.columns.properties}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {accounts.map(({ id, name, properties }) => (
              <TableRow key={id}>
                <TableCell>
                  <Link href={recordPath(portalId, id)}>{name}</Link>
                </TableCell>
                <TableCell>{properties.join(', ')}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Flex>
  );
}
