import {
  Alert,
  Button,
  Flex,
  Heading,
  Inline,
  LoadingButton,
  Select,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import React, { useRef, useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ListedAccount } from './accounts-page-data.ts';
import type { TargetListClient, WishedTier } from './target-list-client.ts';
import type { ProposedData, TargetListData } from './target-list-data.ts';
import { PROPOSE } from './target-list-texts.ts';

/** Accounts whose place somebody wants to change. */
export type WishedAccount = Pick<ListedAccount, 'id' | 'name' | 'tier'>;

/** The result of a proposal, and for which accounts. */
export interface Wished extends Omit<ProposedData, 'list'> {
  accounts: readonly WishedAccount[];
  tier: WishedTier;
}

interface ProposeChangeProps {
  client: TargetListClient;
  list: TargetListData;
  /** At least one. */
  accounts: readonly WishedAccount[];
  actions: Actions<TargetListData>;
  onDone: (wished: Wished) => void;
  onCancel: () => void;
}

/** A form for the new place of one or several accounts, and why. */
export function ProposeChange({ client, list, accounts, actions, onDone, onCancel }: ProposeChangeProps) {
  const [first] = listPlaces(accounts);
  const [place, setPlace] = useState(first?.value ?? '');
  const [reason, setReason] = useState('');
  const tier = place === '' ? null : (Number(place) as WishedTier);
  const wished = useRef<{ content: string; ask: () => Promise<ProposedData> } | null>(null);
  const send = (): void => {
    const ids = accounts.map(({ id }) => id);
    const content = JSON.stringify([ids, tier, reason.trim()]);
    // The same request as long as the proposal stays the same: if its answer was lost, the server recognises it.
    if (wished.current?.content !== content) wished.current = { content, ask: client.propose(ids, tier, reason) };
    const { ask } = wished.current;
    actions.act('propose', async () => {
      const { list: fresh, ...outcome } = await ask();
      onDone({ ...outcome, accounts, tier });
      return fresh;
    });
  };
  return (
    <Tile>
      <Flex direction="column" gap="small">
        <Heading>{PROPOSE.title(accounts.map(({ name }) => name))}</Heading>
        {accounts.length === 1 ? null : <Text>{accounts.map(({ name }) => name).join(', ')}</Text>}
        <Where {...{ list, accounts, place, tier }} onChange={setPlace} />
        <TextArea
          label={PROPOSE.why}
          name="why"
          description={PROPOSE.whyHelp(accounts.length)}
          value={reason}
          onInput={(value) => setReason(value)}
          onChange={(value) => setReason(value)}
        />
        <Inline gap="small">
          <LoadingButton
            variant="primary"
            disabled={reason.trim() === ''}
            loading={actions.busy !== null}
            onClick={send}
          >
            {PROPOSE.send(accounts.length)}
          </LoadingButton>
          <Button onClick={onCancel}>{PROPOSE.cancel}</Button>
        </Inline>
      </Flex>
    </Tile>
  );
}

/** The places that at least one of the accounts does not have yet. */
function listPlaces(accounts: readonly WishedAccount[]): typeof PROPOSE.places {
  return PROPOSE.places.filter(({ value }) => accounts.some(({ tier }) => value !== String(tier ?? '')));
}

interface WhereProps extends Pick<ProposeChangeProps, 'list' | 'accounts'> {
  place: string;
  tier: WishedTier;
  onChange: (place: string) => void;
}

/** The place, and what happens if it is full. */
function Where({ list, accounts, place, tier, onChange }: WhereProps) {
  const full = PROPOSE.full(list.tiers, tier, accounts.filter((account) => account.tier !== tier).length);
  return (
    <>
      <Select
        label={PROPOSE.where}
        name="place"
        description={PROPOSE.stands}
        options={listPlaces(accounts)}
        value={place}
        onChange={(value) => onChange(String(value))}
      />
      {full === null ? null : (
        <Alert title={full} variant="warning">
          {PROPOSE.overfull}
        </Alert>
      )}
    </>
  );
}

/** Which accounts are proposed now, and why others are not. */
export function WishOutcome({ wished }: { wished: Wished }) {
  const { accounts, tier, proposed, refused } = wished;
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const nameAll = (ids: readonly string[]): string => ids.map((id) => names.get(id) ?? id).join(', ');
  const reasons = [...new Set(refused.map(({ why }) => why))];
  return (
    <>
      {proposed.length === 0 ? null : (
        <Alert title={PROPOSE.proposed(proposed.length, tier)} variant="success">
          {`${nameAll(proposed)}. ${PROPOSE.waits}`}
        </Alert>
      )}
      {refused.length === 0 ? null : (
        <Alert title={PROPOSE.refused(refused.length, accounts.length)} variant="warning">
          {reasons.map((reason) => {
            const those = refused.filter(({ why }) => why === reason).map(({ companyId }) => companyId);
            return <Text key={reason}>{`${nameAll(those)}: ${reason}`}</Text>;
          })}
        </Alert>
      )}
    </>
  );
}
