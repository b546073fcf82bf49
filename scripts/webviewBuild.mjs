/** How the trace panel is built, into dist/webview for the extension and into a folder of their own for its tests. */
export const webviewBuild = (outdir) => ({
  entryPoints: [
    { in: 'src/webview/main.ts', out: 'panel' },
    { in: 'src/webview/panel.css', out: 'panel' },
    { in: '@vscode/codicons/dist/codicon.css', out: 'codicon' },
  ],
  outdir,
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: ['chrome132', 'es2024'],
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
});
