import { useExtensionActions } from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';

/** The app publishes what a click changed within seconds, at the latest within a minute. */
const REFRESH_AFTER_MS = [5_000, 15_000, 60_000];
/** Several values that change together cause one read of the account. */
const GATHER_MS = 500;
/** What the app publishes on a company, as `app.json` declares it. */
const OWN_PROPERTIES = [
  'roundtable_tier',
  'roundtable_stage',
  'roundtable_fit',
  'roundtable_engagement',
  'roundtable_intent',
  'roundtable_coverage',
  'roundtable_missing_roles',
  'roundtable_risks',
  'roundtable_next_play',
  'roundtable_reasons',
  'roundtable_surging',
  'roundtable_trend',
  'roundtable_for_ads',
  'roundtable_scored_at',
];

interface CardOnRecord {
  /** How many changes this card has made so far. */
  clicks: number;
  isBusy: boolean;
  reload: () => void;
}

/**
 * Keeps the cards of a record in step; each runs in its own worker. Some time after a click,
 * HubSpot is asked to refresh the record's properties; a card whose record got other values from the app calls
 * `reload` (keep it stable), never during a click. Decision 280 lists what is not noticed.
 */
export function useRecord({ clicks, isBusy, reload }: CardOnRecord): void {
  const actions = useRef(useExtensionActions<'crm.record.tab'>()).current;
  const [isOutdated, setIsOutdated] = useState(false);

  useEffect(() => {
    if (clicks === 0) return undefined;
    const timers = REFRESH_AFTER_MS.map((ms) => setTimeout(() => actions.refreshObjectProperties(), ms));
    return () => timers.forEach((timer) => clearTimeout(timer));
  }, [clicks, actions]);

  // HubSpot has no way to stop listening; it ends with the card's worker.
  useEffect(() => {
    actions.onCrmPropertiesUpdate(OWN_PROPERTIES, (_, error) => {
      if (!error) setIsOutdated(true);
    });
  }, [actions]);

  useEffect(() => {
    if (!isOutdated || isBusy) return undefined;
    const timer = setTimeout(() => {
      setIsOutdated(false);
      reload();
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [isOutdated, isBusy, reload]);
}
