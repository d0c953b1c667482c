import { Button, Flex, Heading, Inline, LoadingButton, Select, TextArea, Tile } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import type { Actions } from 'roundtable-ui/use-actions.ts';
import type { ListedAccount } from './accounts-page-data.ts';
import type { TargetListClient, WishedTier } from './target-list-client.ts';
import type { TargetListData } from './target-list-data.ts';
import { PROPOSE } from './target-list-texts.ts';

interface ProposeChangeProps {
  client: TargetListClient;
  account: ListedAccount;
  actions: Actions<TargetListData>;
  onDone: () => void;
}

/** Where an account should be instead, and why. */
export function ProposeChange({ client, account, actions, onDone }: ProposeChangeProps) {
  const held = account.tier === null ? '' : String(account.tier);
  const options = PROPOSE.places.filter(({ value }) => value !== held);
  const [place, setPlace] = useState(options[0]?.value ?? '');
  const [reason, setReason] = useState('');
  const tier = place === '' ? null : (Number(place) as WishedTier);
  return (
    <Tile>
      <Flex direction="column" gap="small">
        <Heading>{PROPOSE.title(account.name)}</Heading>
        <Select
          label={PROPOSE.where}
          name="place"
          options={options}
          value={place}
          onChange={(value) => setPlace(String(value))}
        />
        <TextArea
          label={PROPOSE.why}
          name="why"
          description={PROPOSE.whyHelp}
          value={reason}
          onInput={(value) => setReason(value)}
          onChange={(value) => setReason(value)}
        />
        <Inline gap="small">
          <LoadingButton
            variant="primary"
            disabled={reason.trim() === ''}
            loading={actions.busy !== null}
            onClick={() => actions.act('propose', client.propose(account.id, tier, reason), onDone)}
          >
            {PROPOSE.send}
          </LoadingButton>
          <Button onClick={onDone}>{PROPOSE.cancel}</Button>
        </Inline>
      </Flex>
    </Tile>
  );
}
