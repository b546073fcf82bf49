/**
 * Faults that no server on loopback can play: names that do not resolve, addresses that cannot be reached, hours that
 * pass. They are played through the engine's ports, in the section `ports` of a scenario:
 *
 *     resolve proxy.example.com: noSuchHost
 *     resolve mirror.example.com: 192.0.2.1 192.0.2.2
 *     dial 192.0.2.1: timeout
 *     dial 192.0.2.2: server a
 *     clock: hurries when a server stalls
 */
import { isIP } from 'node:net';
import type { LineReader } from './scenarioLines.ts';

export interface PortsScript {
  resolve: Map<string, ScriptedResolve>;
  dial: Map<string, ScriptedDial>;
  /** Waiting ends at once when a server has begun to stall. */
  clockHurries: boolean;
}

export type ScriptedResolve = { kind: 'addresses'; addresses: string[] } | { kind: 'failed'; reason: ResolveReason };
export type ScriptedDial = { kind: 'server'; name: string } | { kind: 'failed'; reason: DialReason };

export const resolveReasons = ['noSuchHost', 'serverFailure', 'timeout', 'serverUnreachable'] as const;
export type ResolveReason = (typeof resolveReasons)[number];
export const dialReasons = [
  'refused',
  'timeout',
  'reset',
  'networkUnreachable',
  'hostUnreachable',
  'permission',
] as const;
export type DialReason = (typeof dialReasons)[number];

export function parsePortsScript(lines: LineReader): PortsScript {
  const script: PortsScript = { resolve: new Map(), dial: new Map(), clockHurries: false };
  for (let line = lines.next(); line !== null; line = lines.next()) {
    const parts = /^(resolve|dial) (\S+?): (.+)$/.exec(line);
    const [, what, subject = '', value = ''] = parts ?? [];
    if (what === 'resolve') script.resolve.set(subject, parseResolve(value, lines));
    else if (what === 'dial') script.dial.set(subject, parseDial(value, lines));
    else if (line.startsWith('clock:')) script.clockHurries = true;
    else throw lines.problem('neither resolve nor dial nor clock');
  }
  return script;
}

function parseResolve(value: string, lines: LineReader): ScriptedResolve {
  const reason = resolveReasons.find((candidate) => candidate === value);
  if (reason) return { kind: 'failed', reason };
  const addresses = value.split(/\s+/);
  if (addresses.some((address) => isIP(address) === 0)) throw lines.problem('neither addresses nor a reason');
  return { kind: 'addresses', addresses };
}

function parseDial(value: string, lines: LineReader): ScriptedDial {
  const name = /^server (\S+)$/.exec(value)?.[1];
  if (name !== undefined) return { kind: 'server', name };
  const reason = dialReasons.find((candidate) => candidate === value);
  if (!reason) throw lines.problem('neither a server nor a reason');
  return { kind: 'failed', reason };
}
