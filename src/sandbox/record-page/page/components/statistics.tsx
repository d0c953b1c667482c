import type { StatisticsItemProps, StatisticsProps, StatisticsTrendProps } from '@hubspot/ui-extensions';

const ARROWS = { increase: { sign: '▲', word: 'up' }, decrease: { sign: '▼', word: 'down' } } as const;

export function Statistics({ children }: StatisticsProps) {
  return <div className="hs-statistics">{children}</div>;
}

export function StatisticsItem({ label, number, children }: StatisticsItemProps) {
  return (
    <div className="hs-statistic" role="group" aria-label={label}>
      <span className="hs-statistic-label">{label}</span>
      <span className="hs-statistic-number">{number}</span>
      {children}
    </div>
  );
}

export function StatisticsTrend({ value, direction, color }: StatisticsTrendProps) {
  const { sign, word } = ARROWS[direction];
  const tone = color ?? (direction === 'increase' ? 'green' : 'red');
  return (
    <span className={`hs-trend hs-trend-${tone}`}>
      <span role="img" aria-label={word}>
        {sign}
      </span>{' '}
      {value}
    </span>
  );
}

export function ScoreCircle({ score }: { score: number }) {
  const tone = score >= 70 ? 'green' : score >= 40 ? 'yellow' : 'red';
  return (
    <span className={`hs-score hs-score-${tone}`} role="img" aria-label={`Score ${score} of 100`}>
      {score}
    </span>
  );
}
