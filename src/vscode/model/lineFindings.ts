/** What is known about one line of go.mod: the findings of its module; on the module line those of the whole file. */
import type { GoMod } from '../../engine/modfile/goMod.ts';
import type { Finding, Setting } from '../../protocol/report.ts';
import { moduleKey } from './moduleFact.ts';
import { releaseRange, requireAtLine } from './requireAt.ts';
import { type KnownFinding, toolchainModule } from './resultStore.ts';

export interface LineFindings {
  /** `PATH@VERSION`, or null on the module line. */
  module: string | null;
  findings: Finding[];
}

/** `line` from 1; null where nothing is required or declared. */
export function findingsAtLine(goMod: GoMod, line: number, known: readonly KnownFinding[]): LineFindings | null {
  const require = requireAtLine(goMod, line);
  if (require !== null) {
    const key = moduleKey(require.path, require.version);
    return { module: key, findings: known.map((one) => one.finding).filter(({ affects }) => affects.includes(key)) };
  }
  if (releaseRange(goMod)?.start.line === line) return ofToolchain(known);
  const range = goMod.module?.range;
  if (!range || line < range.start.line || range.end.line < line) return null;
  const whole = known.map((one) => one.finding).filter(({ affects }) => affects.length !== 1);
  return { module: null, findings: whole };
}

function ofToolchain(known: readonly KnownFinding[]): LineFindings | null {
  const isToolchain = (id: string) => id.startsWith(`${toolchainModule}@`);
  const findings = known.map((one) => one.finding).filter(({ affects }) => affects.some(isToolchain));
  const module = findings.flatMap(({ affects }) => affects).find(isToolchain);
  return module === undefined ? null : { module, findings };
}

export interface Origin {
  name: string;
  file: string;
  line: number;
}

/** The lines of setting files that these findings speak of. */
export function originsOf(findings: readonly Finding[], settings: readonly Setting[]): Origin[] {
  const names = findings.flatMap(({ subject, evidence }) => [
    ...(subject.setting === undefined ? [] : [subject.setting]),
    ...evidence.filter((id) => id.startsWith('setting:')).map((id) => id.slice('setting:'.length)),
  ]);
  return [...new Set(names)].flatMap((name) => {
    const from = settings.find((one) => one.name === name)?.from ?? null;
    const match = /^(.+):(\d{1,9})$/.exec(from ?? '');
    return match?.[1] && match[2] ? [{ name, file: match[1], line: Number(match[2]) }] : [];
  });
}
