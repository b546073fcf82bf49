/** What can be done about a cause, as far as the text alone tells: only changes that are complete without looking at the machine. */
import type { Remedy } from '../../protocol/report.ts';
import { checkConnection, checkDns, command, open } from '../diagnose/remedy/act.ts';
import type { RuleRemedy } from '../diagnose/rule.ts';
import type { Sighting } from './recognise.ts';

export function remediesFor(sighting: Sighting): Omit<Remedy, 'id'>[] {
  return listFor(sighting).map((one) => ({ ...one, title: '', effect: '', caution: null, predicted: null }));
}

function listFor({ code, blame, host, url }: Sighting): RuleRemedy[] {
  const { module } = blame;
  const name = host.replace(/:\d{1,5}$/, '');
  switch (code) {
    case 'dns-no-such-host':
    case 'dns-timeout':
    case 'dns-server-misbehaving':
    case 'dns-server-unreachable':
      return isPlain(name) ? [checkDns(name)] : [];
    case 'tcp-refused':
    case 'tcp-timeout':
    case 'tcp-reset':
    case 'network-unreachable':
    case 'tls-handshake-timeout':
    case 'http-5xx':
      return checkConnection(isPlain(url) ? url : null);
    case 'missing-gosum-entry':
      return [goCommand('download-module', module === '' ? [] : ['mod', 'download', module], module), tidy()].flat();
    case 'missing-requirement':
      return goCommand('get-module', module === '' ? [] : ['get', blame.package || module], blame.package || module);
    case 'gomod-needs-update':
    case 'module-path-mismatch':
      return [tidy()];
    case 'vendor-inconsistent':
      return [command('go-mod-vendor', {}, ['go', 'mod', 'vendor'])];
    case 'unknown-revision':
    case 'no-matching-version':
    case 'incompatible-suffix':
      return goCommand('list-versions', module === '' ? [] : ['list', '-m', '-versions', module], module);
    case 'cache-modified':
    case 'zip-invalid':
      return [command('clean-modcache', {}, ['go', 'clean', '-modcache'])];
    case 'private-module-on-public-proxy':
    case 'sumdb-404-private':
      return goprivate(module);
    case 'gosumdb-invalid':
      return [unset('GOSUMDB')];
    case 'proxy-off':
    case 'goproxy-invalid':
      return [unset('GOPROXY')];
    case 'gotoolchain-invalid':
      return [unset('GOTOOLCHAIN')];
    case 'modules-off':
      return [unset('GO111MODULE')];
    case 'http-401-unauthorized':
      return host === '' ? [] : [open('read-proxy-credentials', { host }, 'https://go.dev/ref/mod#private-modules')];
    case 'git-missing':
      return [open('install-git', {}, 'https://git-scm.com/downloads')];
    case 'tls-expired':
      return [command('check-clock', {}, ['date', '-u'])];
    default:
      return [];
  }
}

/** Values come from a stranger's text and become arguments: only what a path, host or URL is made of, and no option. */
const isPlain = (text: string) => /^[A-Za-z0-9][\w.:/@~%+!?=&-]{0,600}$/.test(text);

function goCommand(code: RuleRemedy['code'], args: string[], module: string): RuleRemedy[] {
  return args.length === 0 || !isPlain(module) ? [] : [command(code, { module }, ['go', ...args])];
}

const tidy = () => command('go-mod-tidy', {}, ['go', 'mod', 'tidy']);
const unset = (name: string) => command('setting-unset', { name }, ['go', 'env', '-u', name]);

/** The present value of GOPRIVATE is not known here, so the new one is complete only where it was empty; the caution says so. */
function goprivate(module: string): RuleRemedy[] {
  const parts = module.split('/');
  if (!isPlain(module) || parts.length < 2) return [];
  const pattern = parts.slice(0, 2).join('/');
  return [
    {
      code: 'goprivate-set',
      params: { pattern },
      kind: 'go-env',
      risk: 'none',
      change: { set: { GOPRIVATE: pattern } },
      undo: { argv: ['go', 'env', '-u', 'GOPRIVATE'], cwd: null },
    },
  ];
}
