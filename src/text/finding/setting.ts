/** Findings about settings. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { type Shown, sentences } from '../shown.ts';
import { affected } from './common.ts';

function where(p: Shown): string {
  if (p['from']) return l10n.t('It is set in {from}.', p);
  return p['origin'] === 'env' ? l10n.t('It is set in the environment of the process.') : '';
}

export const settingWords = {
  'goproxy-invalid': (p, s) => ({
    title: p['element']
      ? l10n.t('go refuses GOPROXY because of "{element}"', s)
      : l10n.t('go refuses the value of GOPROXY'),
    detail: sentences(
      p['message'] ? l10n.t('go says: {message}', p) : '',
      l10n.t(
        'One bad entry makes the whole list unusable, for every module. Only off and direct, in small letters, are words with a meaning.',
      ),
      where(p),
      affected(p),
    ),
    wouldChange: null,
  }),
  'proxy-off': (p) => ({
    title: l10n.t('GOPROXY=off forbids the download'),
    detail: sentences(
      l10n.t('go may not ask any server for this module, and it is not in the module cache.'),
      where(p),
      affected(p),
    ),
    wouldChange: l10n.t('The module is in the module cache.'),
  }),
  'credentials-over-http': (p, s) => ({
    title: l10n.t('go does not send a password to {host} over http', s),
    detail: sentences(
      l10n.t(
        '{url} holds a user name and begins with http. go refuses before it connects, because anyone on the way could read it.',
        p,
      ),
      l10n.t('Use https for this entry. .netrc is not read for http either.'),
      affected(p),
    ),
    wouldChange: null,
  }),
  'setting-ignored-line': (p) => ({
    title: l10n.t('go ignores a line in its settings file'),
    detail: sentences(
      l10n.t('The line: {text}', p),
      where(p),
      l10n.t('go says nothing about it. A setting is NAME=VALUE, one in each line.'),
    ),
    wouldChange: null,
  }),
  'setting-repeated-line': (p, s) => ({
    title: l10n.t('A settings file sets {setting} more than once', s),
    detail: sentences(
      l10n.t('Only one of the lines counts. This one does not: {text}', p),
      where(p),
      l10n.t('Remove the line that you do not want.'),
    ),
    wouldChange: null,
  }),
  'setting-quoted-value': (p, s) => ({
    title: l10n.t('The value of {setting} has quotes that go keeps', s),
    detail: sentences(
      l10n.t('The value is {text}', p),
      where(p),
      l10n.t('go does not remove quotes: they become part of the value.'),
    ),
    wouldChange: null,
  }),
  'setting-trailing-cr': (p, s) => ({
    title: l10n.t('The value of {setting} ends in an invisible character', s),
    detail: sentences(
      l10n.t('The settings file has Windows line ends, and go keeps the carriage return as part of the value.'),
      where(p),
      l10n.t('Save the file with LF line ends.'),
    ),
    wouldChange: null,
  }),
  'setting-shadowed': (p, s) => ({
    title: l10n.t('The environment hides the {setting} in your settings file', s),
    detail: sentences(
      l10n.t(
        'The process environment sets it too, and that value counts. What go env -w writes has no effect until it is removed there.',
      ),
      p['text'] ? l10n.t('The hidden value: {text}', p) : '',
      where(p),
    ),
    wouldChange: null,
  }),
  'setting-relative-path': (p, s) => ({
    title: l10n.t('{setting} must be an absolute path', s),
    detail: sentences(
      l10n.t('The value is {text}', p),
      where(p),
      l10n.t('go refuses a relative path here, or passes over it.'),
    ),
    wouldChange: null,
  }),
  'setting-problem': (p) => ({
    title: l10n.t('Something is wrong with a settings file'),
    detail: sentences(p['text'] ?? '', where(p)),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;
