/**
 * Signs that a module is private and was asked of a server that cannot see it. They are scored, because each alone can
 * mislead: a misspelt public path gives the same words as a private one.
 */
import { isPublicProxy } from './publicProxy.ts';
import type { RuleContext } from './rule.ts';
import type { StatusSighting } from './sighting.ts';

export type PrivateSign = 'host-not-public' | 'same-owner' | 'owner-in-goprivate' | 'server-words';

export interface PrivateSigns {
  signs: PrivateSign[];
  /** Null where too little points to a private module. */
  certainty: 'likely' | 'possible' | null;
}

const privateTlds = new Set([
  'corp',
  'internal',
  'local',
  'localdomain',
  'lan',
  'home',
  'intranet',
  'private',
  'localhost',
]);

const loginWords =
  /terminal prompts disabled|could not read (?:Username|Password)|Authentication failed|Permission denied \(publickey/i;

/** Hosts on which the second element of a path names an owner, so that the host alone says nothing. */
const sharedHosts = new Set([
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'gitee.com',
  'dev.azure.com',
  'git.sr.ht',
]);

export function privateSigns(context: RuleContext, { run, failure }: StatusSighting): PrivateSigns {
  if (run.private !== null || (run.listed !== null && run.listed.length > 0)) return { signs: [], certainty: null };
  const signs: PrivateSign[] = [];
  if (isPrivateHost(run.question.path)) signs.push('host-not-public');
  if (sameOwner(context, run.question.path)) signs.push('same-owner');
  if (ownerInGoprivate(context, run.question.path)) signs.push('owner-in-goprivate');
  if (loginWords.test(failure.cause.serverText ?? '')) signs.push('server-words');
  return { signs, certainty: judge(signs, isPublicProxy(failure.cause.host)) };
}

function judge(signs: readonly PrivateSign[], askedPublicly: boolean): PrivateSigns['certainty'] {
  const words = signs.includes('server-words');
  const strong = signs.some((one) => one !== 'server-words');
  if (strong && (askedPublicly || words)) return 'likely';
  return words ? 'possible' : null;
}

function isPrivateHost(modulePath: string): boolean {
  const host = (modulePath.split('/')[0] ?? '').toLowerCase();
  const tld = host.slice(host.lastIndexOf('.') + 1);
  return !host.includes('.') || privateTlds.has(tld) || /^\d+$/.test(tld);
}

function sameOwner(context: RuleContext, modulePath: string): boolean {
  const main = context.project?.goMod.module?.path;
  return (
    main !== undefined &&
    main !== modulePath &&
    prefixOwner(main) !== null &&
    prefixOwner(main) === prefixOwner(modulePath)
  );
}

function ownerInGoprivate(context: RuleContext, modulePath: string): boolean {
  const owner = prefixOwner(modulePath);
  if (owner === null) return false;
  return ['GOPRIVATE', 'GONOPROXY']
    .flatMap((name) => context.environment.value(name).split(','))
    .some((pattern) => prefixOwner(pattern) === owner);
}

/** Who owns a path: host and owner on shared hosts, else the host; null where that says nothing. */
export function prefixOwner(modulePath: string): string | null {
  const [host = '', owner = ''] = modulePath.split('/');
  if (!host.includes('.')) return null;
  if (sharedHosts.has(host)) return owner === '' ? null : `${host}/${owner}`;
  return isWellKnownHost(host) ? null : host;
}

/** Public hosts with modules of many owners under one name. */
function isWellKnownHost(host: string): boolean {
  return [
    'golang.org',
    'google.golang.org',
    'gopkg.in',
    'k8s.io',
    'sigs.k8s.io',
    'cloud.google.com',
    'go.uber.org',
  ].includes(host);
}
