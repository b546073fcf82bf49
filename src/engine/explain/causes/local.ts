/** The machine itself: disk, rights, a changed cache (cmd/go/internal/modfetch, cache, lockedfile). */
import type { Cause } from '../cause.ts';
import { phrase, phrases } from '../phrase.ts';

const cachePlace = phrases(
  'pkg[/\\\\]mod',
  'mod[/\\\\]cache',
  'go-build',
  '(?:module|build|stat|go\\.mod) cache',
  'GOCACHE',
  'GOMODCACHE',
  'GOPATH',
  'cache[/\\\\](?:vcs|download|lock)',
  '\\bmkdir \\S',
  'pkg[/\\\\]sumdb',
  '[/\\\\]@v[/\\\\]',
  'lock file',
);

export const localCauses: readonly Cause[] = [
  {
    row: 'L7',
    code: 'disk-full',
    certainty: 'proved',
    says: phrases(
      'no space left on device',
      'not enough space on the disk',
      'disk quota exceeded',
      'disk is full',
      'There is not enough space',
    ),
  },
  {
    row: 'C16',
    code: 'cache-modified',
    certainty: 'proved',
    says: phrases(
      '(?:zip|dir) has been modified',
      'missing ziphash',
      'unexpected ziphash',
      'exists with wrong content \\(have',
    ),
  },
  {
    row: 'L1',
    code: 'permission-denied-cache',
    certainty: 'proved',
    says: phrases(
      'could not create module cache',
      'failed to initialize build cache',
      'build cache is required, but could not be located',
      "can't find or create lock file",
      'no locks available',
    ),
    when: ({ head }) => !phrase('no space left').test(head),
  },
  {
    row: 'L8',
    code: 'permission-denied-cache',
    certainty: 'proved',
    says: phrases(
      'permission denied',
      'Access is denied',
      'operation not permitted',
      'read-only file system',
      'being used by another process',
      'detected dubious ownership in repository',
    ),
    when: ({ head }) =>
      cachePlace.test(head) &&
      !phrases('socket', 'dial (?:tcp|udp)', 'Permission denied \\(', 'error obtaining VCS status', 'fork/exec').test(
        head,
      ),
  },
];
