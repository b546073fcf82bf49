/** Ports that play a scenario's `ports` section, and the victim's environment in place of ours. */
import { createNodeOwnCache } from '../../src/cli/ports/nodeOwnCache.ts';
import type { Clock, Dialer, Ports, ResolvedAddress, Resolver } from '../../src/engine/ports.ts';
import type { PortsScript } from './portsScript.ts';
import type { StallClock } from './stallClock.ts';

export interface Victim {
  /** The whole environment. */
  env: Readonly<Record<string, string>>;
  directory: string;
  script: PortsScript | null;
  /** Port of a server by its name. */
  serverPort(name: string): number;
  stallClock: StallClock;
}

export function adaptPorts(ports: Ports, victim: Victim): Ports {
  const { script } = victim;
  const host = { ...ports.host, env: victim.env, cwd: victim.directory };
  const ownCache = createNodeOwnCache(host);
  return {
    ...ports,
    host,
    // This machine's own cache is none of the victim's.
    ...(ownCache && { ownCache }),
    ...(script && {
      resolver: scriptedResolver(ports.resolver, script),
      dialer: scriptedDialer(ports.dialer, script, victim),
      clock: script.clockHurries ? hurriedClock(ports.clock, victim.stallClock) : ports.clock,
    }),
  };
}

function scriptedResolver(real: Resolver, script: PortsScript): Resolver {
  return {
    resolve: async (host, signal) => {
      const answer = script.resolve.get(host);
      if (!answer) return real.resolve(host, signal);
      if (answer.kind === 'failed') {
        return { kind: 'failed', reason: answer.reason, server: '192.0.2.53:53', detail: 'lab', resolver: 'lab' };
      }
      const addresses = answer.addresses.map(
        (address): ResolvedAddress => ({ address, family: address.includes(':') ? 6 : 4 }),
      );
      return { kind: 'ok', addresses, resolver: 'lab' };
    },
  };
}

function scriptedDialer(real: Dialer, script: PortsScript, victim: Victim): Dialer {
  return {
    dial: async (address, port, timeoutMs, signal) => {
      const play = script.dial.get(address.address);
      if (!play) return real.dial(address, port, timeoutMs, signal);
      if (play.kind === 'failed') return { kind: 'failed', reason: play.reason, detail: 'lab' };
      const loopback: ResolvedAddress = { address: '127.0.0.1', family: 4 };
      return real.dial(loopback, victim.serverPort(play.name), timeoutMs, signal);
    },
  };
}

/** While a server stalls, every wait is over at once. */
function hurriedClock(real: Clock, stall: StallClock): Clock {
  return {
    nowMs: () => real.nowMs() + stall.skippedMs,
    wallTime: () => real.wallTime(),
    after: (delayMs, callback) => {
      let done = false;
      const once = (): void => {
        if (done) return;
        done = true;
        callback();
      };
      const cancelReal = real.after(delayMs, once);
      const cancelStall = stall.after(delayMs, once);
      return () => {
        done = true;
        cancelReal();
        cancelStall();
      };
    },
  };
}
