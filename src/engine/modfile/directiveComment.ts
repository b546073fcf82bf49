/** What comments at a directive mean to go: `// indirect`, `// Deprecated: …`, and the reason of a retraction. */
import { splitFields, trimSpace } from './goText.ts';
import type { Block, Line } from './syntax.ts';

/** Whether the first comment behind the line is `// indirect`, alone or followed by `;` and more. */
export function isIndirect(line: Line): boolean {
  const [comment] = line.suffix;
  if (comment === undefined) return false;
  if (comment === '// indirect') return true;
  const fields = splitFields(withoutSlashes(comment));
  return fields.length === 1 ? fields[0] === 'indirect' : fields[0] === 'indirect;';
}

/** The comments above and behind a line, or those above its block where the line has none at all. */
export function directiveComment(block: Block | null, line: Line): string {
  const own = line.before.length > 0 || line.suffix.length > 0;
  const comments = own || block === null ? [...line.before, ...line.suffix] : block.before;
  return comments
    .filter((comment) => comment !== '')
    .map((comment) => trimSpace(withoutSlashes(comment)))
    .join('\n');
}

/** The message of the first paragraph that begins with `Deprecated:`; null where there is none. */
export function deprecation(block: Block | null, line: Line): string | null {
  const match = /(?:^|\n\n)Deprecated: *(.*?)(?:$|\n\n)/s.exec(directiveComment(block, line));
  return match?.[1] || null;
}

function withoutSlashes(comment: string): string {
  return comment.startsWith('//') ? comment.slice(2) : comment;
}
