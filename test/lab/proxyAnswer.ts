/** What a healthy module proxy answers: Go's module reference, "GOPROXY protocol". */
import { escapeCase, type ModuleFixture } from './moduleFixture.ts';

export type AskedFile = 'list' | 'latest' | 'info' | 'mod' | 'zip';

/** What a request path asks for. */
export interface Ask {
  file: AskedFile;
  module: string;
  /** A version or query; '' for list and latest. */
  version: string;
}

export interface ProxyAnswer {
  status: 200 | 404;
  contentType: string;
  body: Uint8Array;
}

export function parseAsk(requestPath: string): Ask | null {
  const path = decode(requestPath.split('?', 1)[0] ?? '');
  const latest = /^\/(.+)\/@latest$/.exec(path);
  if (latest) return { file: 'latest', module: plain(latest[1]), version: '' };
  const list = /^\/(.+)\/@v\/list$/.exec(path);
  if (list) return { file: 'list', module: plain(list[1]), version: '' };
  const parts = /^\/(.+)\/@v\/([^/]+)\.(info|mod|zip)$/.exec(path);
  if (!parts) return null;
  const file = parts[3] === 'info' ? 'info' : parts[3] === 'mod' ? 'mod' : 'zip';
  return { file, module: plain(parts[1]), version: plain(parts[2]) };
}

export function serveModule(modules: readonly ModuleFixture[], requestPath: string): ProxyAnswer {
  const ask = parseAsk(requestPath);
  const known = modules.filter((module) => module.path === ask?.module);
  const module = known.find(({ version }) => version === ask?.version);
  if (ask?.file === 'list' && known.length > 0) return ok('text/plain; charset=utf-8', listOf(known));
  const newest = known.at(-1);
  if (ask?.file === 'latest' && newest) return ok('application/json', newest.info);
  if (ask?.file === 'info' && module) return ok('application/json', module.info);
  if (ask?.file === 'mod' && module) return ok('text/plain; charset=utf-8', module.mod);
  if (ask?.file === 'zip' && module) return { status: 200, contentType: 'application/zip', body: module.zip };
  const body = Buffer.from(`not found: ${ask?.module ?? requestPath}: this server does not have it\n`);
  return { status: 404, contentType: 'text/plain; charset=utf-8', body };
}

const ok = (contentType: string, text: string): ProxyAnswer => ({ status: 200, contentType, body: Buffer.from(text) });

/** Pseudo-versions are not listed. */
function listOf(known: readonly ModuleFixture[]): string {
  const tagged = known.filter(({ version }) => !/\d{14}-[0-9a-f]{12}$/.test(version));
  return tagged.map(({ version }) => `${version}\n`).join('');
}

const plain = (escaped: string | undefined): string =>
  (escaped ?? '').replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The files of a module as the folder of a file:// proxy has them: name and content. */
export function proxyFiles(module: ModuleFixture): [name: string, data: Uint8Array][] {
  const stem = `${escapeCase(module.path)}/@v/${escapeCase(module.version)}`;
  return [
    [`${stem}.info`, Buffer.from(module.info)],
    [`${stem}.mod`, Buffer.from(module.mod)],
    [`${stem}.zip`, module.zip],
  ];
}
