/** Where the run happened and which release it simulates. */
import type { HostFacts } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { Host } from '../ports.ts';

/** `gitVersion` stays null where git was not asked. */
export function hostFacts(host: Host, environment: Environment): HostFacts {
  return {
    os: host.platform,
    arch: host.arch,
    place: host.place,
    node: host.nodeVersion,
    goCommand: environment.go?.command ?? null,
    goVersion: environment.go?.version ?? null,
    gitVersion: null,
    simulated: environment.release,
  };
}
