/** Where the documentation of a finding stands. */
import type { FindingCode } from './findingCode.ts';

const base = 'https://github.com/go-modules-doctor/go-modules-doctor/blob/main/docs/findings/';

export function helpUrl(code: FindingCode): string {
  return `${base}${code}.md`;
}
