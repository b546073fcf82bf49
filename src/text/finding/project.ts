/** Findings about the project's own files. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { sentences } from '../shown.ts';

export const projectWords = {
  'gomod-malformed': (p) => ({
    title: l10n.t('go cannot read go.mod: an error in line {line}', p),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('Until this is corrected, no go command works in this module.'),
    ),
    wouldChange: null,
  }),
  'gosum-malformed': (p) => ({
    title: l10n.t('go cannot read go.sum: an error in line {line}', p),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('Often a merge left its marks there. Remove them; go mod tidy then adds what is missing.'),
    ),
    wouldChange: null,
  }),
  'replace-dir-missing': (p, s) => ({
    title: l10n.t('{module} is replaced by a folder that is not there', s),
    detail: sentences(
      l10n.t('There is no module in {directory}', p),
      l10n.t('A replace line with a folder works only where that folder exists and holds a go.mod.'),
    ),
    wouldChange: l10n.t('The folder exists and holds a go.mod.'),
  }),
  'missing-gosum-entry': (p, s) => ({
    title:
      Number(p['modules']) > 1
        ? l10n.t('go.sum lacks the go.mod hash of {modules} modules', s)
        : l10n.t('go.sum lacks the go.mod hash of {module}', s),
    detail: sentences(
      p['exists'] === 'false' ? l10n.t('There is no file {path}', p) : '',
      l10n.t(
        'When go build needs that go.mod, it stops with: {module}@{version}: missing go.sum entry for go.mod file',
        p,
      ),
    ),
    wouldChange: l10n.t('The build never needs that go.mod.'),
  }),
} satisfies Record<string, FindingSpeaker>;
