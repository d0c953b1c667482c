import { formatNumber } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import type { VendorOffer } from './vendor-data.ts';

export const VENDORS = {
  title: 'Your other tools already write into HubSpot',
  explain:
    'These properties look like theirs. Check that the values are what the row says, then map the property. Until then, nothing is read.',
  reading: 'Looking for properties of your other tools',
  unreadable: 'The properties of your other tools could not be read',
  columns: [
    { label: 'Property', width: 190 },
    { label: 'Read as', width: 190 },
    { label: 'Values now', width: 170 },
    { label: 'How sure', width: 190 },
    { label: 'Change', align: 'right' },
  ] satisfies Column[],
  take: 'Map it',
  taken: (label: string) => `${label} is mapped. All companies are being read again.`,
  readAs: ({ vendor, meaning }: VendorOffer) => `${vendor}: ${meaning}`,
  scale: (scale: string) => `Expected: ${scale}`,
  noSample: 'HubSpot cannot be reached right now.',
  empty: 'No company has a value yet.',
  values: ({ sample, use }: VendorOffer) =>
    (sample?.values ?? [])
      .map(({ value, strength }) => (use === 'intent' ? `${value} → ${strength ?? 'not understood'}` : value))
      .join(', '),
  filled: (filled: number) => `${formatNumber(filled)} ${filled === 1 ? 'company' : 'companies'}`,
  confirmed: 'Confirmed',
  assumed: 'Assumed',
  /** What is known by a public page, and what is not. */
  basis: ({ nameSource, scaleSource }: VendorOffer) => {
    if (nameSource !== null && scaleSource !== null) return `Name: ${nameSource}. Scale: ${scaleSource}.`;
    if (scaleSource !== null) return `The scale is the vendor's (${scaleSource}); the name is our guess.`;
    if (nameSource !== null) return `The name is public (${nameSource}); the scale is our guess.`;
    return 'Name and scale are our guess.';
  },
};
