import type { IconProps } from '@hubspot/ui-extensions';

const GLYPHS: Record<string, string> = {
  success: '✓',
  warning: '⚠',
  danger: '⚠',
  exclamation: '!',
  exclamationCircle: '!',
  infoCircle: 'i',
  questionCircle: '?',
  add: '+',
  remove: '×',
  delete: '×',
  up: '▲',
  down: '▼',
  left: '‹',
  right: '›',
  upCarat: '⌃',
  downCarat: '⌄',
  refresh: '↻',
  edit: '✎',
  email: '✉',
  calling: '☎',
  contact: '☺',
  date: '▦',
  favorite: '★',
  link: '↗',
  externalLink: '↗',
  lock: '⚿',
};

/** A symbol in place of HubSpot's icon; an icon without a symbol shows its name. */
export function Icon({ name, color = 'inherit', screenReaderText }: IconProps) {
  return (
    <span
      className={`hs-icon hs-icon-${color}`}
      data-icon={name}
      {...(screenReaderText === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': screenReaderText })}
    >
      {GLYPHS[name] ?? `[${name}]`}
    </span>
  );
}
