/** One cause that a text can name. The tables in `causes/` list them; the first that fits a block is its cause. */
import type { Certainty, Params } from '../../protocol/report.ts';
import type { FindingCode } from '../diagnose/findingCode.ts';
import type { Facts } from './facts.ts';

export interface Cause {
  /** The family of go's sentences, such as `T1`: D names, T connections, S certificates, H answers, P proxies, G discovery and git, A logins, C checksums, R versions, L this machine, N toolchains. */
  row: string;
  code: FindingCode;
  /** What go's own part of the block says. */
  says?: RegExp;
  /** What else must hold. */
  when?: (facts: Facts) => boolean;
  /** Default: likely. A sentence that only one cause leads to is `proved`. */
  certainty?: Certainty;
  params?: (facts: Facts) => Params;
}

export function fits(cause: Cause, facts: Facts): boolean {
  if (cause.says !== undefined && !cause.says.test(facts.head)) return false;
  return cause.when === undefined || cause.when(facts);
}
