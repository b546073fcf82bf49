/** What the panel shows of each exchange beside the report: the command line and the server's own words. */
import { serverWords } from '../engine/web/bodyText.ts';
import type { ExchangeTexts } from '../protocol/panelMessages.ts';
import type { ExchangeReport, Report } from '../protocol/report.ts';
import { curlCommand } from './curl.ts';

/** By exchange id. `platform` is Node's name of the system where the command lines will be used. */
export function exchangeTexts(report: Report, platform: string): Record<string, ExchangeTexts> {
  const proxies = new Map(report.connections.map(({ id, forwardProxy }) => [id, forwardProxy?.url ?? null]));
  return Object.fromEntries(
    report.exchanges.map((exchange) => {
      const proxy = proxies.get(exchange.connection ?? '') ?? null;
      const { command, isRedacted } = curlCommand(exchange, proxy, platform);
      return [exchange.id, { curl: command, curlIsRedacted: isRedacted, said: wordsOf(exchange) }];
    }),
  );
}

/** A refusal's body; what a server sends on success is the module, not words. */
function wordsOf(exchange: ExchangeReport): string | null {
  if (exchange.excerpt === null || exchange.status === null || exchange.status < 400) return null;
  return serverWords(exchange.contentType, new TextEncoder().encode(exchange.excerpt));
}
