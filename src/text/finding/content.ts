/** Findings about what a server sent with status 200. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { type Shown, sentences } from '../shown.ts';
import { affected } from './common.ts';

function infoReason(p: Shown): string {
  switch (p['reason']) {
    case 'wrongVersion':
      return l10n.t('The answer is about version "{got}", not the one that was asked for.', p);
    case 'time':
      return l10n.t('The time in the answer is not one that go can read.');
    case 'shape':
      return l10n.t('The answer is JSON, but not in the shape that go expects.');
    default:
      return l10n.t('The answer is empty or damaged, not JSON.');
  }
}

function zipReason(p: Shown): string {
  switch (p['reason']) {
    case 'html':
      return l10n.t('Instead of a zip came a web page, perhaps a login page.');
    case 'unexpected-file':
      return l10n.t('It holds a file outside the module: {unexpected}', p);
    default:
      return l10n.t('The file is not a zip, or it is damaged or cut short.');
  }
}

export const contentWords = {
  'proxy-html-not-json': (p, s) => ({
    title: l10n.t('{host} sent a web page instead of module data', s),
    detail: sentences(
      l10n.t('The answer to {url} is a web page.', p),
      l10n.t(
        'Usual reasons: a network that wants you to sign in first, a login page, or a URL that is not a module proxy.',
      ),
      l10n.t('Open the URL in a browser to see the page.'),
      affected(p),
    ),
    wouldChange: l10n.t('The same URL answers with JSON, for example after signing in to the network.'),
  }),
  'proxy-invalid-info': (p, s) => ({
    title: l10n.t('{host} sent version data that go cannot use', s),
    detail: sentences(infoReason(p), l10n.t('Whoever runs this proxy must repair it.'), affected(p)),
    wouldChange: l10n.t('Another server gives valid data for the same version.'),
  }),
  'zip-invalid': (p, s) => ({
    title: l10n.t('The zip of {module}@{version} is not valid', s),
    detail: sentences(
      zipReason(p),
      l10n.t('go looks at the zip after the download, so no other proxy is asked, not even with a pipe.'),
    ),
    wouldChange: l10n.t('Another server gives a valid zip for the same version.'),
  }),
  'zip-bad-path': (p, s) => ({
    title: l10n.t("The zip of {module}@{version} breaks Go's rules", s),
    detail: sentences(
      l10n.t('go refuses to unpack it: {message}', p),
      p['badFile'] ? l10n.t('The file: {badFile}', p) : '',
      l10n.t('Only the author of the module can repair this, in a new version.'),
    ),
    wouldChange: l10n.t('Another server gives other bytes for the same version.'),
  }),
  'zip-too-large': (_p, s) => ({
    title: l10n.t('The zip of {module}@{version} is too large for go', s),
    detail: l10n.t('go accepts at most 500 MiB. The module must be made smaller or split, in a new version.'),
    wouldChange: null,
  }),
  'gosum-mismatch': (p, s) => ({
    title:
      p['which'] === 'mod'
        ? l10n.t('go.mod of {module}@{version} is not what go.sum expects', s)
        : l10n.t('{module}@{version} is not what go.sum expects', s),
    detail: sentences(
      l10n.t('Downloaded: {downloaded}', p),
      l10n.t('go.sum: {recorded}', p),
      l10n.t(
        'Somebody changed the version after it was published, or a server gives out other bytes. Two hashes do not tell which side is wrong.',
      ),
      l10n.t(
        'Keep the line in go.sum until you know. Deleting it, or emptying the module cache, only hides the question.',
      ),
    ),
    wouldChange: l10n.t('Another source gives bytes with the hash in go.sum.'),
  }),
} satisfies Record<string, FindingSpeaker>;
