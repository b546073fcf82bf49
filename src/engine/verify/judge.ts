/**
 * Who is right: from the claims about one module version to conclusions. What the log proves is what everybody else got
 * first, so it is the measure; without it the line in go.sum is. A network problem never becomes "tampered", nor the other
 * way round: the class comes from who disagrees with whom.
 */
import type { Certainty } from '../../protocol/report.ts';
import { type Claim, type ClaimKind, hashOf, type Which } from './claim.ts';

export type Conclusion =
  /** The bytes in the module cache are not those that go recorded or that the measure has. */
  | { kind: 'cacheModified'; which: Which; found: string; wanted: string; file: string | null; certainty: Certainty }
  /** The line in go.sum is not what the log has. `held`: others have the hash of go.sum too, so it was once accepted unseen. */
  | { kind: 'gosumWrong'; which: Which; recorded: string; wanted: string; held: boolean; certainty: Certainty }
  /** The origin, or everybody who is asked, has other bytes than were published first. */
  | { kind: 'tagMoved'; which: Which; found: string; wanted: string; sources: string[]; certainty: Certainty }
  /** Some sources give other bytes than the measure, while others agree with it, or nobody else is there. */
  | {
      kind: 'sourceDiffers';
      which: Which;
      found: string;
      wanted: string;
      by: 'sumdb' | 'go.sum' | 'others';
      /** Some other source gives the right bytes. */
      isServedElsewhere: boolean;
      sources: string[];
      certainty: Certainty;
    };

const downloads: readonly ClaimKind[] = ['proxy', 'mirror', 'direct'];

export function judgeClaims(claims: readonly Claim[]): Conclusion[] {
  return (['zip', 'mod'] as const).flatMap((which) => judgeOne(claims, which));
}

interface Said {
  claim: Claim;
  hash: string;
}

function judgeOne(claims: readonly Claim[], which: Which): Conclusion[] {
  const said = claims.flatMap((claim): Said[] => {
    const hash = hashOf(claim, which);
    return hash === null ? [] : [{ claim, hash }];
  });
  const one = (kind: ClaimKind) => said.find(({ claim }) => claim.kind === kind) ?? null;
  const log = one('sumdb');
  const sum = one('go.sum');
  const measure = log ?? sum;
  return [
    ...(which === 'zip' ? judgeUnreadable(claims, measure ?? one('recorded')) : []),
    ...judgeCache(one('cache'), one('recorded'), one('folder'), measure, which),
    ...judgeGoSum(said, sum, log, which),
    ...judgeDownloads(said, measure, which),
  ];
}

function judgeCache(
  cache: Said | null,
  recorded: Said | null,
  folder: Said | null,
  measure: Said | null,
  which: Which,
): Conclusion[] {
  const wanted = measure ?? recorded;
  // What go recorded beside a zip counts where the zip was not read, or is right.
  const isZipRight = cache === null || cache.hash === wanted?.hash;
  return [cache, isZipRight ? recorded : null, folder].flatMap((found): Conclusion[] => {
    if (found === null || wanted === null || found.hash === wanted.hash) return [];
    // Bytes that are as recorded and differ from go.sum alone: either side may be wrong.
    const isSure = measure?.claim.kind === 'sumdb' || recorded?.hash === wanted.hash;
    const certainty = isSure ? 'proved' : 'likely';
    return [
      { kind: 'cacheModified', which, found: found.hash, wanted: wanted.hash, file: found.claim.file, certainty },
    ];
  });
}

function judgeUnreadable(claims: readonly Claim[], wanted: Said | null): Conclusion[] {
  return claims
    .filter(({ kind, note }) => kind === 'cache' && note === 'corrupt')
    .map(({ file }) => ({
      kind: 'cacheModified',
      which: 'zip',
      found: '',
      wanted: wanted?.hash ?? '',
      file,
      certainty: 'proved',
    }));
}

function judgeGoSum(said: readonly Said[], sum: Said | null, log: Said | null, which: Which): Conclusion[] {
  if (sum === null || log === null || sum.hash === log.hash) return [];
  const held = said.some(({ claim, hash }) => claim.kind !== 'go.sum' && hash === sum.hash);
  return [{ kind: 'gosumWrong', which, recorded: sum.hash, wanted: log.hash, held, certainty: 'proved' }];
}

function judgeDownloads(said: readonly Said[], measure: Said | null, which: Which): Conclusion[] {
  const served = said.filter(({ claim }) => downloads.includes(claim.kind));
  const wanted = measure?.hash ?? served[0]?.hash ?? null;
  const differing = served.filter(({ hash }) => hash !== wanted);
  const [first] = differing;
  if (wanted === null || first === undefined) return [];
  const by = measure?.claim.kind === 'sumdb' ? 'sumdb' : measure === null ? 'others' : 'go.sum';
  const sources = differing.map(({ claim }) => claim.source);
  const shared = { which, found: first.hash, wanted, sources } as const;
  const isOrigin = differing.some(({ claim }) => claim.kind === 'direct');
  const isEverybody = differing.length === served.length && served.length > 1;
  const areAlike = differing.every(({ hash }) => hash === first.hash);
  if (measure !== null && areAlike && (isOrigin || isEverybody)) {
    return [{ kind: 'tagMoved', ...shared, certainty: isOrigin && by === 'sumdb' ? 'likely' : 'possible' }];
  }
  const isServedElsewhere = differing.length < served.length;
  return [
    { kind: 'sourceDiffers', ...shared, by, isServedElsewhere, certainty: by === 'others' ? 'possible' : 'proved' },
  ];
}
