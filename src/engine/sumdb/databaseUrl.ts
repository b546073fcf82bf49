/**
 * URLs of a checksum database as cmd/go/internal/web.Join makes them: the path is appended to the base as it is, not cleaned.
 * Where the base has a path of its own, Go has no written form of the whole and encodes it anew, so that `!`, which marks a
 * capital letter, becomes `%21`; below a base without a path it stays `!`.
 */
import { redactUrl } from '../web/redact.ts';

export interface DatabaseUrl {
  /** With userinfo, for the wire only. */
  url: string;
  /** Redacted, for people. */
  shown: string;
  /** Whether `shown` is what go prints. */
  shownIsGos: boolean;
  /** The path that go opens for a `file:` URL, else null. */
  filePath: string | null;
}

/** `base` as in the settings; `path` has no slash at its beginning and is `!`-escaped. */
export function joinDatabaseUrl(base: string, path: string): DatabaseUrl {
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*:)(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/.exec(base);
  const [, scheme = '', authority = '', written = '', query = '', fragment = ''] = parts ?? [];
  const below = written.endsWith('/') ? written.slice(0, -1) : written;
  const isFile = scheme.toLowerCase() === 'file:';
  const joined = `${below}/${path}`;
  const encoded = below === '' ? joined : joined.replaceAll('!', '%21');
  const url = `${scheme.toLowerCase()}${authority}${encoded}${query}${fragment}`;
  const shown = redactUrl(url);
  return { url, shown, shownIsGos: shown === redactAsGo(url), filePath: isFile ? percentDecoded(joined) : null };
}

/** `url.URL.Redacted` hides the password only. */
function redactAsGo(url: string): string {
  return url.replace(/^([^/?#]*\/\/[^/?#@:]*):[^/?#]*@/, '$1:xxxxx@');
}

function percentDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
