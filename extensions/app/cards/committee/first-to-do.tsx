import { Flex, Inline, Text } from '@hubspot/ui-extensions';
import React from 'react';
import { COMMITTEE } from '../work-texts.ts';
import { DecideRole } from './decide-role.tsx';
import { FindContactFirst } from './find-contact.tsx';
import type { FirstAnswer } from './first-answer.ts';
import { RejectedRole } from './rejected-role.tsx';
import type { RoleRowProps } from './role-row-props.ts';

interface FirstToDoProps extends Omit<RoleRowProps, 'role' | 'mayAct' | 'now' | 'first'> {
  first: FirstAnswer | null;
}

/** Under the risks, what to do first about them: one question with the card's primary button, or whom to find. */
export function FirstToDo({ first, rejection, ...props }: FirstToDoProps) {
  return (
    <>
      {rejection?.isFirst === true ? <RejectedRole {...props} rejection={rejection} /> : null}
      {first === null ? null : (
        <Flex direction="column" gap="xs">
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{COMMITTEE.first.what(first)}</Text>
            {first.kind === 'find' ? null : <Text variant="microcopy">{COMMITTEE.first.grounds(first.person)}</Text>}
          </Flex>
          {first.kind === 'confirm' ? (
            <DecideRole {...props} role={first.role} person={first.person} isFirst />
          ) : (
            <Inline>
              <FindContactFirst companyId={props.account.data?.company.id} />
            </Inline>
          )}
        </Flex>
      )}
    </>
  );
}
