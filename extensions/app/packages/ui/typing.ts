/**
 * The handlers of a field that reports every keystroke and leaving it: HubSpot calls `onInput` for the one and
 * `onChange` for the other.
 */
export function typing(onTyped: (text: string) => void): Record<'onChange' | 'onInput', (text: string) => void> {
  return { onChange: onTyped, onInput: onTyped };
}
