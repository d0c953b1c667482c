const DISTANCES_PX: Record<string, number> = {
  flush: 0,
  'extra-small': 4,
  xs: 4,
  small: 8,
  sm: 8,
  medium: 16,
  md: 16,
  large: 24,
  lg: 24,
  'extra-large': 40,
  xl: 40,
};
const ALIGNMENTS: Record<string, string> = {
  start: 'flex-start',
  end: 'flex-end',
  around: 'space-around',
  between: 'space-between',
};

/** Pixels of one of HubSpot's distances, in either spelling; `flush` if none is given. */
export function distancePx(distance: string | undefined): number {
  return DISTANCES_PX[distance ?? 'flush'] ?? 0;
}

/** The CSS keyword of one of HubSpot's alignments. */
export function alignment(word: string | undefined): string | undefined {
  return word === undefined ? undefined : (ALIGNMENTS[word] ?? word);
}

/** `xs`, `sm` or `md` of a size in either spelling. */
export function sizeName(size: string | undefined): 'xs' | 'sm' | 'md' {
  if (size === 'xs' || size === 'extra-small') return 'xs';
  return size === 'sm' || size === 'small' ? 'sm' : 'md';
}
