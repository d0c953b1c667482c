import type { BarChartProps, ChartProps, LineChartProps } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { describeChart, readChart, type ChartNumbers } from './chart-data.ts';

const COLOURS = ['#d35400', '#00738a', '#7d51b3', '#8a6d00', '#b8336a', '#3366aa'];
const [WIDTH, HEIGHT] = [560, 240];
const PLOT = { left: 8, right: 8, top: 18, bottom: 26 };
const INNER = { width: WIDTH - PLOT.left - PLOT.right, height: HEIGHT - PLOT.top - PLOT.bottom };

export function BarChart(props: BarChartProps) {
  const numbers = readChart(props);
  return (
    <Frame chart={props} numbers={numbers}>
      {props.axes.options?.stacking === true ? (
        <StackedBars numbers={numbers} />
      ) : (
        <BarsBesideEachOther numbers={numbers} withLabels={props.options?.showDataLabels === true} />
      )}
    </Frame>
  );
}

export function LineChart(props: LineChartProps) {
  const numbers = readChart(props);
  const { categories, series, highest } = numbers;
  const at = (index: number): number => centre(index, categories.length);
  return (
    <Frame chart={props} numbers={numbers}>
      {series.map(({ name, values }, each) => {
        const points = values.flatMap((value, index) =>
          value === null ? [] : [{ x: at(index), y: lift(value, highest), value }],
        );
        const last = points.at(-1);
        return (
          <g key={name} stroke={colourOf(each)} fill={colourOf(each)}>
            <polyline fill="none" strokeWidth="3" points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
            {last === undefined ? null : (
              <>
                <circle cx={last.x} cy={last.y} r="4" />
                <text stroke="none" x={last.x} y={last.y - 8} textAnchor="end">
                  {write(last.value)}
                </text>
              </>
            )}
          </g>
        );
      })}
    </Frame>
  );
}

interface FrameProps {
  chart: ChartProps;
  numbers: ChartNumbers;
  children: ReactNode;
}

function Frame({ chart: { options = {}, axes }, numbers, children }: FrameProps) {
  const { categories, series } = numbers;
  const every = Math.ceil(categories.length / 8);
  return (
    <figure className="hs-chart">
      {options.title === undefined ? null : <figcaption>{options.title}</figcaption>}
      {options.showLegend === true ? <Legend names={series.map(({ name }) => name)} /> : null}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={describeChart(numbers)}>
        <line x1={PLOT.left} x2={WIDTH - PLOT.right} y1={HEIGHT - PLOT.bottom} y2={HEIGHT - PLOT.bottom} />
        {children}
        {categories.map((category, index) =>
          index % every === 0 ? (
            <text key={category} x={centre(index, categories.length)} y={HEIGHT - 8} textAnchor="middle">
              {category}
            </text>
          ) : null,
        )}
      </svg>
      {axes.y.label === undefined ? null : <span className="hs-microcopy">{axes.y.label}</span>}
    </figure>
  );
}

function Legend({ names }: { names: readonly string[] }) {
  return (
    <ul className="hs-legend">
      {names.map((name, index) => (
        <li key={name}>
          <i style={{ background: colourOf(index) }} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function BarsBesideEachOther({ numbers, withLabels }: { numbers: ChartNumbers; withLabels: boolean }) {
  const { categories, series, highest } = numbers;
  const room = (INNER.width / categories.length) * 0.76;
  const width = room / series.length;
  return series.map(({ name, values }, each) => (
    <g key={name} fill={colourOf(each)}>
      {values.map((value, index) => {
        if (value === null) return null;
        const x = centre(index, categories.length) - room / 2 + each * width;
        const y = lift(value, highest);
        return (
          <g key={categories[index]}>
            <rect x={x + 1} y={y} width={width - 2} height={HEIGHT - PLOT.bottom - y} />
            {withLabels ? (
              <text x={x + width / 2} y={y - 4} textAnchor="middle">
                {write(value)}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  ));
}

function StackedBars({ numbers: { categories, series, highest } }: { numbers: ChartNumbers }) {
  const width = (INNER.width / categories.length) * 0.6;
  return categories.map((category, index) => {
    let below = 0;
    return (
      <g key={category}>
        {series.map(({ name, values }, each) => {
          const from = below;
          below += values[index] ?? 0;
          const [top, bottom] = [lift(below, highest), lift(from, highest)];
          const x = centre(index, categories.length) - width / 2;
          return <rect key={name} fill={colourOf(each)} x={x} y={top} width={width} height={bottom - top} />;
        })}
        <text x={centre(index, categories.length)} y={lift(below, highest) - 4} textAnchor="middle">
          {write(below)}
        </text>
      </g>
    );
  });
}

function centre(index: number, of: number): number {
  return PLOT.left + ((index + 0.5) * INNER.width) / of;
}

function lift(value: number, highest: number): number {
  return HEIGHT - PLOT.bottom - (value / highest) * INNER.height;
}

function write(value: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(value);
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? '';
}
