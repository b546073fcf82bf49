/** Findings about the checksum database, from what was asked of it or from the text of a go command. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { sentences } from '../shown.ts';
import { said } from './common.ts';

export const databaseWords = {
  'sumdb-mismatch': (p, s) => ({
    title: l10n.t('{module}@{version} is not what the checksum database knows', s),
    detail: sentences(
      l10n.t(
        'The bytes that arrived differ from those that the checksum database recorded first. Either the version was changed after it was published, or the server in between sends other bytes.',
      ),
      p['recorded']
        ? l10n.t('Downloaded ({which}) {downloaded}; the database has {recorded}, proved to be in its log.', p)
        : '',
      l10n.t('Do not switch the check off: it is what protects you here.'),
    ),
    wouldChange: null,
  }),
  'sumdb-unreachable': (p, s) => ({
    title: l10n.t('The checksum database at {host} cannot be reached', s),
    detail: sentences(
      l10n.t('The module itself may be fine; go could not look up its hash.'),
      l10n.t('go says: {message}', p),
    ),
    wouldChange: null,
  }),
  'sumdb-proxy-broken': (p) => ({
    title: l10n.t('What came back for the checksum database is not its data'),
    detail: sentences(
      l10n.t('Something between this machine and the checksum database answers in its place, or leaves parts out.'),
      l10n.t('go says: {message}', p),
    ),
    wouldChange: null,
  }),
  'sumdb-404-private': (p, s) => ({
    title: l10n.t('The checksum database does not know {module}: it looks private', s),
    detail: sentences(
      l10n.t(
        'The checksum database can only see public modules. Name private ones in GOPRIVATE, so that go asks neither a proxy nor the database.',
      ),
      said(p),
    ),
    wouldChange: null,
  }),
  'sumdb-404-public': (p, s) => ({
    title: l10n.t('The checksum database does not know {module}@{version}', s),
    detail: sentences(
      l10n.t(
        'The module is public, but the database has not seen this version: it was pushed a moment ago, does not exist, or could not be fetched.',
      ),
      said(p),
    ),
    wouldChange: null,
  }),
  'sumdb-misbehaving': (p, s) => ({
    title: l10n.t('{database} has shown two histories of its log', s),
    detail: sentences(
      l10n.t(
        'A head with {older} records and one with {newer} are both signed with its key, and do not fit. Nobody should trust it until that is explained.',
        p,
      ),
      l10n.t('Keep the report: it holds both heads and a proof that anybody can check.'),
    ),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;
