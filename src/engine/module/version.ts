import { build, canonical } from '../semver.ts';

/** The canonical form that modules use: of the build metadata exactly `+incompatible` stays. '' for an invalid version. */
export function canonicalVersion(v: string): string {
  return build(v) === '+incompatible' ? `${canonical(v)}+incompatible` : canonical(v);
}
