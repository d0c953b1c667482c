/** The facts that rows hold, by company id, in the order of the rows. */
export function groupByCompany<Row extends { company_id: string }, Fact>(
  rows: readonly Row[],
  toFact: (row: Row) => Fact,
): Map<string, Fact[]> {
  const groups = Map.groupBy(rows, (row) => row.company_id);
  return new Map([...groups].map(([companyId, held]) => [companyId, held.map(toFact)]));
}
