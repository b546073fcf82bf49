/** The page has go-import tags, and none that go accepts for this path. */
import { discoveryFindings } from '../discoveryGroup.ts';
import type { Rule } from '../rule.ts';

export const goImportMismatch: Rule = (context) =>
  discoveryFindings(
    context,
    'go-import-mismatch',
    (reason) => !['status', 'no-tag', 'unreadable', 'no-host'].includes(reason),
  );
