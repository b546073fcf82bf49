/** Findings about paths and versions. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { sentences } from '../shown.ts';
import { affected, said } from './common.ts';

export const versionWords = {
  'malformed-module-path': (p, s) => ({
    title: l10n.t('"{module}" cannot be a module path', s),
    detail: sentences(l10n.t('go says: {reason}', p), l10n.t('Nobody was asked. Correct the path.')),
    wouldChange: null,
  }),
  'invalid-version': (p, s) => ({
    title: l10n.t('"{version}" is not a version that go accepts for {module}', s),
    detail: sentences(l10n.t('go says: {reason}', p), l10n.t('Nobody was asked. Correct the version.')),
    wouldChange: null,
  }),
  'major-version-suffix': (p, s) => ({
    title: l10n.t('Path and major version of {module}@{version} do not fit', s),
    detail: sentences(
      p['reason'] ? l10n.t('go says: {reason}', p) : '',
      said(p),
      l10n.t(
        'From version 2 on, the module path ends in the major version, such as /v2. Versions 0 and 1 have no such ending.',
      ),
      p['wantedPath']
        ? l10n.t('For this version the path is {wantedPath}; the imports in your code change with it.', p)
        : '',
    ),
    wouldChange: l10n.t('The module has this version under the path as written.'),
  }),
  'unknown-revision': (p, s) => ({
    title: l10n.t('There is no version {version} of {module}', s),
    detail: sentences(
      said(p),
      Number(p['listed']) > 0 ? l10n.t('The server lists {listed} versions, and this is not one of them.', p) : '',
      p['near'] ? l10n.t('Nearest: {near}.', p) : '',
      l10n.t(
        'A tag that was pushed a moment ago can take up to half an hour to appear, if the proxy was asked too early.',
      ),
    ),
    wouldChange: l10n.t('The version appears in the list, or another server has it.'),
  }),
  'no-matching-version': (p, s) => ({
    title: l10n.t('No version of {module} matches "{query}"', s),
    detail: sentences(
      Number(p['listed']) > 0
        ? l10n.t('The server lists {listed} versions, the newest is {newest}; none fits.', p)
        : l10n.t('The server lists no versions. Perhaps none was tagged, or the list is not one.'),
    ),
    wouldChange: l10n.t('A fitting version appears in the list.'),
  }),
  'file-proxy-missing': (p, s) => ({
    title: l10n.t('The local proxy folder has no {module}@{version}', s),
    detail: sentences(
      p['reason'] === 'notExist' ? l10n.t('There is no file {path}', p) : l10n.t('The file cannot be read: {path}', p),
      l10n.t('A file:// entry serves only what was put there before.'),
    ),
    wouldChange: l10n.t('The file is there and can be read.'),
  }),
  'unexplained-failure': (p, s) => ({
    title: l10n.t('go cannot fetch {module}@{version}', s),
    detail: sentences(l10n.t('go says: {message}', p), affected(p)),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;
