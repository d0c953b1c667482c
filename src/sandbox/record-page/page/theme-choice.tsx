import { useState } from 'react';

const KEY = 'sandbox-theme';
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Applies the theme last chosen in this browser; light by default. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = readTheme();
}

/** Light or dark, which HubSpot users choose for themselves. */
export function ThemeChoice() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (value: string): void => {
    localStorage.setItem(KEY, value);
    applyTheme();
    setTheme(readTheme());
  };
  return (
    <label>
      Theme{' '}
      <select value={theme} onChange={(event) => choose(event.target.value)}>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}

function readTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === kept) ?? 'light';
}
