/** Which hosts a side talked to or looked up. The engine must not reach for one that go leaves alone. */
import type { Ports } from '../../src/engine/ports.ts';
import type { RunningLab } from '../lab/lab.ts';

export interface Contact {
  /** `name HOST` for a name that was looked up, `port PORT` for a connection; lab servers by their names. */
  what: string;
}

/** Those of go: the URLs that it says it gets (`-x`), and the servers that it connected to, by redirects too. */
export function contacts(lab: RunningLab, urls: readonly string[]): Contact[] {
  const visited = Object.values(lab.urls).filter((url) => lab.contactedPorts().includes(Number(new URL(url).port)));
  // go does not say through which forward proxy it goes, and one that is down has no log.
  const through = ['HTTPS_PROXY', 'HTTP_PROXY'].flatMap((name) => lab.environment[name] ?? []);
  return [...visited, ...urls, ...through].flatMap((text) => {
    if (!URL.canParse(text)) return [];
    const { hostname, port, protocol } = new URL(text);
    return [nameOf(hostname), portOf(lab, port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port))];
  });
}

/** Ports that write down what is looked up and dialled. */
export function recordContacts(lab: RunningLab, ports: Ports, into: Contact[]): Ports {
  return {
    ...ports,
    resolver: {
      resolve: (host, signal) => {
        into.push(nameOf(host));
        return ports.resolver.resolve(host, signal);
      },
    },
    dialer: {
      dial: (address, port, timeoutMs, signal) => {
        into.push(portOf(lab, port));
        return ports.dialer.dial(address, port, timeoutMs, signal);
      },
    },
  };
}

const nameOf = (host: string): Contact => ({ what: `name ${host.replace(/^\[|\]$/g, '')}` });

function portOf(lab: RunningLab, port: number): Contact {
  const server = Object.entries(lab.urls).find(([, url]) => Number(new URL(url).port) === port);
  return { what: `port ${server === undefined ? port : `of ${server[0]}`}` };
}
