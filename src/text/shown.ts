/**
 * Parameters on their way into a sentence. Many come from servers and files: control characters are made visible, long
 * values are cut, and nothing in them is ever read as a template.
 */
import * as l10n from '@vscode/l10n';
import type { Param, Params } from '../protocol/report.ts';
import { currentLanguage } from './language.ts';

/** Parameters by name, each ready to stand in a sentence; '' where there is none. */
export type Shown = Readonly<Record<string, string>>;

const longest = 600;
const longestInTitle = 34;

/** All parameters, cleaned. Lists are joined. */
export function shown(params: Params): Shown {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, showParam(value)]));
}

/** The same, short enough for a first line of at most 80 characters. */
export function shownShort(params: Params): Shown {
  return Object.fromEntries(
    Object.entries(shown(params)).map(([name, value]) => [name, shorten(value, longestInTitle)]),
  );
}

function showParam(value: Param): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((one) => clean(one)).join(', ');
  return clean(String(value));
}

/** One line, without control and direction characters, not longer than a reader needs. */
export function clean(text: string): string {
  const visible = text
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '\ufffd');
  return shorten(visible.trim(), longest);
}

/** Cut in the middle, where paths and URLs differ least. */
export function shorten(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (most - 1 - head)).join('')}`;
}

/** Sentences in a row. One that ends in a quotation or a value gets its full stop; full-width punctuation needs no space. */
export function sentences(...parts: readonly (string | null | false)[]): string {
  const stop = currentLanguage() === 'zh-cn' ? '。' : '.';
  return parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => (/[.。!?！？…][”"]?$/u.test(`${part}`) ? `${part}` : `${part}${stop}`))
    .reduce((text, part) => (text === '' ? part : `${text}${/[。！？”]$/u.test(text) ? '' : ' '}${part}`), '');
}

/** `name: value` with the colon of the language. */
export function labelled(name: string, value: string): string {
  return l10n.t('{0}: {1}', name, value);
}
