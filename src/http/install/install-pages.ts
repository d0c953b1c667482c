import type { Portal } from '../../storage/portal/portals.ts';

/** What an admin sees after the consent page. */
export function installedPage(portal: Portal, hubspotAppUrl: string): string {
  const settings = `${hubspotAppUrl}/integrations-settings/${portal.portalId}/installed`;
  return page(
    'Roundtable is connected',
    `<p>The first sync of portal ${portal.portalId} has started. You can close this page.</p>
     <p><a href="${escapeHtml(settings)}">Watch it on the app's settings page</a></p>`,
  );
}

/** What an admin sees who declined, or whose install could not be completed. */
export function refusedPage(reason: string): string {
  return page(
    'Roundtable was not connected',
    `<p>${escapeHtml(reason)}</p><p>Nothing was changed. <a href="/oauth/install">Try again</a></p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
    <body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
