import { Button, Flex, Heading, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { ChoicesFrame } from '../choices/choices-frame.tsx';
import type { ExportLink } from './export-data.ts';
import { EXPORT } from './export-texts.ts';
import { Failed } from '../failed.tsx';
import type { SettingsClient } from '../settings-client.ts';

/** A link to a file with all data stored for the account. */
export function Export({ client }: { client: SettingsClient }) {
  return (
    <ChoicesFrame client={client}>
      {({ mayChange }) => (
        <Flex direction="column" gap="small">
          <Heading>{EXPORT.title}</Heading>
          <Text>{EXPORT.explain}</Text>
          <Text>{EXPORT.people}</Text>
          {mayChange ? <File client={client} /> : null}
        </Flex>
      )}
    </ChoicesFrame>
  );
}

function File({ client }: { client: SettingsClient }) {
  const [link, setLink] = useState<ExportLink | null>(null);
  const actions = useActions(setLink);
  return (
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        {link === null ? null : (
          <Button variant="primary" href={{ url: link.url, external: true }}>
            {EXPORT.open}
          </Button>
        )}
        <LoadingButton
          variant={link === null ? 'primary' : 'secondary'}
          loading={actions.busy !== null}
          onClick={() => actions.act('export', client.exportEverything)}
        >
          {link === null ? EXPORT.make : EXPORT.again}
        </LoadingButton>
      </Inline>
      {link === null ? null : <Text variant="microcopy">{EXPORT.until(link.until)}</Text>}
      <Failed failed={actions.failed} />
    </Flex>
  );
}
