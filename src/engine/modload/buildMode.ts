/**
 * What a go command may do to go.mod and where it looks for packages: `-mod=mod` may change go.mod, `readonly` may not,
 * `vendor` takes everything from the folder vendor and asks nobody.
 * Source: cmd/go/internal/modload/init.go (`setDefaultBuildMod`).
 */
import type { Operation } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import { goflagValue } from '../goenv/goflags.ts';
import type { Project } from '../modfetch/project.ts';
import { compareGo } from './gover.ts';

export interface BuildMode {
  kind: 'mod' | 'readonly' | 'vendor';
  /** Set by `-mod`. */
  isExplicit: boolean;
  /** Why go chose it, or did not choose vendor, in its words; null where it has nothing to say. */
  reason: string | null;
}

/** Commands that are there to change go.mod and go.sum; they have no `-mod`. */
const writing: readonly Operation[] = ['download', 'get', 'tidy'];

export function buildModeOf(project: Project, environment: Environment, operation: Operation): BuildMode {
  if (writing.includes(operation)) return { kind: 'mod', isExplicit: false, reason: null };
  const flag = goflagValue(environment.value('GOFLAGS'), 'mod');
  if (flag === 'mod' || flag === 'readonly' || flag === 'vendor') return { kind: flag, isExplicit: true, reason: null };
  const reason = project.hasVendor ? vendorReason(project) : null;
  const usesVendor = reason?.endsWith(vendorEnding) ?? false;
  return { kind: usesVendor ? 'vendor' : 'readonly', isExplicit: false, reason };
}

const vendorEnding = 'is at least 1.14 and vendor directory exists.';

function vendorReason(project: Project): string {
  const isWorkspace = project.goWork !== null;
  const source = isWorkspace ? 'go.work' : 'go.mod';
  const go = isWorkspace ? project.goWork?.file.go?.version : project.goMod.go?.version;
  if (go === undefined) return `Go version in ${source} is unspecified, so vendor directory was not used.`;
  if (compareGo(go, '1.14') < 0) return `Go version in ${source} is ${go}, so vendor directory was not used.`;
  const isVendoredWorkspace = project.modulesTxt?.workspace ?? isWorkspace;
  if (isVendoredWorkspace && !isWorkspace) return 'Outside workspace mode, but vendor directory is for a workspace.';
  if (!isVendoredWorkspace && isWorkspace) return 'In workspace mode, but vendor directory is not for a workspace';
  return `Go version in ${source} ${vendorEnding}`;
}
