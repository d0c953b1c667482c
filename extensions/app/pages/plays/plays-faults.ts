import type { FieldFault } from 'roundtable-ui/call-app.ts';
import type { ConditionFault } from 'roundtable-ui/condition-draft.ts';

/** What is wrong with the trigger, by its place in it: `edit.when.all[1].score` is `all.1.score`. */
export function listTriggerFaults(faults: readonly FieldFault[]): ConditionFault[] {
  return faults.flatMap(({ field, problem }) => {
    const [edit, when, ...path] = field.split(/[.[\]]+/).filter((step) => step !== '');
    return edit === 'edit' && when === 'when' ? [{ path: path.join('.'), problem }] : [];
  });
}

/** What the server says of a field, with the step and the field in words. */
export function toPlain(message: string): string {
  return message
    .replaceAll(
      /edit\.steps\.(\d+)\.(\w+)/g,
      (_all, index: string, field: string) => `step ${Number(index) + 1}, ${field}`,
    )
    .replaceAll('edit.when.', 'the trigger, ')
    .replaceAll('edit.when', 'the trigger')
    .replaceAll('edit.aim.', 'the aim, ')
    .replaceAll('edit.aim', 'the aim')
    .replaceAll('edit.', '')
    .replaceAll(/Check text\.(\w+)/g, 'Check $1');
}
