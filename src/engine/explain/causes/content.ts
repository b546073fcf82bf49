/** What arrived and go refuses: zips, answers that are no module data (golang.org/x/mod/zip, modfetch/proxy.go). */
import type { Cause } from '../cause.ts';
import { phrase, phrases } from '../phrase.ts';

export const contentCauses: readonly Cause[] = [
  {
    row: 'P11',
    code: 'zip-bad-path',
    certainty: 'proved',
    says: phrases(
      'malformed file path',
      'case-insensitive file name collision',
      'multiple entries for file',
      'go\\.mod files must have lowercase names',
      'go\\.mod file not in module root directory',
      'disallowed as path element component',
      'filename .{0,200}(?:too long|invalid)',
      'file name too long',
    ),
  },
  {
    row: 'P8',
    code: 'zip-too-large',
    certainty: 'proved',
    says: phrases(
      'zip file too large',
      '(?:go\\.mod|LICENSE) file too large',
      'module source tree too large',
      'total uncompressed size',
    ),
  },
  {
    row: 'P9',
    code: 'zip-invalid',
    certainty: 'proved',
    says: phrases(
      'not a valid zip file',
      'zip for \\S{1,400} has unexpected file',
      'zip: (?:checksum error|unsupported|format error)',
      'flate: corrupt',
      'zip: .{0,60}invalid',
    ),
  },
  {
    row: 'P6',
    code: 'proxy-html-not-json',
    says: phrases(
      'invalid response from proxy "[^"\\n]{0,1000}": (?:invalid character|unexpected end|invalid|EOF)',
      'invalid character .{1,8} looking for beginning of value',
      'unexpected end of JSON input',
    ),
  },
  {
    row: 'P6',
    code: 'proxy-html-not-json',
    says: phrase(
      "go\\.mod:\\d{1,6}:(?:\\d{1,6}:)? (?:unknown directive: <|unexpected input character 'U\\+003C|invalid quoted string: .{0,10}<|syntax error.{0,60}<|unknown block type: <)",
    ),
  },
  {
    row: 'P7',
    code: 'proxy-invalid-info',
    certainty: 'proved',
    says: phrases(
      'proxy returned info for version',
      'json: cannot unmarshal',
      'invalid response from proxy',
      'unexpected invalid semantic version',
      'parsing time "',
    ),
  },
];
