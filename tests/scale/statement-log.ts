/** A statement as PostgreSQL took it, and for whom its connection spoke: a portal's id, `every`, or nobody. */
export interface LoggedStatement {
  text: string;
  tenant: string;
}

export interface StatementLog {
  /** What PostgreSQL is started with. */
  postgresFlags: string[];
  /** Takes what PostgreSQL says. */
  onOutput: (output: string) => void;
  /** Everything a database was asked so far, in order. */
  read: (database: string) => LoggedStatement[];
}

/** Begins each entry of the log; lines that go on with one do not have it. */
const ENTRY = '@@entry';
const ENTRY_PATTERN = /^ (?<pid>\d+) (?<database>\S+) (?<kind>LOG|DETAIL): {2}(?<message>[^]*)$/;

/** All statements by the log of PostgreSQL itself: also those that no hook of ours is told of. */
export function createStatementLog(): StatementLog {
  const outputs: string[] = [];
  const settings = ['log_statement=all', `log_line_prefix=${ENTRY} %p %d `, 'log_destination=stderr'];
  return {
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onOutput: (output) => void outputs.push(output),
    read: (database) => readStatements(outputs.join(''), database),
  };
}

function readStatements(log: string, wanted: string): LoggedStatement[] {
  const tenants = new Map<string, string>();
  /** Connections whose last statement told for whom they speak: its parameter follows. */
  const telling = new Set<string>();
  const statements: LoggedStatement[] = [];
  for (const entry of log.split(ENTRY)) {
    const { pid = '', database, kind, message = '' } = ENTRY_PATTERN.exec(entry)?.groups ?? {};
    if (database !== wanted) continue;
    if (kind === 'DETAIL') {
      if (telling.delete(pid)) tenants.set(pid, /\$1 = '(?<to>[^']*)'/.exec(message)?.[1] ?? '');
      continue;
    }
    const text = /^(?:statement|execute [^:]*): (?<text>[^]*)$/.exec(message)?.groups?.['text']?.trim();
    if (text === undefined) continue;
    if (text.includes("set_config('app.tenant'")) telling.add(pid);
    else statements.push({ text, tenant: tenants.get(pid) ?? '' });
  }
  return statements;
}
