import { quote } from '../strconv.ts';
import { type Failed, plainFailure } from './attempt.ts';
import { versionError } from './goErrorText.ts';

/** go's refusal of a version that cannot stand in a URL, such as `feature/x`. */
export function disallowedVersion(path: string, version: string): Failed {
  const text = `version ${quote(version)} invalid: disallowed version string`;
  return plainFailure({ kind: 'disallowedVersion' }, text, versionError(path, version, text), { file: 'info' });
}
