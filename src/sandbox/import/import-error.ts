interface ImportErrorPlace {
  file: string;
  /** 1-based line in the file; `null` where the file itself is the fault. */
  line: number | null;
  /** Name of the column, or its 1-based position where it has no name. */
  column: string | null;
  /** What was wrong. */
  problem: string;
  /** What the import would have accepted. */
  expected: string;
}

/** A file of the export that cannot be read as what it should be; nothing of the folder is used. */
export class ImportError extends Error {
  readonly place: ImportErrorPlace;

  constructor(place: ImportErrorPlace, cause?: unknown) {
    const line = place.line === null ? '' : `, line ${place.line}`;
    const column = place.column === null ? '' : `, column ${place.column}`;
    super(`${place.file}${line}${column}: ${place.problem}; expected ${place.expected}`, { cause });
    this.name = 'ImportError';
    this.place = place;
  }
}
