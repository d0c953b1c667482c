/** The words of a choice between two ways. */
export interface TwoWayTexts {
  title: string;
  options: readonly { value: 'off' | 'on'; label: string; description: string }[];
  ifOn: string;
  ifOff: string;
  save: string;
  cancel: string;
}
