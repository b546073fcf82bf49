/** The module and version that a URL of the proxy protocol asks for (Go's module reference, "GOPROXY protocol"). */
import { unescapePath, unescapeVersion } from '../module/escape.ts';

export interface AskedModule {
  module: string;
  version: string;
}

/** Null for a URL that is not of the protocol. The prefix of a proxy ends where a name with a dot begins. */
export function moduleOfUrl(url: string): AskedModule | null {
  const lookup = /\/lookup\/([^\s?]{1,600})@(v[^\s?/]{1,200})/.exec(url);
  if (lookup !== null) return asked(lookup[1] ?? '', lookup[2] ?? '');
  const found = /^[a-z]{2,6}:\/\/[^/]{0,300}\/([^\s?]{1,800}?)\/@(?:v\/([^\s?/]{1,200})|latest)/.exec(url);
  if (found === null) return null;
  const [, path = '', file = ''] = found;
  const segments = path.split('/');
  const at = segments.findIndex((segment) => /^[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60})+$/i.test(segment));
  if (at < 0) return null;
  return asked(segments.slice(at).join('/'), file === 'list' ? '' : file.replace(/\.(?:info|mod|zip|ziphash)$/, ''));
}

function asked(path: string, version: string): AskedModule {
  const plainPath = path.replaceAll('%21', '!');
  const plainVersion = version.replaceAll('%21', '!');
  return { module: unescapePath(plainPath) ?? plainPath, version: unescapeVersion(plainVersion) ?? plainVersion };
}
