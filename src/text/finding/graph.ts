/** Findings about paths, versions, go.work and vendor, read from the text of a go command. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { sentences } from '../shown.ts';

export const graphWords = {
  'invalid-github-import-path': (_, s) => ({
    title: l10n.t('"{module}" lacks owner or repository', s),
    detail: sentences(l10n.t('On such a host a path begins with host, owner and repository.')),
    wouldChange: null,
  }),
  'invalid-pseudo-version': (p, s) => ({
    title: l10n.t('{version} of {module} does not fit its commit', s),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('The parts of a pseudo-version, base, time and hash, must agree with the repository.'),
    ),
    wouldChange: null,
  }),
  'incompatible-suffix': (_, s) => ({
    title: l10n.t('{version} of {module} must not end in +incompatible', s),
    detail: sentences(l10n.t('The suffix is only for versions from 2 on that have no go.mod.')),
    wouldChange: null,
  }),
  'module-path-mismatch': (p, s) => ({
    title: l10n.t('{module} calls itself by another path', s),
    detail: sentences(
      l10n.t(
        'The go.mod of the module declares another path than the one that is required: it is a fork, or was renamed.',
      ),
      p['declared'] ? l10n.t('It declares {declared}.', p) : '',
    ),
    wouldChange: null,
  }),
  'case-mismatch': (_, s) => ({
    title: l10n.t('{module} is written with other capital letters elsewhere', s),
    detail: sentences(l10n.t('Paths are compared letter by letter, so two spellings are two modules.')),
    wouldChange: null,
  }),
  'package-not-in-module': (p, s) => ({
    title: l10n.t('{module}@{version} does not have that package', s),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('The package was moved or removed, or stands in a module of its own.'),
    ),
    wouldChange: null,
  }),
  'ambiguous-import': (p) => ({
    title: l10n.t('Two modules provide the same package'),
    detail: sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'missing-requirement': (_, s) => ({
    title: l10n.t('No module in go.mod provides {module}', s),
    detail: sentences(
      l10n.t('The package is imported, but its module was not added yet. This is no failure of the network.'),
    ),
    wouldChange: null,
  }),
  'gomod-needs-update': (p) => ({
    title: l10n.t('go.mod must be updated, and the command may not do it'),
    detail: sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'workspace-dir-missing': (p) => ({
    title: l10n.t('go.work and the folders do not fit together'),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('Either go.work lists a folder that is not there, or it does not list the module in use.'),
    ),
    wouldChange: null,
  }),
  'workspace-mode-conflict': (p) => ({
    title: l10n.t('The command does not work while go.work is active'),
    detail: sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'vendor-inconsistent': () => ({
    title: l10n.t('vendor/modules.txt does not fit go.mod'),
    detail: sentences(l10n.t('go.mod was changed after the vendor folder was written.')),
    wouldChange: null,
  }),
  'lookup-disabled-by-mod-flag': (_, s) => ({
    title: l10n.t('The flag -mod keeps go from looking for {module}', s),
    detail: sentences(
      l10n.t('With -mod=vendor or -mod=readonly go fetches nothing new. A vendor folder implies the first.'),
    ),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;
