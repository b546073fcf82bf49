/** What is certain before anybody is asked: what is fetched, by which list, and whether go refuses the question itself. */
import type { Operation } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import { type ProxyEntry, parseGoproxy } from '../goenv/goproxy.ts';
import { type PatternMatch, privacyOf } from '../goenv/privacy.ts';
import { checkPath } from '../module/path.ts';
import { quote } from '../strconv.ts';
import { type Failed, plainFailure } from './attempt.ts';
import { findTarget } from './fetchTarget.ts';
import { queryError } from './goErrorText.ts';
import type { FetchQuestion } from './moduleRun.ts';
import type { Project } from './project.ts';
import type { Story } from './session.ts';
import { parseVersionQuery } from './versionQuery.ts';

export type OpenedFetch =
  | {
      kind: 'fetch';
      path: string;
      version: string;
      current: string | null;
      replacedBy: string | null;
      entries: readonly ProxyEntry[];
      noProxy: PatternMatch | null;
    }
  | { kind: 'refused'; failed: Failed; replacedBy: string | null; noProxy: PatternMatch | null }
  | { kind: 'nothing'; reason: 'excluded' | 'vendor' }
  | { kind: 'directory'; directory: string };

export interface OpeningContext {
  environment: Environment;
  project: Project | null;
  operation: Operation;
}

/** Takes these decisions in go's order and tells each. */
export function openFetch(context: OpeningContext, question: FetchQuestion, story: Story): OpenedFetch {
  const { environment, project, operation } = context;
  const target = findTarget(question, project, environment, operation, story);
  if (target.kind === 'excluded' || target.kind === 'vendor') return { kind: 'nothing', reason: target.kind };
  if (target.kind === 'directory') return target;
  const { path, version, replacedBy } = target;
  const noProxy = privacyOf(environment, path).noProxy;
  const current = project?.goMod.requires.find((require) => require.path === path)?.version ?? null;
  const entries = readList(environment, story);
  const refused =
    refuseArgument(path, version, project, story) ??
    ('failed' in entries ? refuseList(entries.failed, path, version) : null) ??
    refuseQuestion(path, version, current, story);
  if (refused !== null) return { kind: 'refused', failed: refused, replacedBy, noProxy };
  if (noProxy !== null)
    story.add('setting', 'private-path', { setting: noProxy.setting, pattern: noProxy.pattern }, { result: 'ok' });
  return {
    kind: 'fetch',
    path,
    version,
    current,
    replacedBy,
    entries: 'failed' in entries ? [] : entries.list,
    noProxy,
  };
}

interface BrokenList {
  message: string;
  element: string;
  step: string;
}

function readList(environment: Environment, story: Story): { list: readonly ProxyEntry[] } | { failed: BrokenList } {
  const goproxy = environment.value('GOPROXY');
  const gonoproxy = environment.value('GONOPROXY') || environment.value('GOPRIVATE');
  const parsed = parseGoproxy(goproxy, gonoproxy);
  if (parsed.kind === 'ok') {
    const entries = parsed.entries
      .filter((entry) => entry.kind !== 'noproxy')
      .map((entry) => entry.shown || entry.kind);
    story.add('setting', 'goproxy-list', { entries }, { result: 'ok' });
    return { list: parsed.entries };
  }
  const { message, element } = parsed;
  const step = story.add('setting', 'goproxy-invalid', { message, element }, { result: 'failed', next: 'stop' });
  return { failed: { message, element, step: step.id } };
}

function refuseList(list: BrokenList, path: string, version: string): Failed {
  const { message, element, step } = list;
  return plainFailure({ kind: 'goproxyInvalid', message, element }, message, queryError(path, version, message), {
    step,
  });
}

/** What go refuses before it looks at GOPROXY. */
function refuseArgument(path: string, version: string, project: Project | null, story: Story): Failed | null {
  if (/^[-/]/.test(version)) {
    const text = `invalid module version ${quote(version)}`;
    return refuseVersion(text, text, story);
  }
  if (project !== null || (version !== 'upgrade' && version !== 'patch')) return null;
  const text = `cannot match ${quote(`${path}@${version}`)}: go.mod file not found in current directory or any parent directory; see 'go help modules'`;
  return refuseVersion(text, text, story);
}

/** A path or version that go refuses without asking anybody. */
function refuseQuestion(path: string, version: string, current: string | null, story: Story): Failed | null {
  const malformed = checkPath(path);
  if (malformed !== null) {
    const step = story.add('decision', 'malformed-path', { reason: malformed }, { result: 'failed', next: 'stop' });
    const text = `malformed module path ${quote(path)}: ${malformed}`;
    return plainFailure({ kind: 'malformedPath', reason: malformed }, text, queryError(path, version, text), {
      step: step.id,
    });
  }
  const query = parseVersionQuery(path, version, current);
  return query.kind === 'invalid' ? refuseVersion(query.reason, queryError(path, version, query.reason), story) : null;
}

function refuseVersion(reason: string, goError: string, story: Story): Failed {
  const step = story.add('decision', 'invalid-version', { reason }, { result: 'failed', next: 'stop' });
  return plainFailure({ kind: 'invalidVersion', reason }, reason, goError, { step: step.id });
}
