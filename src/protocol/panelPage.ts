/** The HTML document of the trace panel: an empty page with a strict content policy; the script draws everything. */

export interface PanelPage {
  /** What `webview.cspSource` says: where styles, fonts and images may come from. */
  cspSource: string;
  /** Fresh for each page, from a secure source. Only the script that carries it runs. */
  nonce: string;
  /** Address of the folder with panel.js, panel.css and codicon.css, without a slash at its end. */
  base: string;
}

/** No inline style, no inline handler, no connection to anywhere. */
export function panelPage({ cspSource, nonce, base }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Go Modules</title>
    <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${attribute(base)}/codicon.css">
    <link rel="stylesheet" href="${attribute(base)}/panel.css">
  </head>
  <body>
    <div id="panel"></div>
    <script nonce="${attribute(nonce)}" src="${attribute(base)}/panel.js"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
