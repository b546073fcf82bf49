// The tables in the READMEs and in docs that say what the code says already: settings and commands of the manifest,
// commands and options of the help. `node scripts/generateDocs.mjs` writes them between their marks; a test compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commandNames, optionSpecs } from '../src/cli/argument/commands.ts';
import { optionText, optionUsage, summaryOf, usageOf } from '../src/cli/help.ts';
import { inLanguage } from '../src/text/language.ts';

const root = new URL('../', import.meta.url);
const read = (name) => readFileSync(new URL(name, root), 'utf8');

/** The words that only these tables need. */
const languages = {
  en: {
    sentences: 'package.nls.json',
    settings: ['Setting', 'Default', 'Meaning'],
    editor: ['Command', 'Id', 'Where'],
    commands: ['Command', 'What it does'],
    options: ['Option', 'Of the commands', 'Meaning'],
    everywhere: 'all',
    where: {
      canUndo: 'after such a change',
      hasResults: 'once there is a result',
      resourceFilename: 'in a go.mod, go.sum or go.work of a trusted folder',
      isWorkspaceTrusted: 'in a trusted folder',
      '': 'everywhere',
    },
  },
  'zh-cn': {
    sentences: 'package.nls.zh-cn.json',
    settings: ['设置', '默认值', '含义'],
    editor: ['命令', 'ID', '何时可用'],
    commands: ['命令', '作用'],
    options: ['选项', '适用命令', '含义'],
    everywhere: '全部',
    where: {
      canUndo: '更改设置之后',
      hasResults: '有结果之后',
      resourceFilename: '受信任文件夹中的 go.mod、go.sum 或 go.work',
      isWorkspaceTrusted: '受信任的文件夹',
      '': '随时',
    },
  },
};

/** Which file has which tables, in which language. */
export const pages = [
  { file: 'README.md', language: 'en', tables: ['settings', 'editor', 'commands'] },
  { file: 'README.zh-cn.md', language: 'zh-cn', tables: ['settings', 'editor', 'commands'] },
  { file: 'docs/command-line.md', language: 'en', tables: ['commands', 'options'] },
  { file: 'docs/command-line.zh-cn.md', language: 'zh-cn', tables: ['commands', 'options'] },
];

const makers = { settings: settingsRows, editor: editorRows, commands: commandRows, options: optionRows };

/** The text with each of the page's tables between its two marks. */
export function withTables(text, { file, language, tables }) {
  return tables.reduce((done, name) => {
    const rows = [languages[language][name], languages[language][name].map(() => '---'), ...makers[name](language)];
    return replaceBlock(done, name, rows.map((row) => `| ${row.join(' | ')} |`).join('\n'), file);
  }, text);
}

function replaceBlock(text, name, table, file) {
  const [start, end] = [`<!-- ${name} -->\n`, `\n<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${file} has no marks for the table ${name}`);
  return `${text.slice(0, from + start.length)}${table}${text.slice(to)}`;
}

function manifestIn(language) {
  const words = JSON.parse(read(languages[language].sentences));
  const { contributes } = JSON.parse(read('package.json'));
  return { contributes, say: (key) => words[key.replaceAll('%', '')] };
}

function settingsRows(language) {
  const { contributes, say } = manifestIn(language);
  return Object.entries(contributes.configuration.properties).map(([name, setting]) => {
    const choices = (setting.enum ?? []).map((value, at) => `\`${value}\`: ${say(setting.enumDescriptions[at])}`);
    return [`\`${name}\``, `\`${setting.default}\``, [say(setting.markdownDescription), ...choices].join('<br>')];
  });
}

/** Commands that the palette never shows are called from a line, a link or the panel. */
function editorRows(language) {
  const { contributes, say } = manifestIn(language);
  const { where } = languages[language];
  return contributes.commands.flatMap(({ command, title, enablement = '' }) => {
    const menu = contributes.menus.commandPalette.find((entry) => entry.command === command);
    if (menu?.when === 'false') return [];
    const condition = Object.keys(where).find((word) => `${menu?.when} ${enablement}`.includes(word));
    return [[say(title), `\`${command}\``, where[condition]]];
  });
}

/** `serve` is for the editor alone. */
const forUsers = commandNames.filter((name) => name !== 'serve');

/** A vertical bar ends a cell, also within backticks. */
const cell = (text) => text.replaceAll('|', '\\|');

function commandRows(language) {
  return inLanguage(language, () =>
    forUsers.map((name) => [`\`${cell(`gomod-doctor ${usageOf(name)}`)}\``, cell(summaryOf(name))]),
  );
}

function optionRows(language) {
  const ofUsers = optionSpecs.filter(({ commands }) => commands.some((name) => forUsers.includes(name)));
  return inLanguage(language, () =>
    ofUsers.map((spec) => {
      const names = forUsers.filter((name) => spec.commands.includes(name));
      const where = names.length === forUsers.length ? languages[language].everywhere : names.join(', ');
      return [`\`${cell(optionUsage(spec))}\``, where, cell(optionText(spec))];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const page of pages) writeFileSync(new URL(page.file, root), withTables(read(page.file), page));
}
