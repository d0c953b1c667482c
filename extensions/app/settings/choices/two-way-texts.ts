/** The words of a choice between two ways. */
export interface TwoWayTexts {
  /** The first line: why there is nothing to do, and when there would be. */
  toDo: string;
  title: string;
  options: readonly { value: 'off' | 'on'; label: string; description: string }[];
  ifOn: string;
  ifOff: string;
  save: string;
  cancel: string;
}
