/** Which listed versions come nearest to one that is not to be had. The list comes from a server. */
import { compare, isValid, majorMinor, prerelease } from '../semver.ts';

/** Versions below this one. */
export function olderOnly(listed: readonly string[], version: string): string[] {
  return listed.filter((one) => isValid(one) && compare(one, version) < 0);
}

/** Up to `most` versions, nearest first: same minor version before others, releases before pre-releases, newer before older. */
export function near(listed: readonly string[], version: string, most: number): string[] {
  const usable = listed.filter((one) => isValid(one) && one !== version);
  return usable.sort((a, b) => distance(a, version) - distance(b, version) || compare(b, a)).slice(0, most);
}

function distance(candidate: string, version: string): number {
  const otherMinor = majorMinor(candidate) === majorMinor(version) ? 0 : 2;
  const unwanted = prerelease(candidate) !== '' && prerelease(version) === '' ? 1 : 0;
  return otherMinor + unwanted;
}
