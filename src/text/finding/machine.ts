/** Findings about settings, disks and toolchains, read from the text of a go command. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { sentences } from '../shown.ts';

export const machineWords = {
  'gosumdb-invalid': (p) => ({
    title: l10n.t('go refuses the setting GOSUMDB'),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('GOSUMDB must name a checksum database, or be off. A toolchain is fetched only with a database.'),
    ),
    wouldChange: null,
  }),
  'gotoolchain-invalid': (p) => ({
    title: l10n.t('go refuses the setting GOTOOLCHAIN'),
    detail: sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'gopath-invalid': (p) => ({
    title: l10n.t('go refuses the setting GOPATH or GOMODCACHE'),
    detail: sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'modules-off': (_, s) => ({
    title: l10n.t('Modules are switched off, so {module} is looked for in GOPATH', s),
    detail: sentences(l10n.t('GO111MODULE=off, or an old Go outside a module, keeps go from fetching modules.')),
    wouldChange: null,
  }),
  'no-main-module': () => ({
    title: l10n.t('There is no go.mod here'),
    detail: sentences(l10n.t('The command needs a module, and none was found in this folder or above it.')),
    wouldChange: null,
  }),
  'disk-full': (p) => ({
    title: l10n.t('There is no space left for the module cache'),
    detail: sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'permission-denied-cache': (p) => ({
    title: l10n.t('go may not write into its cache'),
    detail: sentences(l10n.t('go says: {message}', p), l10n.t('Often an earlier run as another user made the files.')),
    wouldChange: null,
  }),
  'toolchain-not-available': (_, s) => ({
    title: l10n.t('The Go toolchain {version} cannot be had', s),
    detail: sentences(
      l10n.t('Either there is no such release, or GOPROXY has none: go prints the same text for both.'),
    ),
    wouldChange: null,
  }),
  'go-version-too-new': (p) => ({
    title: l10n.t('A newer Go is required than the one that runs'),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('With GOTOOLCHAIN=local go does not fetch another toolchain.'),
    ),
    wouldChange: null,
  }),
  'go-version-format': (p) => ({
    title: l10n.t('This Go is too old to read the go.mod'),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('Three-part go versions and toolchain lines need Go 1.21 or newer.'),
    ),
    wouldChange: null,
  }),
  'std-package-missing': (p) => ({
    title: l10n.t('This Go does not have a package of the standard library yet'),
    detail: sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'version-syntax-unsupported': (p) => ({
    title: l10n.t('This Go or command does not take PATH@VERSION'),
    detail: sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'not-a-fetch-error': () => ({
    title: l10n.t('This text is about something other than fetching modules'),
    detail: sentences(l10n.t('It is output of a compiler, a test or another tool, or only progress.')),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;
