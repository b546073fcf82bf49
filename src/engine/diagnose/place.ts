/** Where a finding stands: ranges in files as `file:` URIs, and evidence ids for lines of files and settings. */
import type { Location } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { ModuleRun } from '../modfetch/moduleRun.ts';
import type { Project } from '../modfetch/project.ts';
import type { Require } from '../modfile/goMod.ts';
import type { TextRange } from '../modfile/position.ts';

/** RFC 8089 URI of an absolute path. The path may come from the user, so every byte that a URI cannot hold is escaped. */
export function fileUri(path: string, platform: string): string {
  const slashed = platform === 'win32' ? path.replaceAll('\\', '/') : path;
  const escaped = slashed.split('/').map(encodeSegment).join('/');
  if (platform !== 'win32') return `file://${escaped}`;
  if (slashed.startsWith('//')) return `file:${escaped}`;
  return `file:///${escaped.replace(/^([A-Za-z])%3A/, '$1:')}`;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.toWellFormed());
}

export function rangeLocation(file: string, range: TextRange, platform: string): Location {
  return {
    uri: fileUri(file, platform),
    startLine: range.start.line,
    startColumn: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
  };
}

/** A whole line, where only its number is known. */
export function lineLocation(file: string, line: number, platform: string): Location {
  return { uri: fileUri(file, platform), startLine: line, startColumn: 1, endLine: line + 1, endColumn: 1 };
}

/** The require line of go.mod that asks for this module, or null. */
export function requireOf(project: Project | null, run: ModuleRun): Require | null {
  const asked = run.question.requirement;
  if (!project || !asked) return null;
  const same = project.goMod.requires.filter((one) => one.path === run.question.path);
  return same.find((one) => one.range.start.line === asked.line) ?? same[0] ?? null;
}

/** The line of go.mod that asks for this module. */
export function requireLocation(project: Project | null, run: ModuleRun, platform: string): Location[] {
  const asked = run.question.requirement;
  if (!asked) return [];
  const require = requireOf(project, run);
  return project && require
    ? [rangeLocation(project.goModPath, require.range, platform)]
    : [lineLocation(asked.file, asked.line, platform)];
}

/** `file:go.mod:7`: the file's name, which is enough beside the report's subject. */
export function fileEvidence(file: string, line: number): string {
  return `file:${baseName(file)}:${line}`;
}

export function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

/** `setting:NAME` where the report shows this setting. */
export function settingEvidence(environment: Environment, name: string): string[] {
  return environment.setting(name) ? [`setting:${name}`] : [];
}

/** The place in a setting file, from `FILE:LINE`. */
export function settingLocation(from: string | null, platform: string): Location[] {
  const match = /^(.+):(\d{1,9})$/.exec(from ?? '');
  return match?.[1] && match[2] ? [lineLocation(match[1], Number(match[2]), platform)] : [];
}
