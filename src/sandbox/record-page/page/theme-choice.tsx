import { useState } from 'react';

const KEY = 'sandbox-theme';
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Shows the page in the theme that was chosen last in this browser; light where none was. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = readTheme();
}

/** Light or dark, as people choose it in HubSpot for themselves. */
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
