/**
 * Which product answered, read from the normal answer alone: nothing is ever asked to find out. Headers, body and URL
 * come from the server, so the name is a hint ("looks like"), never proof, and the raw sign is shown with it.
 */
import type { ExchangeReport } from '../../protocol/report.ts';

export interface Product {
  name: string;
  /** The raw fact: a header, a part of the URL or of the body. */
  sign: string;
}

interface Mark {
  name: string;
  header?: { name: string; value?: RegExp };
  url?: RegExp;
  body?: RegExp;
}

const marks: readonly Mark[] = [
  { name: 'DevGuard', header: { name: 'x-malicious-package' } },
  { name: 'DevGuard', header: { name: 'x-not-allowed-package' } },
  { name: 'DevGuard', header: { name: 'x-proxy-type', value: /^go$/ } },
  { name: 'goproxy', body: /^not found: (?:bad upstream|fetch timed out|temporarily unavailable)/ },
  { name: 'Athens', header: { name: 'www-authenticate', value: /^Basic realm="basic auth required"/ } },
  { name: 'JFrog Artifactory', header: { name: 'x-jfrog-version' } },
  { name: 'JFrog Artifactory', header: { name: 'x-artifactory-id' } },
  { name: 'JFrog Artifactory', header: { name: 'x-artifactory-node-id' } },
  { name: 'JFrog Artifactory', url: /\/artifactory\/api\/go\// },
  { name: 'Sonatype Nexus', header: { name: 'server', value: /^Nexus\// } },
  { name: 'GitLab', header: { name: 'x-gitlab-meta' } },
  { name: 'GitLab', url: /\/api\/v4\/projects\/[^/]{1,200}\/packages\/go/ },
  { name: 'Google Artifact Registry', url: /^https:\/\/[^/]{1,200}-go\.pkg\.dev\// },
  { name: 'GitHub', header: { name: 'x-github-request-id' } },
];

/** The first product whose mark is in this exchange, or null. */
export function recogniseProduct(exchange: ExchangeReport | null): Product | null {
  if (!exchange) return null;
  for (const mark of marks) {
    const sign = signOf(mark, exchange);
    if (sign !== null) return { name: mark.name, sign };
  }
  return null;
}

function signOf(mark: Mark, exchange: ExchangeReport): string | null {
  if (mark.header) {
    const { name, value } = mark.header;
    const found = exchange.responseHeaders.find(
      (one) => one.name.toLowerCase() === name && (value?.test(one.value) ?? true),
    );
    return found ? `${found.name}: ${found.value}` : null;
  }
  if (mark.url) return mark.url.exec(exchange.url)?.[0] ?? null;
  return mark.body?.exec(exchange.excerpt ?? '')?.[0] ?? null;
}
