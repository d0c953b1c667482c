import { Button, Flex, Form, Inline, Input, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { FindContact } from './find-contact.tsx';
import type { RoleRowProps } from './role-row-props.ts';
import { COMMITTEE } from '../work-texts.ts';

type PlaceholderProps = Pick<RoleRowProps, 'role' | 'account' | 'client' | 'mayAct' | 'first'>;

/** Somebody who is said to hold a role and is no contact yet, or the ways to find or to note one where nobody is known. */
export function Placeholder({ role, account, client, mayAct, first }: PlaceholderProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { placeholder } = role;
  if (placeholder !== null) {
    const remove = (): void => account.act(`drop ${role.role}`, client.keepPlaceholder(role.role, null));
    return (
      <Inline gap="small" align="center">
        <Text>{placeholder}</Text>
        <Text variant="microcopy">{COMMITTEE.placeholder.hint}</Text>
        {mayAct ? (
          <Button size="xs" variant="transparent" truncate disabled={account.busy !== null} onClick={remove}>
            {COMMITTEE.placeholder.remove(role.label)}
          </Button>
        ) : null}
      </Inline>
    );
  }
  if (!mayAct || role.people.length > 0) return null;
  if (isOpen) return <Fields role={role} account={account} client={client} onClose={() => setIsOpen(false)} />;
  return (
    <Inline gap="small" align="center">
      {first?.role === role ? null : <FindContact companyId={account.data?.company.id} role={role.label} />}
      <Button size="xs" variant="transparent" truncate onClick={() => setIsOpen(true)}>
        {COMMITTEE.placeholder.add(role.label)}
      </Button>
    </Inline>
  );
}

function Fields({
  role,
  account,
  client,
  onClose,
}: Omit<PlaceholderProps, 'mayAct' | 'first'> & { onClose: () => void }) {
  const [note, setNote] = useState('');
  const action = `keep ${role.role}`;
  const submit = (): void => {
    if (note.trim() !== '') account.act(action, client.keepPlaceholder(role.role, note.trim()), onClose);
  };
  return (
    <Form onSubmit={submit} preventDefault>
      <Flex direction="column" gap="xs">
        <Input
          label={COMMITTEE.placeholder.label(role.label)}
          name={`placeholder-${role.role}`}
          description={COMMITTEE.placeholder.help}
          required
          value={note}
          onInput={setNote}
          onChange={setNote}
        />
        <Inline gap="small">
          <LoadingButton
            type="submit"
            size="xs"
            loading={account.busy === action}
            disabled={account.busy !== null || note.trim() === ''}
          >
            {COMMITTEE.placeholder.keep}
          </LoadingButton>
          <Button size="xs" variant="transparent" onClick={() => onClose()}>
            {COMMITTEE.cancel}
          </Button>
        </Inline>
      </Flex>
    </Form>
  );
}
