import { DAY_MS } from '../day-ms.ts';
import { median } from '../statistics/median.ts';
import { markMoney, markNumber, markShare } from '../marked-values.ts';

/** A closed deal as the question needs it. */
export interface ReadinessDeal {
  amount: number | null;
  createdAt: number;
  closedAt: number | null;
  won: boolean;
  /** People of the account that are tied to the deal. */
  people: number;
}

/** One thing that speaks for ABM or against it; `holds` is `null` where the portal does not say. */
export interface ReadinessCheck {
  id: 'deal_value' | 'cycle' | 'people' | 'self_serve';
  label: string;
  holds: boolean | null;
  value: number | null;
  n: number;
  explanation: string;
}

export interface Readiness {
  answer: 'yes' | 'partly' | 'no' | 'unknown';
  summary: string;
  checks: ReadinessCheck[];
}

export interface ReadinessModel {
  /** Median value of a won deal, in the portal's currency, from which one-to-one pays: the field's floor is 30–50 k a year. */
  dealValueFloor: number;
  /** Days under which a deal is closed before a play could work. */
  shortestCycleDays: number;
  /** People on a won deal from which a committee decides. */
  committeeFrom: number;
  /** A won deal without a person, closed within so many days, was bought, not sold. */
  selfServeDays: number;
  mostSelfServeShare: number;
}

export const DEFAULT_READINESS_MODEL: ReadinessModel = {
  dealValueFloor: 30_000,
  shortestCycleDays: 30,
  committeeFrom: 3,
  selfServeDays: 3,
  mostSelfServeShare: 0.5,
};

const FEWEST = 10;

/** Whether account-based marketing is right for this portal, from its own won deals (`domain.md` §6); says so plainly where it is not. `currency` is the portal's, ISO 4217. */
export function assessReadiness(
  deals: readonly ReadinessDeal[],
  currency: string,
  model: ReadinessModel = DEFAULT_READINESS_MODEL,
): Readiness {
  const won = deals.filter((deal) => deal.won);
  const checks = [
    checkValue(won, currency, model),
    checkCycle(won, model),
    checkPeople(won, model),
    checkSelfServe(won, model),
  ];
  const known = checks.filter(({ holds }) => holds !== null);
  const against = known.filter(({ holds }) => holds === false);
  if (known.length === 0) {
    const summary = `${won.length} won deals are too few to say whether ABM is right here: ${FEWEST} are needed.`;
    return { answer: 'unknown', summary, checks };
  }
  const isCheap = against.some(({ id }) => id === 'deal_value');
  if (against.length === 0) {
    return { answer: 'yes', summary: 'Your own deals are of the kind that ABM is made for.', checks };
  }
  const answer = isCheap || against.length >= 3 ? 'no' : 'partly';
  const why = against.map(({ explanation }) => explanation).join(' ');
  const lead = answer === 'no' ? 'Your deals do not carry the cost of one-to-one work.' : 'ABM fits in part.';
  return { answer, summary: `${lead} ${why}`, checks };
}

function checkValue(
  won: readonly ReadinessDeal[],
  currency: string,
  { dealValueFloor }: ReadinessModel,
): ReadinessCheck {
  const { value, n } = median(won.flatMap(({ amount }) => (amount !== null && amount > 0 ? amount : [])));
  return toCheck('deal_value', 'Median value of a won deal', value, n, (middle) => {
    const [worth, floor] = [markMoney(middle, currency), markMoney(dealValueFloor, currency)];
    return judge(
      middle >= dealValueFloor,
      `The median won deal is worth ${worth}: enough for one-to-one work, which pays from about ${floor}.`,
      `The median won deal is worth ${worth}: too little for one-to-one work, which pays from about ${floor}.`,
    );
  });
}

function checkCycle(won: readonly ReadinessDeal[], { shortestCycleDays }: ReadinessModel): ReadinessCheck {
  const { value, n } = median(won.flatMap((deal) => cycleDays(deal) ?? []));
  return toCheck('cycle', 'Median days to win', value, n, (middle) => {
    const days = Math.round(middle);
    const takes = `A won deal takes ${format(days)} ${days === 1 ? 'day' : 'days'}`;
    return judge(
      middle >= shortestCycleDays,
      `${takes}: long enough for plays, which need about ${shortestCycleDays} days to show a result.`,
      `${takes}: too short for plays, which need about ${shortestCycleDays} days to show a result.`,
    );
  });
}

function checkPeople(won: readonly ReadinessDeal[], { committeeFrom }: ReadinessModel): ReadinessCheck {
  const named = won.filter(({ people }) => people > 0);
  const { value, n } = median(named.map(({ people }) => people));
  return toCheck('people', 'People on a won deal', value, n, (middle) => {
    const names = `A won deal names ${format(middle)} ${middle === 1 ? 'person' : 'people'}`;
    return judge(
      middle >= committeeFrom,
      `${names}: several people decide, and each of them has to be won.`,
      `${names}: under ${committeeFrom} there is no committee to win. Complex purchases have six to ten, so see whether your deals name everybody.`,
    );
  });
}

function checkSelfServe(won: readonly ReadinessDeal[], model: ReadinessModel): ReadinessCheck {
  const timed = won.filter((deal) => cycleDays(deal) !== null);
  const alone = timed.filter((deal) => deal.people === 0 && (cycleDays(deal) ?? Infinity) <= model.selfServeDays);
  const share = timed.length === 0 ? null : alone.length / timed.length;
  return toCheck('self_serve', 'Bought without a salesperson', share, timed.length, (value) => {
    const bought = `${markShare(value)} of won deals closed within ${model.selfServeDays} days without a contact`;
    return judge(
      value <= model.mostSelfServeShare,
      `${bought}: your deals are sold by people.`,
      `${bought}: most are bought without being sold.`,
    );
  });
}

function toCheck(
  id: ReadinessCheck['id'],
  label: string,
  value: number | null,
  n: number,
  judged: (value: number) => Verdict,
): ReadinessCheck {
  if (value === null || n < FEWEST) {
    return { id, label, value, n, holds: null, explanation: `${n} won deals tell it, ${FEWEST} are needed.` };
  }
  return { id, label, value, n, ...judged(value) };
}

type Verdict = Pick<ReadinessCheck, 'holds' | 'explanation'>;

/** One value read for ABM says another thing than the same against it. */
function judge(holds: boolean, pro: string, con: string): Verdict {
  return { holds, explanation: holds ? pro : con };
}

function cycleDays({ createdAt, closedAt }: ReadinessDeal): number | null {
  return closedAt === null ? null : Math.max(0, (closedAt - createdAt) / DAY_MS);
}

function format(value: number): string {
  return markNumber(Math.round(value * 10) / 10);
}
