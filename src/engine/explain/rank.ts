/** Which of several recognised errors is the root, and which are one. */
import type { FindingCode } from '../diagnose/findingCode.ts';
import type { Sighting } from './recognise.ts';

/** Errors of a host rather than of a module: one finding, however many modules it keeps away. */
const ofHost = new Set<FindingCode>([
  'dns-no-such-host',
  'dns-server-misbehaving',
  'dns-timeout',
  'dns-server-unreachable',
  'network-unreachable',
  'tcp-refused',
  'tcp-timeout',
  'tcp-reset',
  'tls-not-tls',
  'tls-expired',
  'tls-name-mismatch',
  'tls-unknown-authority',
  'tls-certificate-invalid',
  'tls-handshake-timeout',
  'tls-handshake-rejected',
  'http-proxy-unreachable',
  'http-proxy-rejected',
  'http-proxy-protocol-error',
  'http-407-proxy-auth',
  'http-401-unauthorized',
  'http-429-too-many-requests',
  'http-5xx',
  'sumdb-unreachable',
  'sumdb-proxy-broken',
  'proxy-html-not-json',
  'ssh-host-key-unverified',
  'ssh-key-rejected',
  'git-missing',
  'gosumdb-invalid',
  'goproxy-invalid',
  'proxy-off',
  'disk-full',
  'permission-denied-cache',
]);

/** What go says because something else went wrong before. */
const consequences = new Set<FindingCode>([
  'missing-requirement',
  'missing-gosum-entry',
  'gomod-needs-update',
  'package-not-in-module',
  'std-package-missing',
  'lookup-disabled-by-mod-flag',
]);

export interface Grouped {
  first: Sighting;
  /** All modules that it keeps away, `PATH@VERSION`. */
  modules: string[];
  ranges: { start: number; end: number }[];
  times: number;
}

/** One group for each finding, the root cause first: causes before consequences, else as the text has them. */
export function groupSightings(sightings: readonly Sighting[]): Grouped[] {
  const groups = new Map<string, Grouped>();
  for (const sighting of sightings) {
    const { code, host, blame, ranges, times } = sighting;
    const key = ofHost.has(code) ? `${code} ${host}` : `${code} ${blame.module} ${blame.version}`;
    const group = groups.get(key);
    const name = blame.version === '' ? blame.module : `${blame.module}@${blame.version}`;
    if (group === undefined) {
      groups.set(key, { first: sighting, modules: name === '' ? [] : [name], ranges: [...ranges], times });
      continue;
    }
    const isBetter = group.first.blame.module === '' || group.first.blame.fromAbove === true;
    if (isBetter && blame.module !== '' && blame.fromAbove !== true) group.first = { ...group.first, blame };
    group.ranges.push(...ranges);
    group.times += times;
    if (name !== '' && !group.modules.includes(name)) group.modules.push(name);
  }
  const list = [...groups.values()];
  return [
    ...list.filter(({ first }) => !consequences.has(first.code)),
    ...list.filter(({ first }) => consequences.has(first.code)),
  ];
}

/** The finding whose consequence this one is: a failure of the same module above it. */
export function causeOf(group: Grouped, others: readonly Grouped[]): Grouped | null {
  if (!consequences.has(group.first.code)) return null;
  const { module } = group.first.blame;
  const names = (other: Grouped) => other.modules.map((one) => one.split('@')[0] ?? '').filter((one) => one !== '');
  return (
    others.find(
      (other) =>
        !consequences.has(other.first.code) &&
        module !== '' &&
        names(other).some((one) => module === one || module.startsWith(`${one}/`) || one.startsWith(`${module}/`)),
    ) ?? null
  );
}
