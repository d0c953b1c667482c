import type { ChartProps } from '@hubspot/ui-extensions';

/** A chart's numbers by colour group, in the order of the data. */
export interface Series {
  name: string;
  /** One for each category of the chart; `null` if there is none. */
  values: (number | null)[];
}

export interface ChartNumbers {
  categories: string[];
  series: Series[];
  /** The highest value, or the highest sum if stacked; at least 1. */
  highest: number;
}

/** What a chart draws, from its rows: `datetime` values are shown as days. */
export function readChart({ data, axes: { x, y, options = {} } }: ChartProps): ChartNumbers {
  const rows = Array.isArray(data) ? data : data.data;
  const categoryOf = (row: (typeof rows)[number]): string => {
    const value = row[x.field] ?? '';
    return x.fieldType === 'datetime' ? describeDay(value) : String(value);
  };
  const { groupFieldByColor: by, stacking = false } = options;
  const nameOf = (row: (typeof rows)[number]): string => String(by === undefined ? (y.label ?? y.field) : row[by]);
  const categories = [...new Set(rows.map(categoryOf))];
  const series = [...new Set(rows.map(nameOf))].map((name) => ({
    name,
    values: categories.map((category) => {
      const found = rows.find((row) => categoryOf(row) === category && nameOf(row) === name);
      return found === undefined ? null : Number(found[y.field]);
    }),
  }));
  const perCategory = categories.map((_, index) => series.map(({ values }) => values[index] ?? 0));
  const heights = stacking
    ? perCategory.map((values) => values.reduce((sum, each) => sum + each, 0))
    : perCategory.flat();
  return { categories, series, highest: Math.max(1, ...heights) };
}

/** The numbers as text, for users who cannot see the chart. */
export function describeChart({ categories, series }: ChartNumbers): string {
  return categories
    .map((category, index) => {
      const values = series.map(({ name, values: all }) => `${name} ${all[index] ?? 'unknown'}`);
      return `${category}: ${values.join(', ')}`;
    })
    .join('. ');
}

function describeDay(value: number | string): string {
  const date = new Date(value);
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date);
}
