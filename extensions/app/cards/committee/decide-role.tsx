import { Button, Flex, LoadingButton } from '@hubspot/ui-extensions';
import React from 'react';
import type { CardPerson } from '../card-data.ts';
import type { RoleRowProps } from './role-row-props.ts';
import { COMMITTEE } from '../work-texts.ts';

interface DecideRoleProps extends Pick<RoleRowProps, 'role' | 'account' | 'client' | 'onAnswer'> {
  person: CardPerson;
  /** The buttons name the person: what stands beside them does not. */
  isNamed?: boolean;
  /** It is the first thing to do on the card, at its top. */
  isFirst?: boolean;
  isPrimary?: boolean;
  /** It has only just appeared where something else could be pressed. */
  isSettling?: boolean;
}

/** Yes or no to a suggestion; a no removes it for good, but for the moment in which either can be undone. */
export function DecideRole(props: DecideRoleProps) {
  const { person, role, account, client, onAnswer, isNamed = false, isFirst = false } = props;
  const { isPrimary = false, isSettling = false } = props;
  const { contactId, name } = person;
  const named = isNamed ? name : null;
  const size = isFirst ? 'md' : 'xs';
  const isHeld = isSettling || account.busy !== null;
  const action = `decide ${role.role} ${contactId}`;
  const decide = (decision: 'confirmed' | 'rejected'): void => {
    const requestId = crypto.randomUUID();
    const given = { decision, contactId, name, role: role.role, label: role.label, requestId, isFirst };
    const send = client.decideRole({ contactId, role: role.role, decision, requestId });
    account.act(`${action} ${decision}`, send, () => onAnswer(given));
  };
  return (
    <Flex gap="xs" align="center" wrap="wrap">
      <LoadingButton
        size={size}
        variant={isPrimary ? 'primary' : 'secondary'}
        truncate
        loading={account.busy === `${action} confirmed`}
        disabled={isHeld}
        onClick={() => decide('confirmed')}
      >
        {COMMITTEE.yes(role.label, named)}
      </LoadingButton>
      <Button size={size} variant="transparent" truncate disabled={isHeld} onClick={() => decide('rejected')}>
        {COMMITTEE.no(role.label, named)}
      </Button>
    </Flex>
  );
}
