/** The parameters that the words of a finding need beside module and host, read from the block. All are a stranger's text. */
import type { Params } from '../../protocol/report.ts';
import type { FindingCode } from '../diagnose/findingCode.ts';
import { redactText } from '../web/redact.ts';
import type { Facts } from './facts.ts';

const longest = 300;

/** The block's first sentence about the failure, for `go says: …`. */
export function spoken(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return redactText(line.length > longest ? `${line.slice(0, longest)}…` : line);
}

const first = (pattern: RegExp, text: string): string => pattern.exec(text)?.[1] ?? '';

/** What any cause may show. Empty values are left out. */
export function detailOf(facts: Facts): Params {
  const { head, host } = facts;
  const found: Record<string, string> = {
    statusLine: facts.statusLine,
    server: facts.server === '' ? '' : spoken(facts.server),
    dnsServer: first(/lookup\s{1,40}\S{1,300}\s{1,40}on\s{1,40}(\S{1,100}?):\s/, head),
    address: first(/dial\s{1,40}tcp\s{1,40}(\S{1,100}?):\s/, head),
    forwardProxy: first(
      /proxyconnect\s{1,40}tcp:[\s\S]{0,60}?(?:dial\s{1,40}tcp\s{1,40}|lookup\s{1,40})(\S{1,100}?)(?::\s|\s{1,40}on\s)/,
      head,
    ),
    alert: first(/remote\s{1,40}error:\s{1,40}(tls:[^\n]{1,80})/, head),
    h2Code: first(/;\s{0,40}([A-Z_]{4,30});|ErrCode=([A-Z_]{4,30})/, head),
    names: first(/certificate\s{1,40}is\s{1,40}valid\s{1,40}for\s{1,40}([^\n]{1,200}),\s{1,40}not\s/, head),
    now: first(/current\s{1,40}time\s{1,40}(\S{1,40})\s/, head),
    notAfter: first(/is\s{1,40}after\s{1,40}(\S{1,40})/, head),
    notBefore: first(/is\s{1,40}before\s{1,40}(\S{1,40})/, head),
    query: first(/for\s{1,40}query\s{1,40}"([^"\n]{1,100})"/, head),
    declared: first(/declares\s{1,40}its\s{1,40}path\s{1,40}as:\s{0,40}(\S{1,300})/, facts.text),
    wantedPath: first(/major\s{1,40}version\s{0,40}\("([^"\n]{1,300})"\)/, facts.text),
    directory:
      first(/replacement\s{1,40}directory\s{1,40}(.{1,300}?)\s{1,40}does\s{1,40}not/, head) ||
      first(/\(replaced\s{1,40}by\s{1,40}([^)\n]{1,300})\)/, head),
    path: first(/(?:mkdir|open|write|rename)\s{1,40}(?!")([^\n]{1,300}?):\s/, head),
    needs: first(
      /requires\s{1,40}(?:newer\s{1,40}Go\s{1,40}version\s{1,40})?(?:go|Go)\s{0,40}(?:>=)?\s{0,40}([\d.]{1,12}\d)/,
      head,
    ),
    running: first(/running\s{1,40}(go\s?[\w.]{1,20})/, head),
    downloaded: first(/downloaded:\s{1,40}(h1:[\w+/=]{10,60})/, head),
    recorded: first(/go(?:\.work)?\.sum:\s{1,40}(h1:[\w+/=]{10,60})/, head),
    line: first(/\.(?:mod|sum|work):(\d{1,7})/, head),
    tool:
      first(/exec:\s{1,40}"?([a-z]{1,10})(?:\.exe)?"?:/, head) ||
      first(/GOVCS\s{1,40}disallows\s{1,40}using\s{1,40}(\w{1,12})/, head),
  };
  const port = /:(\d{1,5})$/.exec(host)?.[1] ?? (facts.url.startsWith('http:') ? '80' : '443');
  const kept = Object.entries(found).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(kept), ...(host === '' ? {} : { port }) };
}

/** What only the words of this code need. */
export function wordsFor(code: FindingCode, { head, url, text }: Facts, host: string): Params {
  switch (code) {
    case 'redirect-loop':
    case 'redirect-insecure':
      return redirectOf(head);
    case 'cache-modified':
      return { path: first(/\(([^()\n]{1,400})\)/, head) || '…' };
    case 'tls-name-mismatch':
      return { wanted: host || '…' };
    case 'file-proxy-missing':
      return {
        path: url.replace(/^file:\/\//, '') || '…',
        reason: /no such file|cannot find/.test(head) ? 'notExist' : 'failed',
      };
    case 'malformed-module-path':
    case 'invalid-version':
      return {
        reason: spoken(
          first(
            /(?:(?:path|version)\s{1,40}"[^"\n]{0,300}"(?:\s{1,40}invalid)?:|invalid\s{1,40}version:)\s{1,40}([^\n]{1,200})/,
            text,
          ) || head,
        ),
      };
    default:
      return {};
  }
}

/** `redirected from secure URL A to insecure URL B`, and `stopped after 10 redirects`, which names neither. */
function redirectOf(head: string): { from: string; to: string } {
  return {
    from: redactText(first(/from\s{1,40}secure\s{1,40}URL\s{1,40}(\S{1,1000})/, head)) || '…',
    to: redactText(first(/to\s{1,40}insecure\s{1,40}URL\s{1,40}(\S{1,1000})/, head)) || '…',
  };
}

/** The host where the block names no URL: of a name that was looked up, of ssh, of git. */
export function hostWithoutUrl(head: string, module: string): string {
  const database =
    /mismatch[\s\S]{1,200}?\n\s{0,40}(?!go\.|downloaded)([\w.+-]{1,100}(?:\/[\w./+-]{1,100})?):\s{1,40}h1:/.exec(
      head,
    )?.[1];
  if (database !== undefined) return database.split('+')[0] ?? '';
  const patterns = [
    /lookup\s{1,40}([\w.-]{1,200}?)(?:\s{1,40}on\s|:)/,
    /(?:resolve\s{1,40}host(?:name)?:?|connect\s{1,40}to(?:\s{1,40}host)?)\s{1,40}([\w.-]{1,200}?)(?::|\s|$)/,
    /[\w.-]{1,60}@([\w.-]{1,200}):\s{1,40}Permission\s{1,40}denied/,
    /(?:Connection\s{1,40}closed\s{1,40}by|reset\s{1,40}by|key\s{1,40}for)\s{1,40}([\w.-]{1,200})/,
  ];
  for (const pattern of patterns) {
    const found = pattern.exec(head)?.[1];
    if (found?.includes('.')) return found;
  }
  return /fatal:|remote:|ssh:|Host\s{1,40}key|Permission\s{1,40}denied\s{1,40}\(/.test(head)
    ? (module.split('/')[0] ?? '')
    : '';
}
