import {
  Alert,
  Button,
  Checkbox,
  EmptyState,
  Flex,
  Heading,
  TableCell,
  TableRow,
  Text,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import React from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { Loading } from 'roundtable-ui/loading.tsx';
import { useActions, type Actions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import type { KeysClient } from './keys-client.ts';
import type { AutoApply, KeysData, Person, Right } from './keys-data.ts';
import { AUTO, KEYS } from './keys-texts.ts';
import { Saved } from '../saving.tsx';
import { PAGE, SAVING } from '../texts.ts';
import { ToDo } from '../to-do.tsx';

const AUTO_APPLY = 'auto-apply';

interface KeysProps {
  client: KeysClient;
  data: KeysData;
  actions: Actions<KeysData>;
}

/** Who approves for marketing and for sales, who is an admin, and what needs no approval. */
export function KeysAndPeople({ client }: { client: KeysClient }) {
  const loaded = useLoaded(client.read);
  const actions = useActions(loaded.replace);
  const { failed } = actions;
  return (
    <Loading loaded={loaded} reading={KEYS.reading} unreadable={KEYS.unreadable}>
      {(data) => (
        <Flex direction="column" gap="medium">
          {data.mayChange ? null : <Alert title={PAGE.readOnly(data.askWhom)} variant="info" />}
          {data.lacksApprovers ? null : <ToDo mayChange={data.mayChange} words={KEYS.set} />}
          {failed === null ? null : (
            <Alert title={PAGE.failed} variant="danger">
              <Text>{failed.message}</Text>
              <Button onClick={() => failed.retry()}>{PAGE.retry}</Button>
            </Alert>
          )}
          <People {...{ client, data, actions }} />
          <ByItself {...{ client, data, actions }} />
        </Flex>
      )}
    </Loading>
  );
}

function People(props: KeysProps) {
  const { people, lacksApprovers, mayChange } = props.data;
  return (
    <Flex direction="column" gap="small">
      {lacksApprovers ? (
        <Alert title={KEYS.missing.title} variant="warning">
          {KEYS.missing.text}
        </Alert>
      ) : null}
      <Heading>{KEYS.title}</Heading>
      <Text>{KEYS.explain}</Text>
      <Text variant="microcopy">{KEYS.admins}</Text>
      {people.length === 0 ? (
        <EmptyState title={KEYS.empty.title} layout="vertical">
          <Text>{KEYS.empty.text}</Text>
        </EmptyState>
      ) : (
        <>
          {mayChange ? <Text variant="microcopy">{SAVING.atOnce}</Text> : null}
          <HeadedTable columns={KEYS.columns}>
            {people.map((person) => (
              <PersonRow key={person.email} {...props} person={person} />
            ))}
          </HeadedTable>
        </>
      )}
    </Flex>
  );
}

function PersonRow({ client, data, actions, person }: KeysProps & { person: Person }) {
  const { name, email, isYou, isActive } = person;
  const approves = person.marketing || person.sales;
  const nameOf = (right: Right): string => `${right}-${email}`;
  const set = (right: Right, isHeld: boolean): void =>
    actions.act(nameOf(right), () => (isHeld ? client.give(email, right) : client.take(email, right)));
  return (
    <TableRow>
      <TableCell>
        <Text>{`${name}${isYou ? KEYS.you : ''}`}</Text>
        <Text variant="microcopy">{email}</Text>
        {isActive || !approves ? null : <Text variant="microcopy">{KEYS.left}</Text>}
      </TableCell>
      {KEYS.rights.map((right) => (
        <TableCell key={right}>
          {right === 'admin' && person.isInstaller ? (
            KEYS.installer
          ) : data.mayChange && (person[right] || !isYou) ? (
            <Checkbox
              name={nameOf(right)}
              aria-label={KEYS.label(right, person)}
              checked={person[right]}
              onChange={(isHeld) => set(right, isHeld)}
            >
              {person[right] ? KEYS.held[right] : null}
            </Checkbox>
          ) : person[right] ? (
            KEYS.yes
          ) : (
            KEYS.no
          )}
          <Saved isShown={actions.done === nameOf(right)} />
        </TableCell>
      ))}
    </TableRow>
  );
}

/** Which changes need no approval; the choice is saved with a click and applies within the hour. */
function ByItself({ client, data, actions }: KeysProps) {
  const held = AUTO.choices.find(({ autoApply }) => isSame(autoApply, data.autoApply));
  const locked = { readonly: !data.mayChange, readOnly: !data.mayChange };
  const options = AUTO.choices.map(({ autoApply: _autoApply, ...option }) => ({ ...option, ...locked }));
  const choose = (value: string): void => {
    const chosen = AUTO.choices.find((choice) => choice.value === value);
    if (chosen === undefined) return;
    actions.act(AUTO_APPLY, () => client.chooseAutoApply(chosen.autoApply));
  };
  return (
    <Flex direction="column" gap="small">
      <ToggleGroup
        toggleType="radioButtonList"
        name={AUTO_APPLY}
        label={AUTO.title}
        options={options}
        value={held?.value ?? ''}
        onChange={(value) => choose(value)}
      />
      <Saved isShown={actions.done === AUTO_APPLY} />
      <Text variant="microcopy">{AUTO.explain}</Text>
    </Flex>
  );
}

function isSame(one: AutoApply, other: AutoApply): boolean {
  return describe(one) === describe(other);
}

function describe({ addTo, moveTo, remove }: AutoApply): string {
  const sorted = [addTo, moveTo].map((tiers) => [1, 2, 3].filter((tier) => tiers.some((each) => each === tier)));
  return JSON.stringify([...sorted, remove]);
}
