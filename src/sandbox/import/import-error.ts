interface ImportErrorPlace {
  file: string;
  /** 1-based line in the file; `null` if the file as a whole is wrong. */
  line: number | null;
  /** Name of the column, or its 1-based position if it has none. */
  column: string | null;
  /** What is wrong. */
  problem: string;
  /** What the import accepts instead. */
  expected: string;
}

/** A file of the export that is not what it should be; nothing of the folder is imported. */
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
