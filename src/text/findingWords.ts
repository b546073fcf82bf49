/** The words of a finding: a first line of at most 80 characters, then why and what now. */

import type { FindingCode } from '../engine/diagnose/findingCode.ts';
import type { Finding } from '../protocol/report.ts';
import { answerWords } from './finding/answer.ts';
import { contentWords } from './finding/content.ts';
import { networkWords } from './finding/network.ts';
import { projectWords } from './finding/project.ts';
import { settingWords } from './finding/setting.ts';
import { tlsWords } from './finding/tls.ts';
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
  const words = speak(shown(finding.params), shownShort(finding.params));
  return { ...words, title: shorten(words.title, longestTitle) };
}

function isKnown(code: string): code is FindingCode {
  return Object.hasOwn(speakers, code);
}
