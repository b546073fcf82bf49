/** Which patterns call a module private, the narrowest useful one first, and how they join a present list. */
import { splitPathVersion } from '../../engine/module/path.ts';

export interface PrivatePattern {
  scope: 'repository' | 'owner' | 'host';
  pattern: string;
}

/** Repository (the module in all its major versions), owner, host; never twice the same. */
export function privatePatterns(modulePath: string): PrivatePattern[] {
  const whole = splitPathVersion(modulePath)?.prefix ?? modulePath;
  const parts = whole.split('/');
  const candidates: PrivatePattern[] = [
    { scope: 'repository', pattern: parts.slice(0, 3).join('/') },
    { scope: 'owner', pattern: parts.slice(0, 2).join('/') },
    { scope: 'host', pattern: parts[0] ?? whole },
  ];
  return candidates.filter(({ pattern }, at) => candidates.findIndex((one) => one.pattern === pattern) === at);
}

/** The list with this pattern at its end; the same list where it is there already. */
export function mergePattern(present: string, pattern: string): string {
  const list = present
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return (list.includes(pattern) ? list : [...list, pattern]).join(',');
}
