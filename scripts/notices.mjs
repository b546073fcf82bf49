// The licences of what is bundled into the extension: they ask to travel with every copy.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Development packages that esbuild puts into the panel. */
const panelPackages = ['lit', '@vscode-elements/elements', '@vscode/codicons'];

/** The text of ThirdPartyNotices.txt. */
export function thirdPartyNotices(root) {
  const { dependencies } = readManifest(root, '.');
  const names = closure(root, [...Object.keys(dependencies), ...panelPackages]);
  const head = 'Go Modules Doctor contains code and icons of the following packages.\n';
  return [head, ...names.map((name) => notice(root, name))].join(`\n${'─'.repeat(80)}\n\n`);
}

function closure(root, names) {
  const found = new Set();
  const visit = (name) => {
    // Types are not shipped.
    if (found.has(name) || name.startsWith('@types/')) return;
    found.add(name);
    for (const next of Object.keys(readManifest(root, `node_modules/${name}`).dependencies ?? {})) visit(next);
  };
  for (const name of names) visit(name);
  return [...found].sort();
}

function notice(root, name) {
  const { version, license } = readManifest(root, `node_modules/${name}`);
  const folder = path.join(root, 'node_modules', name);
  const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

function readManifest(root, folder) {
  const file = path.join(root, folder, 'package.json');
  if (!existsSync(file)) throw new Error(`${folder} is not installed`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
