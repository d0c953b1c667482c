import { Flex, Inline } from '@hubspot/ui-extensions';
import React from 'react';
import { AnsweredRole } from './answered-role.tsx';
import { DecideRole } from './decide-role.tsx';
import { FindContactFirst } from './find-contact.tsx';
import type { FirstAnswer } from './first-answer.ts';
import type { RoleRowProps } from './role-row-props.ts';
import { ToDo } from '../to-do.tsx';
import { useSettled } from '../use-settled.ts';
import { COMMITTEE } from '../work-texts.ts';

/** The time in which a second press of a double click comes, or a hand stops that was on its way. */
const SETTLE_MS = 1_500;

interface FirstToDoProps extends Omit<RoleRowProps, 'role' | 'mayAct' | 'now' | 'first'> {
  first: FirstAnswer | null;
  /** Its button is the primary one of the card. */
  isPrimary?: boolean;
}

/**
 * What to do first about the committee: one question, on its own card with the primary button, or whom to find. Whenever something
 * else stands here than a moment ago nothing can be pressed for a while, so that nobody answers a question they have not read.
 */
export function FirstToDo({ first, answer, isPrimary = true, ...props }: FirstToDoProps) {
  const given = answer?.isFirst === true ? answer : null;
  const asked = first?.kind === 'confirm' ? first.person.contactId : '';
  const isSettling = !useSettled(`${given?.requestId} ${first?.role.role} ${asked}`, SETTLE_MS);
  return (
    <>
      {given === null ? null : <AnsweredRole {...props} answer={given} isSettling={isSettling} />}
      {first === null ? null : (
        <Flex direction="column" gap="xs">
          <ToDo
            what={COMMITTEE.first.what(first)}
            more={first.kind === 'find' ? null : COMMITTEE.first.grounds(first.person)}
          />
          {first.kind === 'confirm' ? (
            <DecideRole {...props} role={first.role} person={first.person} isFirst {...{ isPrimary, isSettling }} />
          ) : (
            <Inline>
              <FindContactFirst companyId={props.account.data?.company.id} {...{ isPrimary, isSettling }} />
            </Inline>
          )}
        </Flex>
      )}
    </>
  );
}
