import { z } from 'zod';

/** Types of simple cells: they can be parsed without any other data. */
export type CellType = keyof typeof CELLS;

const TRUE = new Set(['true', 'yes', '1']);
const FALSE = new Set(['false', 'no', '0']);

/** HubSpot's own exports write `2026-11-20 14:05` in the portal's time zone, which the file does not name: read as UTC. */
function toIsoShape(text: string): string {
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T00:00:00Z`;
  const local = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(:\d{2})?$/.exec(text);
  return local === null ? text : `${local[1]}T${local[2]}${local[3] ?? ':00'}Z`;
}

const CELLS = {
  id: { schema: z.string().regex(/^[1-9]\d{0,18}$/), expected: 'a HubSpot record id (digits)' },
  text: { schema: z.string(), expected: 'text' },
  email: { schema: z.email().toLowerCase(), expected: 'an email address' },
  number: {
    schema: z
      .string()
      .regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)
      .transform((text) => (/[eE]/.test(text) ? String(Number(text)) : text)),
    expected: 'a number without separators, such as 1234.5',
  },
  datetime: {
    schema: z
      .string()
      .transform(toIsoShape)
      .pipe(z.iso.datetime({ offset: true }))
      .transform((text) => new Date(text).toISOString()),
    expected: 'a time such as 2026-11-20T14:05:00Z or 2026-11-20 14:05',
  },
  bool: {
    schema: z
      .string()
      .toLowerCase()
      .refine((text) => TRUE.has(text) || FALSE.has(text))
      .transform((text) => String(TRUE.has(text))),
    expected: 'true or false',
  },
} as const satisfies Record<string, { schema: z.ZodType<string>; expected: string }>;

type ParsedCell = { ok: true; value: string } | { ok: false; expected: string };

/** The value HubSpot would store for a non-empty cell (times as ISO in UTC, booleans as `true`/`false`). */
export function parseCell(type: CellType, text: string): ParsedCell {
  const { schema, expected } = CELLS[type];
  const parsed = schema.safeParse(text);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, expected };
}
