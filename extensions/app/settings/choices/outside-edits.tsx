import {
  Button,
  Flex,
  Inline,
  Link,
  LoadingButton,
  TableCell,
  TableRow,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { recordPath } from 'roundtable-ui/record-path.ts';
import { RelativeTime } from 'roundtable-ui/relative-time.tsx';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ChoicesData, OutsideEdits as Choice, Overwritten } from './choices-data.ts';
import { ChoicesFrame } from './choices-frame.tsx';
import { Unsaved } from '../saving.tsx';
import type { SettingsClient } from '../settings-client.ts';
import { EDITS } from '../texts.ts';
import { ToDo } from '../to-do.tsx';
import { TO_DO } from '../to-do-texts.ts';

interface Where {
  portalId: number;
  now: number;
}

/** What happens to a value of ours that somebody else overwrites, and how often it happened. */
export function OutsideEdits({ client, portalId, now }: Where & { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {(choices, actions) => (
        <>
          <Chooser client={client} choices={choices} actions={actions} />
          <OverwrittenValues overwritten={choices.overwritten} portalId={portalId} now={now} />
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
      <ToDo mayChange={mayChange} words={TO_DO.edits(held)} />
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
          <Unsaved />
          <Text>{EDITS.whatHappens[draft](choices.overwritten.standing)}</Text>
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

function OverwrittenValues({ overwritten, portalId, now }: Where & { overwritten: Overwritten }) {
  const { latest } = overwritten;
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{EDITS.overwritten}</Text>
      <Text>{EDITS.amount(overwritten)}</Text>
      {latest.length === 0 ? null : (
        <HeadedTable columns={EDITS.columns}>
          {latest.map((edit) => (
            <TableRow key={`${edit.companyId} ${edit.property}`}>
              <TableCell>
                <Link href={recordPath(portalId, edit.companyId)}>{edit.companyName}</Link>
              </TableCell>
              <TableCell>{edit.property}</TableCell>
              <TableCell>{EDITS.outcome(edit)}</TableCell>
              <TableCell>
                <RelativeTime at={edit.noticedAt} now={now} />
              </TableCell>
            </TableRow>
          ))}
        </HeadedTable>
      )}
    </Flex>
  );
}
