import type { Portal } from '../../storage/portal/portals.ts';

/** What an admin sees after the consent page. */
export function installedPage(portal: Portal, hubspotAppUrl: string): string {
  return connected(
    `The first sync of portal ${portal.portalId} has started. You can close this page.`,
    `<a href="${settingsUrl(portal, hubspotAppUrl)}">Watch it on the app's settings page</a>`,
  );
}

/** What that admin sees on loading the page again. */
export function connectedPage(portal: Portal, hubspotAppUrl: string): string {
  return connected(
    `Portal ${portal.portalId} was connected with this page already. You can close it.`,
    `<a href="${settingsUrl(portal, hubspotAppUrl)}">See how it stands on the app's settings page</a>`,
  );
}

/** What an admin sees after declining, or when the install failed. */
export function refusedPage(reason: string): string {
  return page(
    'Roundtable was not connected',
    `<p>${escapeHtml(reason)}</p><p>Nothing was changed. <a href="/oauth/install">Try again</a></p>`,
  );
}

function connected(text: string, link: string): string {
  return page('Roundtable is connected', `<p>${text}</p><p>${link}</p>`);
}

function settingsUrl({ portalId }: Portal, hubspotAppUrl: string): string {
  return escapeHtml(`${hubspotAppUrl}/integrations-settings/${portalId}/installed`);
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
    <body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
