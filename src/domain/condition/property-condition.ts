/** A test of one company property. Numbers are compared after parsing HubSpot's string; text without case. */
export type PropertyCondition =
  | { kind: 'oneOf'; values: readonly string[] }
  | { kind: 'range'; min?: number; max?: number }
  | { kind: 'containsAny'; values: readonly string[] }
  | { kind: 'known' }
  | { kind: 'isTrue' }
  | { kind: 'withinDays'; days: number };
