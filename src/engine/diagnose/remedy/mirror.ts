/**
 * Other ways to the public module proxy and the checksum database where these cannot be reached. Mirrors hold public
 * modules only, and what they serve is still compared with the database. `sum.golang.google.cn` is a name that the go
 * command knows for the same database with the same key (cmd/go/internal/modfetch/key.go), so nothing is weakened.
 */
import type { Environment } from '../../goenv/environment.ts';
import type { RuleRemedy } from '../rule.ts';
import { setRemedy } from './setting.ts';

/** As many as fit into a menu; both are run for everybody. */
const presets = ['https://goproxy.cn,direct', 'https://goproxy.io,direct'];

/** Only for Go's own servers: a company's proxy is not replaced by a public one. `host` may have a port. */
export function useMirror(environment: Environment, host: string): RuleRemedy[] {
  switch (host.replace(/:443$/, '')) {
    case 'proxy.golang.org':
      if (environment.setting('GOPROXY')?.redacted) return [];
      return presets.flatMap((value) => setRemedy(environment, 'setting-set', 'GOPROXY', value, 'none', {}));
    case 'sum.golang.org':
      return setRemedy(environment, 'setting-set', 'GOSUMDB', 'sum.golang.google.cn', 'none', {});
    default:
      return [];
  }
}
