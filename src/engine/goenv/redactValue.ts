/**
 * Settings hold secrets: passwords in proxy URLs, tokens in the arguments of GOAUTH commands. Values are redacted before
 * they leave the engine. Where a value is malformed, so that nobody can say where a password ends, too much is hidden.
 */
import { redactText, redactUrl } from '../web/redact.ts';

const hidden = 'xxxxx';

/** The value of a setting for output. */
export function redactSetting(name: string, value: string): string {
  switch (name.toUpperCase()) {
    case 'GOPROXY':
      return value.replace(/[^,|]+/g, redactUserinfo);
    case 'GOSUMDB':
      return value.replace(/\S+/g, redactUserinfo);
    case 'HTTP_PROXY':
    case 'HTTPS_PROXY':
    case 'ALL_PROXY':
      return redactUserinfo(value);
    case 'GOAUTH':
      return value.split(';').map(redactCommand).join(';');
    default:
      return redactText(value);
  }
}

/**
 * A URL or `user:password@host` without its secrets. An `@` in a path is left alone only where a name with a dot, and no
 * port, stands before that path: anything else may be a password with a slash in it.
 */
export function redactUserinfo(url: string): string {
  const start = /^[^/@:]*:\/+|^/.exec(url)?.[0].length ?? 0;
  const at = url.lastIndexOf('@');
  if (at < start) return redactUrl(url);
  const info = url.slice(start, at);
  if (/^[^/?#:@]*\.[^/?#:@]*[/?#]/.test(info)) return redactUrl(url);
  const colon = info.indexOf(':');
  const shownUser = colon > 0 ? `${info.slice(0, colon)}:` : '';
  return redactUrl(`${url.slice(0, start)}${shownUser}${hidden}${url.slice(at)}`);
}

const secretFlag = /^--?[\w-]*(?:token|secret|passw|passphrase|pwd|api-?key|credential|header|auth)[\w-]*$/i;

/** One command of GOAUTH. */
function redactCommand(command: string): string {
  let hideNext = false;
  return command.replace(/\S+/g, (word) => {
    const [flag = '', ...value] = word.split('=');
    const isHidden = hideNext && !secretFlag.test(flag);
    hideNext = (secretFlag.test(flag) && value.length === 0) || (isHidden && /[:,]$/.test(word));
    if (isHidden || looksRandom(word)) return hidden;
    if (value.length === 0) return redactUserinfo(word);
    return secretFlag.test(flag) || looksRandom(value.join('=')) ? `${flag}=${hidden}` : redactText(word);
  });
}

/** Tokens are long, have letters and digits, and no slash, dot or colon as paths, hosts and URLs have. */
function looksRandom(word: string): boolean {
  return /^[\w+=~-]{20,}$/.test(word) && /[0-9]/.test(word) && /[A-Za-z]/.test(word);
}
