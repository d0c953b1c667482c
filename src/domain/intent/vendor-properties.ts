/** What a property of a vendor says in our terms. */
export type VendorMeaning = 'buying stage' | 'intent score' | 'intent topics' | 'fit' | 'competitors';

/** A property by which an intent vendor's app tells of a company. */
export interface VendorProperty {
  vendor: '6sense' | 'Demandbase' | 'Bombora' | 'G2';
  /** Of the internal name in HubSpot, in lower case. */
  name: RegExp;
  meaning: VendorMeaning;
  /** How it is read: a use of mapped properties. */
  use: 'intent' | 'topics' | 'fit' | 'competitor';
  /** Unit and scale of its values. */
  scale: string;
  /** The vendor's or HubSpot's public page that shows the name; `null`: assumed. */
  nameSource: string | null;
  /** The vendor's public page that shows the scale; `null`: assumed. */
  scaleSource: string | null;
}

const VENDOR_NAMES: Readonly<Record<VendorProperty['vendor'], string>> = {
  '6sense': '(^|_)n?6_?sense|sixsense',
  Demandbase: 'demandbase',
  Bombora: 'bombora|company_?surge',
  G2: '^g2_',
};

const USES: Readonly<Record<VendorMeaning, VendorProperty['use']>> = {
  'buying stage': 'intent',
  'intent score': 'intent',
  'intent topics': 'topics',
  fit: 'fit',
  competitors: 'competitor',
};

const SIX = 'support.6sense.com/docs';
const DEMANDBASE = 'support.demandbase.com/hc/en-us/articles';
const BOMBORA = 'customers.bombora.com/crc-brand/thresholding';
const STAGES_OF_SIX = 'Target, Awareness, Consideration, Decision, Purchase';
const FIT_OF_SIX = 'Strong, Moderate, Weak; as a score 0 to 100';
const LEVELS = 'High, Medium, Low';
const NAMES = 'names, with ; or , between them';

/**
 * What the vendors' apps write to companies, the first that fits counts. No vendor publishes the names in HubSpot: 6sense and Demandbase
 * write to fields that the customer picks (an internal name begins with a letter, so HubSpot makes "6sense" into `n6sense`), and those of
 * G2 are known from the public code of its customers. So every name is assumed and read by its parts.
 */
export const VENDOR_PROPERTIES: readonly VendorProperty[] = [
  line('6sense', 'buying_?stage', 'buying stage', STAGES_OF_SIX, null),
  line('6sense', 'temperature', 'intent score', 'Hot (New), Hot, Warm, Cold', `${SIX}/temperature`),
  line('6sense', '6qa(?!.*(date|_id))', 'intent score', 'yes or no', null),
  line('6sense', 'profile_?(fit|score)', 'fit', FIT_OF_SIX, `${SIX}/account-profile-fit-model`),
  line('6sense', 'intent_?score', 'intent score', '0 to 100', null),
  line('6sense', 'keyword|topic', 'intent topics', NAMES, null),
  line('6sense', 'segment', 'fit', 'names of segments', null),
  line('Demandbase', 'qualification', 'fit', 'percent', `${DEMANDBASE}/360060426491`),
  line('Demandbase', 'pipeline_?predict', 'intent score', 'percent', `${DEMANDBASE}/360060426491`),
  line('Demandbase', 'intent_?strength|intent_?level', 'intent score', LEVELS, `${DEMANDBASE}/360054236292`),
  line('Demandbase', 'journey_?stage', 'fit', 'stages that each customer names', null),
  line('Demandbase', 'engagement_?(points|minutes)', 'fit', 'points without an upper end', null),
  line('Demandbase', 'keyword|topic', 'intent topics', NAMES, null),
  line('Bombora', '(^|_)count($|_)', 'fit', 'number of topics', null),
  line('Bombora', 'score', 'intent score', '0 to 100, a rise from 60 on', BOMBORA),
  line('Bombora', 'topic', 'intent topics', NAMES, null),
  line('G2', 'activity_?level', 'intent score', LEVELS, null),
  line('G2', 'buying_?stage', 'buying stage', 'Awareness, Consideration, Decision', null),
  line('G2', 'intent_?score', 'intent score', '0 to 100', null),
  line('G2', 'related_?products$', 'competitors', 'names of products', null),
];

/** One of the table; `part` is what the name holds besides the vendor's. */
function line(
  vendor: VendorProperty['vendor'],
  part: string,
  meaning: VendorMeaning,
  scale: string,
  scaleSource: string | null,
): VendorProperty {
  const name = new RegExp(`^(?=.*(?:${VENDOR_NAMES[vendor]}))(?=.*(?:${part}))`);
  return { vendor, name, meaning, use: USES[meaning], scale, nameSource: null, scaleSource };
}

/** What a company property (internal name) is known as; `null` where no vendor's is called so. */
export function findVendorProperty(name: string): VendorProperty | null {
  return VENDOR_PROPERTIES.find((each) => each.name.test(name.toLowerCase())) ?? null;
}
