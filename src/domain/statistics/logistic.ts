/** Which of the observations carry each of the model's marks: for every observation the indices of its marks. */
export interface LogisticData {
  marks: readonly (readonly number[])[];
  outcomes: readonly boolean[];
  /** How many marks there are. */
  width: number;
}

/** Keeps the weights finite where a mark separates the outcomes. */
const RIDGE = 0.05;
const MOST_STEPS = 25;
const PRECISION = 1e-8;

/** Fits `log-odds = intercept + Σ weights of the marks` by Newton's method. @returns the chance of success of every observation */
export function fitChances(data: LogisticData): number[] {
  const size = data.width + 1;
  const weights = Array.from({ length: size }, () => 0);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const change = solve(...buildSystem(data, weights));
    for (const [index, delta] of change.entries()) weights[index] = (weights[index] ?? 0) + delta;
    if (change.every((delta) => Math.abs(delta) < PRECISION)) break;
  }
  return data.marks.map((marks) => chance(marks, weights));
}

function chance(marks: readonly number[], weights: readonly number[]): number {
  const logOdds = marks.reduce((sum, mark) => sum + (weights[mark + 1] ?? 0), weights[0] ?? 0);
  return 1 / (1 + Math.exp(-logOdds));
}

/** Gradient and information of the penalised likelihood; the intercept is not penalised. */
function buildSystem({ marks, outcomes, width }: LogisticData, weights: readonly number[]): [number[][], number[]] {
  const size = width + 1;
  const matrix = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_column, column): number => (row === column && row > 0 ? RIDGE : 0)),
  );
  const gradient = weights.map((weight, index) => (index === 0 ? 0 : -RIDGE * weight));
  for (const [at, held] of marks.entries()) {
    const expected = chance(held, weights);
    const spread = expected * (1 - expected);
    const columns = [0, ...held.map((mark) => mark + 1)];
    for (const row of columns) {
      gradient[row] = (gradient[row] ?? 0) + (outcomes[at] ? 1 : 0) - expected;
      const line = matrix[row] ?? [];
      for (const column of columns) line[column] = (line[column] ?? 0) + spread;
    }
  }
  return [matrix, gradient];
}

/** Gauss–Jordan elimination of a symmetric positive definite system. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((line, index) => [...line, right[index] ?? 0]);
  for (const [pivot, pivotRow] of rows.entries()) {
    const scale = pivotRow[pivot] || 1;
    for (const [index, row] of rows.entries()) {
      if (index === pivot) continue;
      const factor = (row[pivot] ?? 0) / scale;
      if (factor !== 0)
        for (const [column, value] of pivotRow.entries()) row[column] = (row[column] ?? 0) - factor * value;
    }
  }
  return rows.map((row, index) => (row.at(-1) ?? 0) / (row[index] || 1));
}
