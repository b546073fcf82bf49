/** Findings of `verify`: who has other bytes than whom. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import type { Shown } from '../shown.ts';
import { sentences } from '../shown.ts';

function hashes(p: Shown): string {
  return p['wanted'] ? l10n.t('{which}: {found} in place of {wanted}.', p) : '';
}

export const verifiedWords = {
  'cache-modified': (p, s) => ({
    title: p['module']
      ? l10n.t('The module cache has other bytes for {module}@{version}', s)
      : l10n.t('Files in the module cache were changed'),
    detail: p['module']
      ? sentences(
          p['found'] ? hashes(p) : l10n.t('The zip cannot be read.'),
          l10n.t(
            'A damaged disk, an edit by hand, or another program changed {path}. go does not look at it again.',
            p,
          ),
        )
      : sentences(l10n.t('go says: {message}', p)),
    wouldChange: null,
  }),
  'gosum-wrong': (p, s) => ({
    title: l10n.t('go.sum has a wrong hash for {module}@{version}', s),
    detail: sentences(
      l10n.t('Recorded ({which}) {recorded}; the checksum database has {wanted}, proved to be in its log.', p),
      p['held'] === 'true'
        ? l10n.t(
            'Another source has the bytes of go.sum too, so they were once accepted unseen. Treat them as changed until somebody explains them.',
          )
        : l10n.t(
            'A merge, an edit by hand or a private copy can have brought it in. Find out how before you replace it.',
          ),
    ),
    wouldChange: null,
  }),
  'tag-moved': (p, s) => ({
    title: l10n.t('{module}@{version} was changed after it was published', s),
    detail: sentences(
      hashes(p),
      l10n.t('{sources}: other bytes than everybody got before.', p),
      l10n.t(
        'Most often the tag was moved. Keep go.sum, and ask the authors for a new version. Do not set GONOSUMDB: you would accept the other bytes unseen.',
      ),
    ),
    wouldChange: l10n.t('The difference comes from how the download was made, such as line ends or export-subst.'),
  }),
  'source-differs': (p, s) => ({
    title: l10n.t('{entry} gives out other bytes for {module}@{version}', s),
    detail: sentences(
      hashes(p),
      p['by'] === 'sumdb'
        ? l10n.t('The checksum database proves what everybody else got.')
        : p['by'] === 'go.sum'
          ? l10n.t('go.sum has what was downloaded before.')
          : l10n.t('Without go.sum and a checksum database nobody can say which of them is right.'),
    ),
    wouldChange: null,
  }),
  'gosum-conflict': (p, s) => ({
    title: l10n.t('go.sum has two hashes for {module}@{version}', s),
    detail: sentences(
      l10n.t('Lines {lines} ({which}) contradict each other: {hashes}.', p),
      l10n.t(
        'go uses the first that it meets. Often two branches were merged; remove the wrong line when you know which it is.',
      ),
    ),
    wouldChange: null,
  }),
  'checksums-off': (p, s) => ({
    title: l10n.t('{name} switches the checksum database off for every module', s),
    detail: sentences(
      l10n.t(
        '{name}={value}: bytes that somebody changed on the way are then noticed only where go.sum has a line already.',
        p,
      ),
      l10n.t('Name private modules in GOPRIVATE instead.'),
    ),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;
