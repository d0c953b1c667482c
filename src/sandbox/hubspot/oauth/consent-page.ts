import type { HubSpotProject } from '../hubspot-project.ts';

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;background:#f5f8fa;color:#33475b;margin:0}
main{max-width:34rem;margin:8vh auto;background:#fff;border:1px solid #dfe3eb;border-radius:6px;padding:2rem}
h1{font-size:1.35rem;margin:0 0 .5rem}ul{padding-left:1.2rem}code{background:#f5f8fa;padding:.1rem .3rem}
button{background:#ff5c35;color:#fff;border:0;border-radius:3px;padding:.7rem 1.4rem;font:inherit;font-weight:600;cursor:pointer}`;

function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${content}</main></body></html>`;
}

export interface ConsentRequest {
  scopes: readonly string[];
  optionalScopes: readonly string[];
  /** Where the form is posted to. */
  path: string;
  /** The parameters of the authorize request, posted back unchanged. */
  parameters: Readonly<Record<string, string>>;
}

/** What a portal's admin sees before connecting an app: which app asks, and for what. */
export function renderConsentPage(app: HubSpotProject['app'], portalName: string, request: ConsentRequest): string {
  const item = (scope: string): string => `<li><code>${escapeHtml(scope)}</code></li>`;
  const optional = request.optionalScopes.map(
    (scope) =>
      `<li><label><input type="checkbox" name="granted_optional" value="${escapeHtml(scope)}" checked> <code>${escapeHtml(scope)}</code> (optional)</label></li>`,
  );
  const hidden = Object.entries(request.parameters).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    `Connect ${app.name}`,
    `<form method="post" action="${escapeHtml(request.path)}"><h1>Connect ${escapeHtml(app.name)} to ${escapeHtml(portalName)}</h1>
<p>${escapeHtml(app.description)}</p><p>This app wants to:</p><ul>${request.scopes.map(item).join('')}${optional.join('')}</ul>
${hidden.join('')}<button type="submit">Connect app</button></form>`,
  );
}

/** The page on which a user of several accounts chooses one. */
export function renderAccountChoice(accounts: readonly { name: string; href: string }[]): string {
  const items = accounts.map(({ name, href }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(name)}</a></li>`);
  return page('Choose an account', `<h1>Choose an account</h1><ul>${items.join('')}</ul>`);
}

export function renderAuthorizeError(message: string): string {
  return page('Authorization failed', `<h1>Authorization failed</h1><p>${escapeHtml(message)}</p>`);
}
