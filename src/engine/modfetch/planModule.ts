/**
 * What go would do to fetch a module, without asking anybody: for each file the entries in order, with the URL, and what
 * would make go ask the next. The outcome is `unknown` unless go's end is certain already (an invalid list, `off`, a path
 * or version that go refuses, files that the cache holds).
 */
import type { Step } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import { privacyOf } from '../goenv/privacy.ts';
import { escapePath, escapeVersion } from '../module/escape.ts';
import { canonicalVersion } from '../module/version.ts';
import { type Failed, plainFailure } from './attempt.ts';
import { recordedPart } from './checksumReport.ts';
import type { PlanContext } from './context.ts';
import { disallowedVersion } from './disallowedVersion.ts';
import { queryError } from './goErrorText.ts';
import type { FetchQuestion, FileRun, ModuleRun } from './moduleRun.ts';
import { type OpenedFetch, openFetch } from './openFetch.ts';
import { planDirect, type Refusal } from './planDirect.ts';
import { proxyUrl } from './proxyUrl.ts';
import { directoryRun } from './replaceDirectory.ts';
import { emptyRun, endFailed, type RunFacts } from './runResult.ts';
import { Story } from './session.ts';
import { parseVersionQuery } from './versionQuery.ts';
import { roleOf } from './walkEntries.ts';

type Opened = OpenedFetch & { kind: 'fetch' };
type PlannedFile = 'list' | 'info' | 'mod' | 'zip';

/** Pure: reads nothing but the context. */
export function planModule(context: PlanContext, question: FetchQuestion): ModuleRun {
  const story = new Story(context.trace);
  const facts: RunFacts = { question, story, environment: context.environment, ports: context.ports };
  const opened = openFetch(context, question, story);
  switch (opened.kind) {
    case 'nothing':
      return { ...emptyRun(facts, null, null), outcome: 'skipped', outcomeReason: opened.reason };
    case 'directory':
      return directoryRun(
        facts,
        context.operation,
        opened.directory,
        context.facts?.missingDirectories.has(opened.directory) ?? false,
      );
    case 'refused':
      return endFailed(emptyRun(facts, opened.noProxy, opened.replacedBy), facts, opened.failed, false);
    case 'fetch':
      return planOpened(context, facts, opened);
  }
}

function planOpened(context: PlanContext, facts: RunFacts, opened: Opened): ModuleRun {
  const run = emptyRun(facts, opened.noProxy, opened.replacedBy);
  const cached = context.facts?.cached.get(`${opened.path}@${opened.version}`) ?? { info: null, mod: null, zip: null };
  let isAllCached = true;
  for (const file of filesOf(opened, facts.question.depth)) {
    const path = file === 'list' ? null : cached[file];
    if (path !== null && file !== 'list') {
      facts.story.add('file', 'cache-hit', { file, path }, { result: 'ok' });
      run.files[file] = fromCache;
      continue;
    }
    isAllCached = false;
    const failed = planWalk(facts.story, context.environment, opened, file);
    if (failed !== null) return endFailed(run, facts, failed, false);
  }
  const ended = withChecksum(context, opened, run);
  return isAllCached && isSumSettled(context, opened, ended)
    ? { ...ended, outcome: 'ok', resolvedVersion: opened.version }
    : ended;
}

const fromCache: FileRun = { servedBy: 'cache', outcome: 'ok', exchange: null, ms: null };

/** Only a canonical version, or a single revision, is known before anybody answers. */
function filesOf(opened: Opened, depth: FetchQuestion['depth']): PlannedFile[] {
  if (parseVersionQuery(opened.path, opened.version, opened.current).kind === 'list') return ['list'];
  if (opened.version !== canonicalVersion(opened.version) || depth === 'info') return ['info'];
  return depth === 'mod' ? ['info', 'mod'] : ['info', 'mod', 'zip'];
}

/** One walk over the list; a failure where no entry could give the file. */
function planWalk(story: Story, environment: Environment, opened: Opened, file: PlannedFile): Failed | null {
  const escaped = escapeVersion(opened.version);
  let isAsked = false;
  let refused: Refusal | null = null;
  for (const [position, entry] of opened.entries.entries()) {
    const next: Step['next'] = position + 1 < opened.entries.length ? 'next-entry' : 'stop';
    switch (roleOf(entry, opened.noProxy !== null)) {
      case 'ask': {
        if (file !== 'list' && escaped === null) {
          if (!entry.onAnyError) return isAsked ? null : disallowedVersion(opened.path, opened.version);
          continue;
        }
        const tail = file === 'list' ? '@v/list' : `@v/${escaped}.${file}`;
        const url = proxyUrl(entry.url, escapePath(opened.path) ?? opened.path, tail).shown;
        const isLast = position + 1 === opened.entries.length;
        const goesOnAfter = isLast ? null : entry.onAnyError ? 'any-error' : 'not-found';
        story.add(
          'request',
          `request-${file}`,
          { url, entry: entry.shown, status: null, goesOnAfter },
          { result: 'unknown', next },
        );
        isAsked = true;
        break;
      }
      case 'direct':
        if (isOriginTold(story)) return null;
        refused = planDirect(story, environment, opened.path);
        if (refused === null) return null;
        break;
      case 'off':
        story.add('decision', 'entry-off', { entry: entry.shown }, { result: 'not-found', next: 'stop' });
        break;
      case 'skip-private':
        story.add('decision', 'entry-skipped-private', { entry: entry.shown }, { result: 'skipped', next });
        break;
      case 'skip-public':
        break;
    }
  }
  if (isAsked) return null;
  return refused === null ? lookupDisabled(opened, file) : originRefused(opened, file, refused);
}

/** go looks for the origin once. */
function isOriginTold(story: Story): boolean {
  return story.steps.some((step) => step.kind === 'vcs' || step.code === 'request-discovery');
}

/** go knows without asking that there is no such repository. */
function originRefused(opened: Opened, file: PlannedFile, { cause, text }: Refusal): Failed {
  const isQuery = file === 'list' || file === 'info';
  const goError = isQuery ? queryError(opened.path, opened.version, text) : text;
  return plainFailure(cause, text, goError, { notExist: true, entry: 'direct', file });
}

function lookupDisabled(opened: Opened, file: PlannedFile): Failed {
  const text = 'module lookup disabled by GOPROXY=off';
  const isQuery = file === 'list' || file === 'info';
  const goError = isQuery ? queryError(opened.path, opened.version, text) : text;
  return plainFailure({ kind: 'goproxyOff' }, text, goError, {
    notExist: true,
    entry: 'off',
  });
}

function withChecksum(context: PlanContext, opened: Opened, run: ModuleRun): ModuleRun {
  const mod = recordedPart(context.project, opened.path, opened.version, 'mod');
  const zip = recordedPart(context.project, opened.path, opened.version, 'zip');
  const verdict = mod !== null && zip !== null ? 'recorded' : 'not-checked';
  return { ...run, checksum: { verdict, mod, zip, sources: [] } };
}

/** Whether go would need no checksum database for what the cache holds. */
function isSumSettled(context: PlanContext, opened: Opened, run: ModuleRun): boolean {
  if (context.environment.value('GOSUMDB') === 'off') return true;
  return privacyOf(context.environment, opened.path).noSumdb !== null || run.checksum.verdict === 'recorded';
}
