import type { MappedUse, PropertySample } from '../choices/choices-data.ts';

/** One of what `GET /api/settings/vendor-properties` answers with: a property that another tool's app seems to write. */
export interface VendorOffer {
  /** Internal name. */
  property: string;
  label: string;
  vendor: string;
  use: MappedUse;
  meaning: 'buying stage' | 'intent score' | 'intent topics' | 'fit' | 'competitors';
  /** Unit and scale of its values. */
  scale: string;
  /** The public page that shows its name in HubSpot; `null`: assumed. */
  nameSource: string | null;
  /** The vendor's public page that shows the scale; `null`: assumed. */
  scaleSource: string | null;
  /** `null` where HubSpot could not be asked. */
  sample: PropertySample | null;
}
