import { Alert, Flex, LoadingButton, StatusTag, TableCell, TableRow, Text, Tile } from '@hubspot/ui-extensions';
import React, { useState } from 'react';
import { HeadedTable } from 'roundtable-ui/headed-table.tsx';
import { useActions } from 'roundtable-ui/use-actions.ts';
import { useLoaded } from 'roundtable-ui/use-loaded.ts';
import { LoadProblem } from 'roundtable-ui/load-problem.tsx';
import { Failed } from '../failed.tsx';
import type { ChoicesData } from '../choices/choices-data.ts';
import type { SettingsClient } from '../settings-client.ts';
import type { VendorOffer } from './vendor-data.ts';
import { VENDORS } from './vendor-texts.ts';

interface VendorOffersProps {
  client: SettingsClient;
  /** One is taken over: what shows mappings is to be read again. */
  onTaken?: () => void;
}

const ignore = (): void => undefined;

/** Properties that intent vendors' apps seem to write, each taken over by a click; nothing where there are none. For who may change settings. */
export function VendorOffers({ client, onTaken }: VendorOffersProps) {
  const { data, problem, reload } = useLoaded(client.readVendorOffers);
  const [taken, setTaken] = useState<VendorOffer | null>(null);
  const actions = useActions<ChoicesData>(ignore);
  const take = (offer: VendorOffer): void => {
    const { property, use, vendor } = offer;
    const done = (): void => {
      setTaken(offer);
      reload();
      onTaken?.();
    };
    actions.act(property, () => client.mapProperty({ property, use, source: vendor }), done);
  };
  if (problem !== null) return <LoadProblem title={VENDORS.unreadable} message={problem.message} onRetry={reload} />;
  if (data === null || (data.length === 0 && taken === null)) return null;
  const left = data.filter(({ property }) => property !== taken?.property);
  return (
    <Tile compact>
      <Flex direction="column" gap="small">
        <Text format={{ fontWeight: 'demibold' }}>{VENDORS.title}</Text>
        {taken === null ? (
          <Text>{VENDORS.explain}</Text>
        ) : (
          <Alert title={VENDORS.taken(taken.label)} variant="success" />
        )}
        {left.length === 0 ? null : (
          <HeadedTable columns={VENDORS.columns}>
            {left.map((offer) => (
              <Offer key={offer.property} offer={offer} busy={actions.busy} onTake={take} />
            ))}
          </HeadedTable>
        )}
        <Failed failed={actions.failed} />
      </Flex>
    </Tile>
  );
}

interface OfferProps {
  offer: VendorOffer;
  busy: string | null;
  onTake: (offer: VendorOffer) => void;
}

function Offer({ offer, busy, onTake }: OfferProps) {
  const { property, label, scale, nameSource, scaleSource, sample } = offer;
  const isConfirmed = nameSource !== null && scaleSource !== null;
  return (
    <TableRow>
      <TableCell>
        <Flex direction="column" gap="flush">
          <Text>{label}</Text>
          <Text variant="microcopy">{property}</Text>
        </Flex>
      </TableCell>
      <TableCell>
        <Flex direction="column" gap="flush">
          <Text>{VENDORS.readAs(offer)}</Text>
          <Text variant="microcopy">{VENDORS.scale(scale)}</Text>
        </Flex>
      </TableCell>
      <TableCell>
        {sample === null ? VENDORS.noSample : sample.filled === 0 ? VENDORS.empty : <Values offer={offer} />}
      </TableCell>
      <TableCell>
        <StatusTag variant={isConfirmed ? 'success' : 'warning'}>
          {isConfirmed ? VENDORS.confirmed : VENDORS.assumed}
        </StatusTag>
        <Text variant="microcopy">{VENDORS.basis(offer)}</Text>
      </TableCell>
      <TableCell align="right">
        <LoadingButton size="xs" loading={busy === property} disabled={busy !== null} onClick={() => onTake(offer)}>
          {VENDORS.take}
        </LoadingButton>
      </TableCell>
    </TableRow>
  );
}

function Values({ offer }: { offer: VendorOffer }) {
  return (
    <Flex direction="column" gap="flush">
      <Text>{VENDORS.values(offer)}</Text>
      <Text variant="microcopy">{VENDORS.filled(offer.sample?.filled ?? 0)}</Text>
    </Flex>
  );
}
