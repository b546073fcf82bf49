/** The words of a finding: a first line of at most 80 characters, then why and what now. */

import * as l10n from '@vscode/l10n';
import type { FindingCode } from '../engine/diagnose/findingCode.ts';
import type { Finding } from '../protocol/report.ts';
import { answerWords } from './finding/answer.ts';
import { contentWords } from './finding/content.ts';
import { databaseWords } from './finding/database.ts';
import { forwardProxyWords } from './finding/forwardProxy.ts';
import { graphWords } from './finding/graph.ts';
import { machineWords } from './finding/machine.ts';
import { networkWords } from './finding/network.ts';
import { projectWords } from './finding/project.ts';
import { repositoryWords } from './finding/repository.ts';
import { settingWords } from './finding/setting.ts';
import { tlsWords } from './finding/tls.ts';
import { verifiedWords } from './finding/verified.ts';
import { versionWords } from './finding/version.ts';
import { type Shown, shorten, shown, shownShort } from './shown.ts';

export interface FindingWords {
  title: string;
  detail: string;
  /** What observation would change the verdict. */
  wouldChange: string | null;
}

/** `short` holds the same parameters as `full`, cut for the title. */
export type FindingSpeaker = (full: Shown, short: Shown) => FindingWords;

const speakers: Readonly<Record<FindingCode, FindingSpeaker>> = {
  ...networkWords,
  ...forwardProxyWords,
  ...repositoryWords,
  ...databaseWords,
  ...verifiedWords,
  ...graphWords,
  ...machineWords,
  ...tlsWords,
  ...answerWords,
  ...contentWords,
  ...versionWords,
  ...projectWords,
  ...settingWords,
};

const longestTitle = 80;

/** The words of this finding in the language of the moment; a code that this version does not know speaks for itself. */
export function findingWords(finding: Finding): FindingWords {
  const speak = isKnown(finding.code) ? speakers[finding.code] : null;
  if (!speak) return { title: finding.code, detail: '', wouldChange: null };
  const params = { ...unnamed(), ...finding.params };
  const words = speak(shown(params), shownShort(params));
  return { ...words, title: shorten(capital(words.title), longestTitle) };
}

/** What stands for a name that the text of a go command does not tell. */
function unnamed(): Readonly<Record<string, string>> {
  const values = ['version', 'port', 'statusLine', 'h2Code', 'notBefore', 'notAfter', 'now', 'line', 'url'];
  const gaps = Object.fromEntries(values.map((name) => [name, '…']));
  const host = l10n.t('the server');
  return {
    ...gaps,
    host,
    module: l10n.t('the module'),
    trust: l10n.t('the list of this system'),
    seconds: '10',
  };
}

/** A title may begin with a stand-in; a module path keeps its letters. */
function capital(title: string): string {
  return title.startsWith(l10n.t('the server')) || title.startsWith(l10n.t('the module'))
    ? title.charAt(0).toUpperCase() + title.slice(1)
    : title;
}

function isKnown(code: string): code is FindingCode {
  return Object.hasOwn(speakers, code);
}
