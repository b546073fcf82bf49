import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Claim, ClaimKind } from '../../../src/engine/verify/claim.ts';
import { judgeClaims } from '../../../src/engine/verify/judge.ts';

/** `go.sum=A recorded=A proxy=B`: what each source says about the zip. */
function claims(text: string): Claim[] {
  const kinds: readonly ClaimKind[] = ['go.sum', 'recorded', 'cache', 'folder', 'sumdb', 'proxy', 'mirror', 'direct'];
  return text.split(' ').map((word): Claim => {
    const [name = '', letter = ''] = word.split('=');
    const kind = kinds.find((one) => name.startsWith(one)) ?? 'proxy';
    const isCorrupt = letter === 'corrupt';
    const zip = isCorrupt ? null : `h1:${letter}`;
    return { kind, source: name, zip, mod: null, note: isCorrupt ? letter : null, file: null, exchange: null };
  });
}

/** `kind certainty sources`. */
function judged(text: string): string[] {
  return judgeClaims(claims(text)).map((one) => {
    const more =
      one.kind === 'gosumWrong' ? (one.held ? ' held' : '') : 'sources' in one ? ` ${one.sources.join(',')}` : '';
    return `${one.kind} ${one.certainty}${more}`;
  });
}

describe('who is right', () => {
  const cases: [claims: string, conclusions: string[]][] = [
    ['go.sum=A recorded=A cache=A folder=A sumdb=A proxy=A direct=A', []],
    ['sumdb=A', []],
    ['go.sum=A recorded=A cache=B sumdb=A', ['cacheModified proved']],
    ['recorded=A cache=B', ['cacheModified proved']],
    ['recorded=A folder=B', ['cacheModified proved']],
    ['recorded=B cache=B sumdb=A', ['cacheModified proved']],
    ['go.sum=A recorded=B cache=B', ['cacheModified likely']],
    ['recorded=B cache=A sumdb=A', ['cacheModified proved']],
    ['recorded=B sumdb=A', ['cacheModified proved']],
    ['recorded=A cache=corrupt', ['cacheModified proved']],
    ['go.sum=B sumdb=A proxy=A', ['gosumWrong proved']],
    ['go.sum=B cache=B sumdb=A proxy=A', ['cacheModified proved', 'gosumWrong proved held']],
    ['sumdb=A proxy1=A direct=B', ['tagMoved likely direct']],
    ['go.sum=A direct=B', ['tagMoved possible direct']],
    ['sumdb=A proxy1=B proxy2=B', ['tagMoved possible proxy1,proxy2']],
    ['sumdb=A proxy1=B direct=A', ['sourceDiffers proved proxy1']],
    ['go.sum=A proxy1=B', ['sourceDiffers proved proxy1']],
    ['sumdb=A proxy1=B proxy2=C', ['sourceDiffers proved proxy1,proxy2']],
    ['go.sum=A sumdb=A mirror1=B proxy1=A', ['sourceDiffers proved mirror1']],
    ['proxy1=A proxy2=B', ['sourceDiffers possible proxy2']],
  ];
  for (const [text, conclusions] of cases) {
    it(`${text} → ${conclusions.join('; ') || 'nobody disagrees'}`, () => assert.deepEqual(judged(text), conclusions));
  }
});
