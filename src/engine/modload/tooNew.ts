/** A go line that is newer than the release in use. Source: cmd/go/internal/gover/toolchain.go (`TooNewError`). */
import type { Environment } from '../goenv/environment.ts';
import { compareGo, isLanguageVersion } from './gover.ts';

/** A simulated `1.26` stands for its newest patch release. */
export function localRelease(environment: Environment): string {
  return isLanguageVersion(environment.release) ? `${environment.release}.999` : environment.release;
}

export function isTooNew(go: string, environment: Environment): boolean {
  return compareGo(go, localRelease(environment)) > 0;
}

/** `what`: `go.mod`, or `module PATH@VERSION`. */
export function tooNewText(what: string, go: string, environment: Environment): string {
  const toolchain = environment.value('GOTOOLCHAIN');
  const explain = toolchain !== '' && toolchain !== 'auto' ? `; GOTOOLCHAIN=${toolchain}` : '';
  return `${what} requires go >= ${go} (running go ${environment.release}${explain})`;
}
