const MAX_EXAMPLES = 5;
const MAX_EXAMPLE_LENGTH = 80;

/** One reason, how often it applied, and where it was first seen. */
export interface Exception {
  reason: string;
  count: number;
  examples: { line: number; value: string }[];
}

/** The result for the rows of one file. `rowsRead` = the sum of `imported` + the sum of `skipped`. */
export interface FileSummary {
  file: string;
  rowsRead: number;
  /** `kind` is the row's own (an activity's type, else the object type), `as` what it is in the portal. */
  imported: { kind: string; as: string; count: number }[];
  /** Rows that were not imported. */
  skipped: Exception[];
  /** Cells that were not imported although their rows mostly were. */
  cellsLeftOut: Exception[];
}

export interface ImportSummary {
  files: FileSummary[];
  /** Opens and clicks that are counted on their contact but are older than the history HubSpot keeps, so they have no date. */
  undatedEmailActivities: number;
  /** Options the portal has in addition to HubSpot's own, by `objectType.property`. */
  addedOptions: Record<string, string[]>;
  /** Columns that became custom properties, as `objectType.property`. */
  customProperties: string[];
  /** What the import had to assume, in sentences. */
  assumptions: string[];
}

/** Counts the result for each row of one file. */
export class FileTally {
  readonly file: string;
  #rowsRead = 0;
  readonly #imported = new Map<string, FileSummary['imported'][number]>();
  readonly #skipped = new Map<string, Exception>();
  readonly #leftOut = new Map<string, Exception>();

  constructor(file: string) {
    this.file = file;
  }

  countRead(): void {
    this.#rowsRead += 1;
  }

  countImported(kind: string, as: string): void {
    const key = `${kind}\n${as}`;
    const entry = this.#imported.get(key) ?? { kind, as, count: 0 };
    entry.count += 1;
    this.#imported.set(key, entry);
  }

  skipRow(reason: string, line: number, value: string): void {
    countException(this.#skipped, reason, line, value);
  }

  leaveOutCell(reason: string, line: number, value: string): void {
    countException(this.#leftOut, reason, line, value);
  }

  toSummary(): FileSummary {
    return {
      file: this.file,
      rowsRead: this.#rowsRead,
      imported: [...this.#imported.values()],
      skipped: [...this.#skipped.values()],
      cellsLeftOut: [...this.#leftOut.values()],
    };
  }
}

function countException(exceptions: Map<string, Exception>, reason: string, line: number, value: string): void {
  const exception = exceptions.get(reason) ?? { reason, count: 0, examples: [] };
  exception.count += 1;
  if (exception.examples.length < MAX_EXAMPLES) {
    exception.examples.push({ line, value: value.slice(0, MAX_EXAMPLE_LENGTH) });
  }
  exceptions.set(reason, exception);
}
