import { formatDate, formatDay, formatMoney, formatNumber, formatPercent } from './formats.ts';

const MARKED = /⟦([^⟦⟧]{1,40})⟧/g;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
const SHARE = /^-?\d+%$/;
const MONEY = /^(-?\d+) ([A-Z]{3})$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^([+-]\d{6}|\d{4})-\d\d-\d\dT\d\d:\d\dZ$/;

/**
 * The server's answer with the marked values in its sentences formatted for the reader: `⟦2026-12-09T20:00Z⟧` as "9 Dec", `⟦1240⟧` as
 * "1,240", `⟦30000 EUR⟧` as "€30,000", `⟦38%⟧` as "38%" (src/domain/marked-values.ts). Anything else in such brackets stays as it is.
 */
export function writeMarked<Answer>(answer: Answer, now: number = Date.now()): Answer {
  return writeIn(answer, now) as Answer;
}

function writeIn(value: unknown, now: number): unknown {
  if (typeof value === 'string') return value.includes('⟦') ? writeSentence(value, now) : value;
  if (Array.isArray(value)) return value.map((each) => writeIn(each, now));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, writeIn(each, now)]));
}

function writeSentence(sentence: string, now: number): string {
  return sentence.replaceAll(MARKED, (mark, value: string) => writeValue(value, now) ?? mark);
}

function writeValue(value: string, now: number): string | null {
  if (NUMBER.test(value)) return formatNumber(Number(value));
  if (SHARE.test(value)) return formatPercent(Number(value.slice(0, -1)) / 100);
  const [, amount, currency] = MONEY.exec(value) ?? [];
  if (currency !== undefined) return formatMoney(Number(amount), currency, 'whole');
  if (Number.isNaN(Date.parse(value))) return null;
  if (DATE.test(value)) return formatDate(value);
  return MOMENT.test(value) ? formatDay(value, now) : null;
}
