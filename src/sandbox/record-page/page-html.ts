/** The shell of every page; `main.js` renders what the path asks for. */
export const PAGE_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Sandbox portal</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/sandbox-assets/styles.css" />
    <script src="/sandbox-assets/main.js" defer></script>
  </head>
  <body>
    <div id="root"></div>
    <noscript>This page needs JavaScript: it runs the app's cards as HubSpot does.</noscript>
  </body>
</html>
`;
