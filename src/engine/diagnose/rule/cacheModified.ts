/** The module cache does not hold the bytes that go accepted when it put them there. */
import { command } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { conclusions, verifiedFinding } from '../verifiedGroup.ts';

export const cacheModified: Rule = (context) =>
  conclusions(context, 'cacheModified').map(({ examined, conclusion }) => {
    const { which, found, wanted, file, certainty } = conclusion;
    const module = `${examined.path}@${examined.version}`;
    const clean = ['gomod-doctor', 'verify', '--clean', module, '--yes'];
    return verifiedFinding('cache-modified', examined, {
      params: {
        which,
        found,
        wanted,
        path: file ?? '',
        message: `${examined.path} ${examined.version}: ${file ?? ''}`,
      },
      severity: 'error',
      certainty,
      locations: [],
      remedies: [
        ...(certainty === 'proved' ? [command('clean-module', { module }, clean)] : []),
        command('go-mod-verify', {}, ['go', 'mod', 'verify']),
      ],
    });
  });
