import { describe, expect, test } from 'vitest';
import { findVendorProperty, VENDOR_PROPERTIES } from '../../../src/domain/intent/vendor-properties.ts';

/** Names that are seen (6QA date, G2), and such as HubSpot makes of the vendors' labels. */
const KNOWN: [name: string, vendor: string, meaning: string][] = [
  ['n6sense_account_buying_stage', '6sense', 'buying stage'],
  ['account_buying_stage_6sense', '6sense', 'buying stage'],
  ['n6sense_temperature', '6sense', 'intent score'],
  ['n6sense_account_6qa', '6sense', 'intent score'],
  ['n6sense_account_profile_fit', '6sense', 'fit'],
  ['sixsense_profile_score', '6sense', 'fit'],
  ['n6sense_account_intent_score', '6sense', 'intent score'],
  ['n6sense_keywords', '6sense', 'intent topics'],
  ['n6sense_segment_name__new_', '6sense', 'fit'],
  ['demandbase_qualification_score', 'Demandbase', 'fit'],
  ['demandbase_pipeline_predict_score', 'Demandbase', 'intent score'],
  ['demandbase_intent_strength', 'Demandbase', 'intent score'],
  ['demandbase_journey_stage', 'Demandbase', 'fit'],
  ['demandbase_engagement_points__3_mo_', 'Demandbase', 'fit'],
  ['demandbase_high_intent_keywords', 'Demandbase', 'intent topics'],
  ['bombora_topic_count', 'Bombora', 'fit'],
  ['bombora_account_score', 'Bombora', 'intent score'],
  ['company_surge_composite_score', 'Bombora', 'intent score'],
  ['bombora_surging_topics', 'Bombora', 'intent topics'],
  ['g2_buyer_intent_activity_level', 'G2', 'intent score'],
  ['g2_buyer_intent_buying_stage', 'G2', 'buying stage'],
  ['g2_intent_score', 'G2', 'intent score'],
  ['g2_buyer_intent_related_products', 'G2', 'competitors'],
];

describe('a company property', () => {
  test.each(KNOWN)('%s is known as of %s, its %s', (name, vendor, meaning) => {
    expect(findVendorProperty(name)).toMatchObject({ vendor, meaning });
  });

  test.each([
    ['n6sense_account_6qa_start_date'],
    ['n6sense_company_name'],
    ['demandbase_id'],
    ['bombora_last_updated'],
    ['g2_buyer_intent_details'],
    ['g2_buyer_intent_related_products_details'],
    ['big2_activity_level'],
    ['buying_stage'],
    ['intent_score'],
    ['industry'],
    ['roundtable_intent'],
  ])('%s is not', (name) => {
    expect(findVendorProperty(name)).toBeNull();
  });

  test('is found by every line of the table', () => {
    const found = new Set(KNOWN.map(([name]) => findVendorProperty(name)));
    expect(VENDOR_PROPERTIES.filter((line) => !found.has(line))).toEqual([]);
  });
});

test('a line is confirmed by a page of the vendor or of HubSpot alone', () => {
  const sources = VENDOR_PROPERTIES.flatMap(({ nameSource, scaleSource }) => [nameSource, scaleSource]);
  const sites = sources.filter((source) => source !== null).map((source) => source.split('/')[0]);
  expect(new Set(sites)).toEqual(new Set(['support.6sense.com', 'support.demandbase.com', 'customers.bombora.com']));
});
