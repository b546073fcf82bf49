/** The checksum database of one run: its client, its caches, and the way to it. */
import type { Environment } from '../goenv/environment.ts';
import type { Ports } from '../ports.ts';
import { SumdbClient } from '../sumdb/client.ts';
import { databaseOf } from '../sumdb/dialDatabase.ts';
import { openStore, type StoreUse, type SumdbStore } from '../sumdb/store.ts';
import type { Transport } from '../web/transport.ts';
import { type Asker, SumdbRemote } from './sumdbRemote.ts';

export type OpenSumdb =
  | { kind: 'ok'; client: SumdbClient<Asker>; remote: SumdbRemote; store: SumdbStore }
  /** GOSUMDB is wrong, in go's words. */
  | { kind: 'error'; message: string };

export interface SumdbContext {
  ports: Ports;
  environment: Environment;
  transport: Transport;
}

/** With `isSilent` nobody is asked, and only caches can answer. */
export function openSumdb(context: SumdbContext, use: StoreUse, isSilent: boolean): OpenSumdb {
  const { ports, environment } = context;
  const database = databaseOf(environment);
  if (database.kind === 'error') return database;
  const { key, direct, url } = database;
  const store = openStore(ports, environment, key.name, use);
  const remote = new SumdbRemote({ ...context, name: key.name, direct, url });
  const client = new SumdbClient<Asker>(key, {
    readRemote: async (name, modulePath, asker) =>
      isSilent ? { kind: 'unknown', reason: 'not-asked-by-us' } : remote.read(name, modulePath, asker),
    readCache: (name, isOwnAllowed) => store.read(name, isOwnAllowed),
    keep: (name, bytes) => store.keep(name, bytes),
    readHeads: () => store.readHeads(),
    keptHead: async () => (await store.ownHead())?.bytes ?? null,
    readKept: (name) => store.readKept(name),
    keepHead: (note) => store.keepHead(note),
  });
  return { kind: 'ok', client, remote, store };
}
