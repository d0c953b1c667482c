/**
 * The handlers of a field that reports every keystroke and when it is left: HubSpot calls `onInput` for the former and
 * `onChange` for the latter.
 */
export function typing(onTyped: (text: string) => void): Record<'onChange' | 'onInput', (text: string) => void> {
  return { onChange: onTyped, onInput: onTyped };
}
