/** replace, go.work and vendor (cmd/go/internal/modload/{init,load,vendor,import}.go). */
import type { Cause } from '../cause.ts';
import { phrases } from '../phrase.ts';

export const workspaceCauses: readonly Cause[] = [
  {
    row: 'L16',
    code: 'workspace-dir-missing',
    certainty: 'proved',
    says: phrases(
      'cannot load module .{1,300} listed in go\\.work',
      'modules? listed in go\\.work or their',
      'not one of the workspace modules listed in go\\.work',
      'outside (?:of )?(?:the )?modules listed in go\\.work',
      'reading go\\.work: ',
      'invalid GOWORK',
      'errors parsing go\\.work',
      'go\\.work:\\d{1,6}: ',
      'is contained in a module that is not one of the workspace modules',
      'use of path .{1,200}go\\.work',
      'no modules (?:were )?found in (?:the )?(?:current )?workspace',
      'go\\.work file (?:not found|does not exist)',
      'no go\\.work file found',
    ),
  },
  {
    row: 'L15',
    code: 'workspace-mode-conflict',
    certainty: 'proved',
    says: phrases(
      'in workspace mode',
      'cannot be used in workspace mode',
      'cannot be (?:run|used|set) (?:when )?(?:in|with) (?:a )?workspace',
      'conflicting replacements (?:for|found)',
      '-modfile cannot be used',
    ),
  },
  {
    row: 'R21',
    code: 'replace-dir-missing',
    certainty: 'proved',
    says: phrases(
      'replacement directory .{1,400} does not exist',
      '\\(replaced by (?:[A-Za-z]:)?[./\\\\][^)\\n]{0,400}\\): (?:reading|open|not found|stat)',
      'module \\.{1,2}[/\\\\]\\S{0,300}: reading \\S{1,400}go\\.mod: open',
      '(?:reading|open) \\.{1,2}[/\\\\]\\S{0,300}go\\.mod: (?:open|no such|The system)',
      'replacement module without version must be directory path',
      'replacement directory .{1,300} appears to be',
    ),
  },
  {
    row: 'R22',
    code: 'vendor-inconsistent',
    certainty: 'proved',
    says: phrases(
      'inconsistent vendoring in',
      'vendor/modules\\.txt',
      'not marked as (?:explicit|replaced) in vendor',
      "can't resolve module using the vendor directory.{0,40}inconsistent",
      'modules\\.txt.{0,40}does not match',
    ),
    when: ({ head }) => !phrases('is in the vendor directory').test(head),
  },
  {
    row: 'R23',
    code: 'lookup-disabled-by-mod-flag',
    certainty: 'proved',
    says: phrases(
      '(?:import|module) lookup disabled by -mod',
      'cannot query module due to -mod',
      "can't resolve module using the vendor directory",
      'disabled by -mod=(?:vendor|readonly)(?!\\S)',
      'is not in the vendor directory',
      'cannot find package .{1,300} in vendor',
      'cannot find package "[^"\\n]{1,200}" in: \\S{0,300}[/\\\\]vendor[/\\\\]',
      'build flag -mod=vendor only valid',
    ),
    when: ({ head }) => !phrases('updates to go\\.(?:mod|sum) needed', 'go\\.mod file indicates').test(head),
  },
  {
    row: 'R12',
    code: 'gomod-needs-update',
    certainty: 'proved',
    says: phrases(
      'updates to go\\.mod (?:are )?needed',
      'go\\.mod needs? (?:to be )?updat',
      'go: updating go\\.mod: existing contents have changed',
      'disabled by -mod=(?:vendor|readonly); to (?:update|add)',
      '-mod=readonly.{0,40}needs? (?:to be )?update',
      'go\\.mod file is out of date',
      'ignoring requirement on excluded version',
    ),
  },
];
