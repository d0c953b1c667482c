/** What the admin's browser keeps between the pages of an install. */
interface Browser {
  cookie: string;
}

/**
 * Installs the app as an admin does in a browser: the app's install link, HubSpot's consent page with every scope
 * ticked, and back.
 * @throws Error naming the page that did not answer as expected
 */
export async function installApp(appUrl: string): Promise<void> {
  const browser: Browser = { cookie: '' };
  const toConsent = await visit(browser, `${appUrl}/oauth/install`);
  const consentUrl = locationOf(toConsent, 'the install link');
  const consent = await visit(browser, consentUrl);
  const form = readForm(await consent.text());
  const answer = await fetch(new URL('/oauth/authorize', consentUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  const callback = await visit(browser, locationOf(answer, 'the consent page'));
  if (!callback.ok) throw new Error(`The app refused the install: ${await callback.text()}`);
}

async function visit(browser: Browser, url: string): Promise<Response> {
  const response = await fetch(url, { headers: { Cookie: browser.cookie }, redirect: 'manual' });
  const set = response.headers.getSetCookie()[0]?.split(';')[0];
  if (set !== undefined) browser.cookie = set;
  return response;
}

function locationOf(response: Response, page: string): string {
  const location = response.headers.get('Location');
  if (location === null) throw new Error(`${page} answered ${response.status} and did not go on.`);
  return location;
}

/** The fields of the consent page's form, with every box ticked. */
function readForm(html: string): URLSearchParams {
  const form = new URLSearchParams();
  for (const [, name = '', value = ''] of html.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)) {
    form.append(name, unescapeHtml(value));
  }
  return form;
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
