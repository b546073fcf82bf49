/** Findings about the status that a server answered with. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { sentences } from '../shown.ts';
import { affected, looksLike, said } from './common.ts';

export const answerWords = {
  'http-401-unauthorized': (p, s) => ({
    title: l10n.t('{host} wants credentials (401)', s),
    detail: sentences(
      p['credentialsFrom']
        ? l10n.t(
            'The server answered {statusLine}. Credentials from {credentialsFrom} were sent, and it does not accept them: they are wrong, have expired, or may not read this.',
            p,
          )
        : l10n.t(
            'The server answered {statusLine}. No credentials were sent: neither the URL nor GOAUTH has any for it.',
            p,
          ),
      said(p),
      l10n.t(
        'For a proxy go reads them from .netrc (host and port as in GOPROXY, login and password), from GOAUTH, or from the URL itself.',
      ),
      looksLike(p),
      affected(p),
    ),
    wouldChange: l10n.t('The same URL answers with other credentials.'),
  }),
  'http-403-forbidden': (p, s) => ({
    title: l10n.t('{host} forbids {module}@{version} (403)', s),
    detail: sentences(
      said(p) || l10n.t('{host} gave no reason.', p),
      l10n.t('A 403 is usually a policy of this server or missing rights; only its administrator can tell which.'),
      looksLike(p),
      affected(p),
    ),
    wouldChange: l10n.t('The administrator allows it, or the same URL answers with other credentials.'),
  }),
  'http-429-too-many-requests': (p, s) => ({
    title: l10n.t('{host} limits how often it may be asked (429)', s),
    detail: sentences(
      said(p),
      l10n.t('go does not try again by itself. Wait, and ask for fewer modules at once.'),
      looksLike(p),
      affected(p),
    ),
    wouldChange: l10n.t('The same request succeeds after a pause.'),
  }),
  'http-5xx': (p, s) => ({
    title: l10n.t('{host} failed with {statusLine}', s),
    detail: sentences(
      said(p),
      l10n.t('The server, or something behind it, has a fault. This does not say that the module is missing.'),
      looksLike(p),
      affected(p),
    ),
    wouldChange: l10n.t('The same request succeeds later.'),
  }),
  'http-unexpected-status': (p, s) => ({
    title: l10n.t('{host} answered {statusLine}, which go does not accept', s),
    detail: sentences(
      said(p),
      l10n.t('From a module proxy go accepts only 200; 404 and 410 mean "not here". Every other status is a failure.'),
      looksLike(p),
      affected(p),
    ),
    wouldChange: l10n.t('The server answers 200, 404 or 410.'),
  }),
  'http-404-not-found': (p, s) => ({
    title: l10n.t('{host} does not have {module}@{version} (404)', s),
    detail: sentences(
      said(p),
      l10n.t(
        'Check the path and the version. A proxy may also say 404 for a private module, or for a version that it could not fetch.',
      ),
      looksLike(p),
    ),
    wouldChange: l10n.t('Another server has the same version.'),
  }),
  'http-410-gone': (p, s) => ({
    title: l10n.t('{host} no longer has {module}@{version} (410)', s),
    detail: sentences(
      said(p),
      l10n.t('For go a 410 means the same as a 404: not here. Check the path and the version.'),
      looksLike(p),
    ),
    wouldChange: l10n.t('Another server has the same version.'),
  }),
  'private-module-on-public-proxy': (p, s) => ({
    title: l10n.t('{module} looks private, and {host} cannot see it', s),
    detail: sentences(
      said(p),
      signsOf(p['signs'] ?? ''),
      l10n.t('No pattern in GOPRIVATE matches it, so go asks the proxies, and its name is sent to them.'),
      l10n.t('If the module is public after all, check the path for a typing error.'),
    ),
    wouldChange: l10n.t('The module turns out to be public, or its path to be misspelt.'),
  }),
  'proxy-list-stops-at-error': (p, s) => ({
    title: l10n.t('The comma in GOPROXY ends the search at {entry}', s),
    detail: sentences(
      l10n.t(
        'After a comma go goes on only for 404 and 410. This error is neither, so these are never asked: {next}.',
        p,
      ),
      l10n.t(
        'A pipe (|) would go on after any error. Where a proxy refuses on purpose, the comma is what keeps its policy.',
      ),
      affected(p),
    ),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;

function signsOf(signs: string): string {
  const all: Record<string, string> = {
    'host-not-public': l10n.t('its host is not a public name'),
    'same-owner': l10n.t('it has the same owner as your main module'),
    'owner-in-goprivate': l10n.t('GOPRIVATE already names its owner'),
    'server-words': l10n.t('the proxy was asked for a login'),
  };
  const named = signs.split(', ').flatMap((sign) => (Object.hasOwn(all, sign) ? [all[sign] ?? ''] : []));
  return named.length === 0 ? '' : l10n.t('Signs: {signs}.', { signs: named.join(l10n.t('; ')) });
}
