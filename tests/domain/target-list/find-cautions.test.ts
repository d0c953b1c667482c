import { describe, expect, it } from 'vitest';
import { findCautions, type ProposedAccount } from '../../../src/domain/target-list/find-cautions.ts';

const DOWN = { fromTier: 1, toTier: 2 } as const;

/** An account against whose demotion nothing speaks. */
function quiet(changes: Partial<ProposedAccount> = {}): ProposedAccount {
  return { result: scored(), deals: [], playsRunning: 0, ...changes };
}

/** A result with required roles, each held by what these sources say; `stale` of all of them. */
function scored(surging = false, sources: readonly (readonly string[])[] = [[]], stale = false) {
  const roles = sources.map((held) => ({
    required: true,
    candidates: held.map((source) => ({ evidence: [{ source, stale }] })),
  }));
  const other = { required: false, candidates: [] };
  return { engagement: { surging }, committee: { roles: [...roles, other] } } as unknown as NonNullable<
    ProposedAccount['result']
  >;
}

const deal = (amount: number | null, state: 'open' | 'won' | 'lost' = 'open') => ({ amount, state, currency: 'USD' });
const against = (changes: Partial<ProposedAccount>): string[] => findCautions(DOWN, quiet(changes));

describe('what speaks against a proposal', () => {
  it('is a surge, an open deal, a play that is running and a committee that people confirmed', () => {
    const everything = quiet({
      result: scored(true, [['title', 'confirmed'], ['set_in_hubspot'], ['deal_label']]),
      deals: [deal(164_500)],
      playsRunning: 1,
    });
    const said = ['surging', 'open deal of ⟦164500 USD⟧', 'a play is running', 'buying committee confirmed'];
    expect(findCautions(DOWN, everything)).toEqual(said);
    expect(findCautions({ fromTier: 3, toTier: null }, everything)).toEqual(said);
  });

  it('is nothing where an account comes in or moves up, whatever goes on there', () => {
    const busy = quiet({ result: scored(true), deals: [deal(1)], playsRunning: 2 });
    expect(findCautions({ fromTier: 2, toTier: 1 }, busy)).toEqual([]);
    expect(findCautions({ fromTier: null, toTier: 1 }, busy)).toEqual([]);
  });

  it('adds up deals, and names no amount where none is known', () => {
    expect(against({ deals: [deal(100), deal(null), deal(50)] })).toEqual(['3 open deals worth ⟦150 USD⟧']);
    expect(against({ deals: [deal(null)] })).toEqual(['open deal']);
    expect(against({ deals: [deal(null), deal(0)] })).toEqual(['2 open deals']);
    expect(against({ deals: [deal(100, 'won'), deal(100, 'lost')] })).toEqual([]);
    expect(against({ playsRunning: 2 })).toEqual(['2 plays are running']);
  });

  it('is no committee with a role that is only suggested, long past, or that nobody holds', () => {
    expect(against({ result: scored(false, [['confirmed']]) })).toEqual(['buying committee confirmed']);
    expect(against({ result: scored(false, [['confirmed'], ['title', 'behaviour']]) })).toEqual([]);
    expect(against({ result: scored(false, [['confirmed'], []]) })).toEqual([]);
    expect(against({ result: scored(false, [['confirmed']], true) })).toEqual([]);
    expect(against({ result: scored(false, []) })).toEqual([]);
  });

  it('is known in part where the scores are not there', () => {
    expect(against({ result: null, deals: [deal(5_000)] })).toEqual(['open deal of ⟦5000 USD⟧']);
  });
});
