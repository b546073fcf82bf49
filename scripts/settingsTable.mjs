// The table of settings in the READMEs, made from the manifest: `node scripts/settingsTable.mjs`. A test compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const read = (name) => readFileSync(new URL(name, root), 'utf8');
const start = '<!-- settings -->\n';
const end = '\n<!-- /settings -->';

export const readmes = [
  { file: 'README.md', sentences: 'package.nls.json', head: ['Setting', 'Default', 'Meaning'] },
  { file: 'README.zh-cn.md', sentences: 'package.nls.zh-cn.json', head: ['设置', '默认值', '含义'] },
];

export function settingsTable({ sentences, head }) {
  const words = JSON.parse(read(sentences));
  const { properties } = JSON.parse(read('package.json')).contributes.configuration;
  const say = (key) => words[key.replaceAll('%', '')];
  const rows = Object.entries(properties).map(([name, setting]) => {
    const choices = (setting.enum ?? []).map((value, at) => `\`${value}\`: ${say(setting.enumDescriptions[at])}`);
    return [`\`${name}\``, `\`${setting.default}\``, [say(setting.markdownDescription), ...choices].join('<br>')];
  });
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The text with the table between its two marks. */
export function withTable(text, table) {
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  return from < 0 || to < 0 ? text : `${text.slice(0, from + start.length)}${table}${text.slice(to)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const readme of readmes) {
    writeFileSync(new URL(readme.file, root), withTable(read(readme.file), settingsTable(readme)));
  }
}
