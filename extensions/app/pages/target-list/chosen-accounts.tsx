import { Button, Checkbox, Flex, Inline, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { WishedAccount } from './propose-change.tsx';
import { CHOOSE } from './target-list-texts.ts';

/** The selected accounts, across pages and filters. */
export interface Chosen {
  accounts: readonly WishedAccount[];
  has: (companyId: string) => boolean;
  set: (accounts: readonly WishedAccount[], isChosen: boolean) => void;
  clear: () => void;
}

/** None at first. */
export function useChosen(): Chosen {
  const [byId, setById] = useState<ReadonlyMap<string, WishedAccount>>(new Map());
  return {
    accounts: [...byId.values()],
    has: (companyId) => byId.has(companyId),
    set: (accounts, isChosen) =>
      setById((former) => {
        const changed = new Map(former);
        for (const account of accounts) {
          if (isChosen) changed.set(account.id, account);
          else changed.delete(account.id);
        }
        return changed;
      }),
    clear: () => setById(new Map()),
  };
}

interface ChoosingProps {
  chosen: Chosen;
  /** Those of the page. */
  accounts: readonly WishedAccount[];
  /** How many may be proposed at once. */
  most: number;
  onWish: (accounts: readonly WishedAccount[]) => void;
}

/** Selects the whole page, shows how many are selected, and proposes them. */
export function Choosing({ chosen, accounts, most, onWish }: ChoosingProps) {
  const amount = chosen.accounts.length;
  const areAll = accounts.every(({ id }) => chosen.has(id));
  return (
    <Flex direction="column" gap="xs">
      {accounts.length === 0 ? null : (
        <Checkbox name="choose-page" checked={areAll} onChange={(isChosen) => chosen.set(accounts, isChosen)}>
          {CHOOSE.page(accounts.length)}
        </Checkbox>
      )}
      {amount === 0 ? (
        <Text variant="microcopy">{CHOOSE.hint}</Text>
      ) : (
        <Inline gap="small">
          <Button disabled={amount > most} onClick={() => onWish(chosen.accounts)}>
            {CHOOSE.propose(amount)}
          </Button>
          <Button variant="transparent" onClick={() => chosen.clear()}>
            {CHOOSE.clear}
          </Button>
        </Inline>
      )}
      {amount > most ? <Text>{CHOOSE.tooMany(amount, most)}</Text> : null}
    </Flex>
  );
}
