/** The page has no go-import tag that go can read: a login page, a script before the tag, or no Go module. */
import { discoveryFindings } from '../discoveryGroup.ts';
import type { Rule } from '../rule.ts';

export const noGoImportMeta: Rule = (context) =>
  discoveryFindings(context, 'no-go-import-meta', (reason) => ['no-tag', 'unreadable', 'no-host'].includes(reason));
