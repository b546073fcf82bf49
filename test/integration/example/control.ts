/** Lets the suite, which runs in another process, ask what the lab's servers and the stand-in commands have seen. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Example } from './example.ts';

/** What `GET /` answers. */
export interface Seen {
  /** Requests of each server, as `GET /path`. */
  requests: Record<string, string[]>;
  /** Ports that somebody has connected to. */
  contacted: number[];
  commands: string[];
}

export async function startControl(example: Example): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_, response) => response.end(JSON.stringify(look(example)))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function look({ lab, commands }: Example): Seen {
  const requests = Object.entries(lab.logs()).map(([name, entries]): [string, string[]] => [
    name,
    entries.map(({ method, path }) => `${method} ${path}`),
  ]);
  return { requests: Object.fromEntries(requests), contacted: lab.contactedPorts(), commands: commands() };
}
