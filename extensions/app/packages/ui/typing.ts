/** The handlers of a field that is heard at every key and when it is left: HubSpot tells of the one by `onInput`, of the other by `onChange`. */
export function typing(onTyped: (text: string) => void): Record<'onChange' | 'onInput', (text: string) => void> {
  return { onChange: onTyped, onInput: onTyped };
}
