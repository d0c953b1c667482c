import type { FieldFault } from 'roundtable-ui/call-app.ts';
import type { ConditionFault } from 'roundtable-ui/condition-draft.ts';

/** What was wrong with the model that was to be saved; `tiering.rules.1.seats` is where. */
export type ModelFaults = readonly ConditionFault[];

const PARTS: ReadonlySet<string> = new Set(['name', 'fit', 'engagement', 'intent', 'committee', 'stage', 'tiering']);

/** Whether a fault is of a part of the model, and so is told beside an input. */
export function isOfModel({ field }: FieldFault): boolean {
  return PARTS.has(placeOf(field).split('.')[0] ?? '');
}

function placeOf(field: string): string {
  return field.replace(/^model\./, '');
}

/** The faults of a refused change by their place in the model. */
export function readFaults(faults: readonly FieldFault[]): ModelFaults {
  return faults.map(({ field, problem }) => ({ path: placeOf(field), problem }));
}

/** What is wrong at a place, or within it. */
export function problemAt(faults: ModelFaults, path: string): string | undefined {
  return faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`))?.problem;
}

/** The faults of a part, by their places in it. */
export function faultsOfPart(faults: ModelFaults, path: string): ModelFaults {
  return faults.flatMap((fault) => {
    if (fault.path === path) return [{ ...fault, path: '' }];
    return fault.path.startsWith(`${path}.`) ? [{ ...fault, path: fault.path.slice(path.length + 1) }] : [];
  });
}
