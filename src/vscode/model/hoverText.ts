/** The hover of a require line: verdict, a small table, links to commands. Markdown; everything from outside is escaped. */
import * as l10n from '@vscode/l10n';
import { ageWords } from './age.ts';
import { annotate } from './annotation.ts';
import { hasFailed, type ModuleFact } from './moduleFact.ts';
import type { Recall } from './resultStore.ts';

export interface HoverInput {
  path: string;
  version: string;
  recall: Recall | null;
  /** The editor shows our diagnostic of this line above the hover: its reasons are not repeated. */
  isUnderlined: boolean;
  nowMs: number;
  /** `[command id, title, arguments]`, in order. */
  links: readonly HoverLink[];
}

export interface HoverLink {
  command: string;
  title: string;
  arguments: readonly unknown[];
}

export function hoverMarkdown({ path, version, recall, isUnderlined, nowMs, links }: HoverInput): string {
  const head = `**${escapeMarkdown(path)}** ${escapeMarkdown(version)}`;
  const body = recall === null ? [l10n.t('Nothing is known yet.')] : known(recall, isUnderlined, nowMs);
  const goText = recall === null || isUnderlined ? [] : goWords(recall.fact);
  return [head, ...body, links.map(linkMarkdown).join(' · '), ...goText].join('\n\n');
}

function known({ fact, isOutdated }: Recall, isUnderlined: boolean, nowMs: number): string[] {
  const table = rows(fact, isOutdated, nowMs).map(([name, value]) => `| ${name} | ${value} |`);
  return [...verdict(fact, isUnderlined, nowMs), ['| | |', '|---|---|', ...table].join('\n')];
}

function verdict(fact: ModuleFact, isUnderlined: boolean, nowMs: number): string[] {
  if (fact.problem === null) {
    return [escapeMarkdown(annotate({ kind: 'fact', fact, isOutdated: false }, nowMs).text)];
  }
  const { title, detail, code, helpUrl } = fact.problem;
  const icon = hasFailed(fact) && !fact.failsOnlyWhenEmpty ? '$(error)' : '$(warning)';
  const link = /^https:\/\/[\w./%-]+$/.test(helpUrl) ? ` ([${escapeMarkdown(code)}](${helpUrl}))` : '';
  return [`${icon} **${escapeMarkdown(title)}**${link}`, ...(isUnderlined ? [] : [escapeMarkdown(detail)])];
}

function rows(fact: ModuleFact, isOutdated: boolean, nowMs: number): [string, string][] {
  const age = ageWords(fact.checkedAt, nowMs);
  const time = fact.ms === null ? '' : ` (${Math.round(fact.ms)} ms)`;
  return [
    [l10n.t('Served by'), `${escapeMarkdown(servedBy(fact))}${time}`],
    [l10n.t('Checksum'), escapeMarkdown(checksum(fact))],
    [l10n.t('Private'), isPrivate(fact)],
    [
      l10n.t('Module cache'),
      fact.isCached ? l10n.t('in the module cache') : l10n.t('not in the module cache, or not looked at'),
    ],
    [l10n.t('Checked'), isOutdated ? `${age}, ${l10n.t('settings or files have changed since')}` : age],
  ];
}

function servedBy({ servedBy: by, mode }: ModuleFact): string {
  switch (by) {
    case null:
      return mode === 'offline' ? l10n.t('not asked') : l10n.t('nobody');
    case 'direct':
      return l10n.t('the repository itself (direct)');
    case 'cache':
      return l10n.t('the module cache');
    case 'vendor':
      return l10n.t('the vendor folder');
    case 'directory':
      return l10n.t('a folder (replace)');
    default:
      return by;
  }
}

function checksum({ checksum: { verdict, by, pattern } }: ModuleFact): string {
  switch (verdict) {
    case 'verified':
      return by === 'sumdb' ? l10n.t('verified by the checksum database') : l10n.t('verified by go.sum');
    case 'recorded':
      return l10n.t('go.sum has a line; the bytes were not looked at');
    case 'mismatch':
      return l10n.t('checksum mismatch');
    case 'exempt':
      return pattern === null ? l10n.t('exempt') : l10n.t('exempt by the pattern {0}', pattern);
    case 'unverified':
      return l10n.t('not verified');
    case 'not-checked':
      return l10n.t('not checked');
  }
}

function isPrivate({ private: by }: ModuleFact): string {
  return by === null
    ? l10n.t('no pattern matches')
    : l10n.t('{0} matches {1}', escapeMarkdown(by.setting), escapeMarkdown(by.pattern));
}

function goWords({ goError }: ModuleFact): string[] {
  if (goError === null) return [];
  const text = goError.slice(0, 1500).replaceAll('```', "'''");
  return [l10n.t('go prints:'), `\`\`\`text\n${text}\n\`\`\``];
}

function linkMarkdown({ command, title, arguments: args }: HoverLink): string {
  const query = encodeURIComponent(JSON.stringify(args)).replaceAll('(', '%28').replaceAll(')', '%29');
  return `[${escapeMarkdown(title)}](command:${command}?${query})`;
}

/** Text that a server or a file may have chosen, as text: no links, no markup, no icons, no table cells, one line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|<>~$&@-]/g, '\\$&')
    .replace(/:\/\//g, '\\://');
}
