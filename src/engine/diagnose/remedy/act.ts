/** Remedies that run a program, open a page, ask somebody, or let time pass. */
import type { Params, RemedyChange } from '../../../protocol/report.ts';
import type { RuleContext, RuleRemedy } from '../rule.ts';

function remedy(code: RuleRemedy['code'], kind: RuleRemedy['kind'], params: Params, change: RemedyChange): RuleRemedy {
  return { code, params, kind, risk: 'none', change, undo: null };
}

export function command(
  code: RuleRemedy['code'],
  params: Params,
  argv: string[],
  cwd: string | null = null,
): RuleRemedy {
  return remedy(code, 'command', params, { argv, cwd });
}

export function open(code: RuleRemedy['code'], params: Params, url: string): RuleRemedy {
  return remedy(code, 'open', params, { url });
}

/** Asks somebody else. The report itself is words, so `src/text` writes it, from the exchange that is named here. */
export function tell(
  code: 'tell-proxy-admin' | 'tell-network-admin' | 'tell-module-author',
  params: { host?: string; module?: string; exchange: string | null },
): RuleRemedy {
  return remedy(code, 'tell-admin', params, { report: '' });
}

/** Wait until this time, RFC 3339. */
export function wait(until: Date): RuleRemedy {
  const text = until.toISOString();
  return remedy('wait-and-retry', 'wait', { until: text }, { until: text });
}

/** Asks the name service of this machine for the host. */
export function checkDns(host: string): RuleRemedy {
  return command('check-dns', { host }, ['nslookup', host]);
}

/** Asks for the same URL with another program, so that go and this program are both out of the picture. */
export function checkConnection(url: string | null): RuleRemedy[] {
  return url === null || !/^https?:/.test(url)
    ? []
    : [command('check-connection', { url }, ['curl', '-sS', '-I', url])];
}

/** Puts a company's authority into the store that go reads on this system. The certificate file is the user's to bring. */
export function trustCompanyCa(platform: string, issuer: string | null): RuleRemedy {
  return command('trust-company-ca', { issuer, platform }, trustArgv(platform));
}

function trustArgv(platform: string): string[] {
  if (platform === 'win32') return ['certutil', '-addstore', '-f', 'Root', 'company-ca.crt'];
  if (platform === 'darwin') {
    const keychain = '/Library/Keychains/System.keychain';
    return ['sudo', 'security', 'add-trusted-cert', '-d', '-r', 'trustRoot', '-k', keychain, 'company-ca.crt'];
  }
  const install = 'cp company-ca.crt /usr/local/share/ca-certificates/ && update-ca-certificates';
  return ['sudo', 'sh', '-c', install];
}

/** Prints the clock of this machine. */
export function checkClock(platform: string): RuleRemedy {
  const argv = platform === 'win32' ? ['w32tm', '/query', '/status'] : ['date', '-u'];
  return command('check-clock', {}, argv);
}

/** When to ask again: what `Retry-After` says (RFC 9110, 10.2.3), else after `otherwiseMs`. The header is the server's. */
export function retryTime(context: RuleContext, exchange: string | null, checkedAt: string, otherwiseMs: number): Date {
  const checked = Date.parse(checkedAt);
  const from = Number.isNaN(checked) ? 0 : checked;
  const header =
    exchange === null
      ? null
      : context.trace.exchange(exchange)?.responseHeaders.find((one) => one.name.toLowerCase() === 'retry-after');
  const waitMs = header ? retryAfterMs(header.value.trim(), from) : null;
  return new Date(from + (waitMs ?? otherwiseMs));
}

const longestWaitMs = 7 * 24 * 3600_000;

function retryAfterMs(value: string, from: number): number | null {
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - from;
  return Number.isNaN(ms) || ms < 0 ? null : Math.min(ms, longestWaitMs);
}
