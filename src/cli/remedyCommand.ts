/** What carries a remedy out, as something to copy; null where words are all there is. */
import type { Remedy } from '../protocol/report.ts';
import { shellCommand } from '../text/shellCommand.ts';

export function remedyCommand(remedy: Remedy, platform: string): string | null {
  const { change } = remedy;
  if ('set' in change) {
    const assignments = Object.entries(change.set).map(([name, value]) => `${name}=${value}`);
    return shellCommand(['go', 'env', '-w', ...assignments], platform);
  }
  if ('argv' in change) return shellCommand(change.argv, platform);
  if ('url' in change) return change.url;
  if ('edits' in change) return editText(change);
  return null;
}

/** `go.mod:7: require example.com/m v1.2.0` for each line that is written anew. */
function editText(change: Extract<Remedy['change'], { edits: unknown }>): string | null {
  const file = decodeURIComponentSafely(change.uri.split('/').at(-1) ?? change.uri);
  const edits = change.edits.map(({ startLine, newText }) => `${file}:${startLine}: ${newText.trim() || '(delete)'}`);
  return edits.length === 0 ? null : edits.join('; ');
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
