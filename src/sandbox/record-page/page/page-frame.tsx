import type { ReactNode } from 'react';
import type { PortalView } from '../record-page-data.ts';
import { becomeUser } from './call-sandbox.ts';
import { ThemeChoice } from './theme-choice.tsx';

const LINKS = [
  { href: '/', label: 'Companies', isHere: (path: string) => path === '/' || /^\/(companies|contacts)\//.test(path) },
  { href: '/accounts', label: 'Target accounts', isHere: (path: string) => path.startsWith('/accounts') },
  { href: '/settings', label: 'App settings', isHere: (path: string) => path.startsWith('/settings') },
];

/** The frame of every page: its name, a note that this is not a real portal, and whether the app is installed. */
export function PageFrame({ portal, path, children }: { portal: PortalView; path: string; children: ReactNode }) {
  const { user, users } = portal;
  return (
    <>
      <header className="frame-bar">
        <a className="frame-portal" href="/">
          {portal.name}
        </a>
        <span className="frame-badge">Sandbox, not HubSpot</span>
        <nav aria-label="Pages">
          {LINKS.map(({ href, label, isHere }) => (
            <a key={href} href={href} aria-current={isHere(path) ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
        <div className="frame-choices">
          <ThemeChoice />
          <label>
            You are{' '}
            <select value={user.email} onChange={(event) => becomeUser(event.target.value)}>
              {users.map(({ email, firstName, lastName }) => (
                <option key={email} value={email}>
                  {firstName} {lastName}
                </option>
              ))}
            </select>
          </label>
        </div>
      </header>
      {portal.isInstalled ? null : (
        <p className="frame-notice" role="status">
          {portal.appName} is not installed in this portal yet: tiers and cards stay empty until it is.
        </p>
      )}
      <main>{children}</main>
    </>
  );
}
