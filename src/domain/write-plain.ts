import { groupThousands } from './group-thousands.ts';
import { localParts } from './local-time.ts';

const MARKED = /⟦([^⟦⟧]{1,40})⟧/g;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
const SHARE = /^-?\d+%$/;
const MONEY = /^(-?\d+) ([A-Z]{3})$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT = /^([+-]\d{6}|\d{4})-\d\d-\d\dT\d\d:\d\dZ$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * A sentence with its values (`marked-values.ts`) in one fixed form, whoever reads it: `12 Nov 2026` by the calendar of `timeZone`
 * (IANA name), `1,203`. For what leaves the app as text: properties, notes, files, the REST API. What is no value stays as it is.
 */
export function writePlain(sentence: string, timeZone: string): string {
  return sentence.includes('⟦')
    ? sentence.replaceAll(MARKED, (mark, value) => writeValue(value, timeZone) ?? mark)
    : sentence;
}

/** The same of every text in an answer; numbers, dates and names of fields stay. */
export function writeAllPlain<Answer>(answer: Answer, timeZone: string): Answer {
  const write = (value: unknown): unknown => {
    if (typeof value === 'string') return writePlain(value, timeZone);
    if (Array.isArray(value)) return value.map(write);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, write(each)]));
  };
  return write(answer) as Answer;
}

function writeValue(value: string, timeZone: string): string | null {
  if (NUMBER.test(value)) return writeNumber(Number(value));
  if (SHARE.test(value)) return value.replace('%', ' %');
  const [, amount, currency] = MONEY.exec(value) ?? [];
  if (amount !== undefined) return `${writeNumber(Number(amount))} ${currency}`;
  const [, year, month, day] = DATE.exec(value) ?? [];
  if (year !== undefined) return writeDay(Number(year), Number(month), Number(day));
  const at = MOMENT.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) return null;
  const [localYear = 0, localMonth = 0, localDay = 0] = localParts(at, timeZone);
  return writeDay(localYear, localMonth, localDay);
}

function writeNumber(value: number): string {
  const [, fraction = ''] = String(Math.abs(value)).split('.');
  const whole = groupThousands(Math.trunc(value));
  return `${value < 0 && value > -1 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function writeDay(year: number, month: number, day: number): string | null {
  const name = MONTHS[month - 1];
  return name === undefined ? null : `${day} ${name} ${year}`;
}
