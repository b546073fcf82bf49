/** A request as a curl command line, so that anybody can send it again without this program. */
import type { ExchangeReport } from '../protocol/report.ts';
import { shellCommand } from './shellCommand.ts';

export interface CurlCommand {
  command: string;
  /** True where a value was redacted when it was recorded: it has to be put in by hand. */
  isRedacted: boolean;
}

/**
 * Sends the same method, URL and headers by the same version of HTTP, through the same forward proxy. `platform` is
 * Node's name of the system, for the quoting. Redirects are not followed: each hop is a request of its own.
 */
export function curlCommand(exchange: ExchangeReport, forwardProxy: string | null, platform: string): CurlCommand {
  const headers = exchange.requestHeaders.filter(({ name }) => name.toLowerCase() !== 'host');
  const argv = [
    'curl',
    '--include',
    '--globoff',
    ...(exchange.method === 'GET' ? [] : ['--request', exchange.method]),
    ...versionOption(exchange.httpVersion),
    ...(forwardProxy === null ? [] : ['--proxy', forwardProxy]),
    ...(headers.some(({ name }) => name.toLowerCase() === 'accept-encoding') ? ['--compressed'] : []),
    ...headers.flatMap(({ name, value }) => ['--header', `${name}: ${value}`]),
    exchange.url,
  ];
  const isRedacted = headers.some(({ redacted }) => redacted) || /[:=]xxxxx\b/.test(exchange.url);
  return { command: shellCommand(argv, platform), isRedacted };
}

function versionOption(httpVersion: string | null): string[] {
  if (httpVersion === null) return [];
  return httpVersion.startsWith('2') ? ['--http2'] : ['--http1.1'];
}
