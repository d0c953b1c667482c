import React, { useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import { useChosen, type Chosen } from './chosen-accounts.tsx';
import { ProposeChange, WishOutcome, type Wished, type WishedAccount } from './propose-change.tsx';
import type { TargetListClient } from './target-list-client.ts';
import type { TargetListData } from './target-list-data.ts';

/** The accounts that are ticked, the change that is being proposed, and what became of the last one. */
export interface Wishes {
  chosen: Chosen;
  /** The accounts that the form is about; `null` while it is closed. */
  about: readonly WishedAccount[] | null;
  outcome: Wished | null;
  start: (accounts: readonly WishedAccount[]) => void;
  end: (outcome: Wished) => void;
  cancel: () => void;
}

/** None is ticked or proposed at first; who was proposed is ticked no more. */
export function useWishes(): Wishes {
  const chosen = useChosen();
  const [about, setAbout] = useState<readonly WishedAccount[] | null>(null);
  const [outcome, setOutcome] = useState<Wished | null>(null);
  return {
    chosen,
    about,
    outcome,
    start: (accounts) => {
      setOutcome(null);
      setAbout(accounts);
    },
    end: (wished) => {
      setAbout(null);
      setOutcome(wished);
      chosen.set(wished.accounts, false);
    },
    cancel: () => setAbout(null),
  };
}

interface WishingProps {
  client: TargetListClient;
  list: TargetListData;
  actions: Actions<TargetListData>;
  wishes: Wishes;
}

/** The form of a proposal while one is made, then what became of it. */
export function Wishing({ wishes: { about, outcome, end, cancel }, ...asked }: WishingProps) {
  return (
    <>
      {about === null ? null : (
        <ProposeChange
          key={about.map(({ id }) => id).join()}
          {...asked}
          accounts={about}
          onDone={end}
          onCancel={cancel}
        />
      )}
      {outcome === null ? null : <WishOutcome wished={outcome} />}
    </>
  );
}
