/** Reads a text block by block, and gathers what is recognised. Memory is bounded however often an error repeats. */
import type { Certainty, Params } from '../../protocol/report.ts';
import type { FindingCode } from '../diagnose/findingCode.ts';
import { redactText } from '../web/redact.ts';
import { type Blame, blame, type Doing } from './blame.ts';
import { type Block, blocksOf } from './blocks.ts';
import { type Match, matchCause } from './catalogue.ts';
import { isNotAFetch } from './causes/notAFetch.ts';
import { detailOf, hostWithoutUrl, spoken, wordsFor } from './detail.ts';
import { type Facts, factsOf } from './facts.ts';
import { isSurelyFetch, speaksOfGo } from './goContext.ts';

export interface Sighting {
  code: FindingCode;
  row: string;
  certainty: Certainty;
  blame: Blame;
  url: string;
  host: string;
  params: Params;
  /** Where it was read, first places only. */
  ranges: { start: number; end: number }[];
  /** How often it was read. */
  times: number;
}

/** A block as one of its readings. */
interface Reading {
  facts: Facts;
  match: Match;
}

export interface Recognition {
  sightings: Sighting[];
  /** Blocks that are output of go or of another tool, and no failure to fetch. */
  harmless: { start: number; end: number }[];
  /** Characters in recognised and in harmless blocks. */
  recognisedCharacters: number;
  /** Something about a fetch that is not understood: then nobody can say that nothing is wrong. */
  doubtful: boolean;
  /** More different errors than are kept. */
  overflow: boolean;
}

const mostSightings = 200;
const mostRanges = 20;
const mostHarmless = 1000;
const mostRemembered = 20_000;

/** Everything that can be read from this text. */
export function recognise(text: string): Recognition {
  const aroundIt = speaksOfGo(text);
  const found: Recognition = { sightings: [], harmless: [], recognisedCharacters: 0, doubtful: false, overflow: false };
  const known = new Map<string, Sighting>();
  let doing: Doing | null = null;
  for (const block of blocksOf(text)) {
    const seen = isQuick(block)
      ? plainBlock(block.text)
      : (known.get(keyOf(block, doing)) ?? (found.overflow ? 'unknown' : look(block, aroundIt, doing)));
    if (typeof seen === 'object' && known.size < mostRemembered) known.set(keyOf(block, doing), seen);
    doing = doingOf(block.text) ?? doing;
    if (seen === 'doubtful') found.doubtful = true;
    if (seen === 'unknown' || seen === 'doubtful') continue;
    found.recognisedCharacters += block.end - block.start;
    if (seen !== 'harmless') add(found, seen, block);
    else if (found.harmless.length < mostHarmless) found.harmless.push({ start: block.start, end: block.end });
  }
  return found;
}

function add(found: Recognition, sighting: Sighting, { start, end }: Block): void {
  const present = found.sightings.find((one) => one === sighting || isSame(one, sighting));
  if (present !== undefined) {
    present.times += 1;
    if (present.ranges.length < mostRanges) present.ranges.push({ start, end });
  } else if (found.sightings.length < mostSightings) {
    sighting.times = 1;
    sighting.ranges.push({ start, end });
    found.sightings.push(sighting);
  } else {
    found.overflow = true;
  }
}

function isSame(one: Sighting, other: Sighting): boolean {
  return (
    one.code === other.code &&
    one.host === other.host &&
    one.blame.module === other.blame.module &&
    one.blame.version === other.blame.version
  );
}

const keyOf = (block: Block, doing: Doing | null) =>
  doing === null ? block.text : `${block.text}\n${doing.module} ${doing.version}`;

const plainBlock = (text: string) => (isNotAFetch(text) ? 'harmless' : 'unknown');

function look(block: Block, aroundIt: boolean, doing: Doing | null): Sighting | 'harmless' | 'doubtful' | 'unknown' {
  const read = bestReading(block, aroundIt);
  if (read === null) return isSurelyFetch(factsOf(block.text)) ? 'doubtful' : plainBlock(block.loose);
  const { facts, match } = read;
  const { cause, inContext } = match;
  const blamed = blame(facts, cause.code, doing);
  const isSetting = cause.code === 'goproxy-invalid';
  const host = isSetting ? '' : facts.host || hostWithoutUrl(facts.head, blamed.module);
  return {
    code: cause.code,
    row: cause.row,
    certainty: inContext ? (cause.certainty ?? 'likely') : 'possible',
    blame: blamed,
    url: redactText(facts.url),
    host,
    params: {
      ...detailOf({ ...facts, host }),
      ...wordsFor(cause.code, facts, host),
      message: spoken(facts.head),
      ...cause.params?.(facts),
    },
    ranges: [],
    times: 0,
  };
}

/** How many of module, version and URL a reading shows. */
function namedIn({ facts, match }: Reading): number {
  const { module, version } = blame(facts, match.cause.code, null);
  return [module, version, facts.url].filter((one) => one !== '').length;
}

/** Where the lines were cut in words or at blanks is not certain, the reading that says more is taken. */
function bestReading({ text, loose }: Block, aroundIt: boolean): Reading | null {
  const readings: Reading[] = (text === loose ? [text] : [text, loose]).flatMap((one) => {
    const facts = factsOf(one);
    const match = matchCause(facts, aroundIt);
    return match === null ? [] : [{ facts, match }];
  });
  const [first, second] = readings;
  if (first === undefined) return null;
  if (second === undefined || second.match.rank > first.match.rank) return first;
  return second.match.rank < first.match.rank || namedIn(second) > namedIn(first) ? second : first;
}

/** Every sentence of the tables has one of these words. Most lines of a log hold none, and need no closer look. */
const telling = new RegExp(
  [
    'refus|time(?:d )?out|deadline|no\\s(?:such|route|match|req|main|go|mod|sec|space|vers|comm|exist|import|lock|usable)',
    'not\\s(?:found|in|a|an|part|prov|avail|mark|exist|allow|supp|perm|comp|be|fit|trust|match|set|semver|enough|known|rec|own|list)',
    'den(?:y|ied)|forbid|unreach|reset by|forc|pipe|EOF|x509|tls|certif|handshake|mism?atch|missing|invalid|malformed',
    "can't|cannot|could|couldn't|unknown|unrec|unex|disa|does|must|need|requ|incons|ambig|collision|fatal|fail|error",
    'SECURITY|[^\\w.][345]\\d\\d\\b|stream|GOAWAY|http2|redir|modified|status|exec|conflict|outside|resol|verif|misbeh|unable|too ',
    'unsupp|prompt|wrong|declare|exclu|should|is not|read-only|proxy|Proxy|GO[A-Z]{3,}|lookup|dial|denied|revision|checksum|toolchain',
    'only|workspace|remote|signal|object|pack|hung|early|SSL|[Kk]ey|Recv|Empty|abort|recogni|hostname|Client\\.',
    'Forbidden|Unavail|Allowed|Gateway|Unauth|Found|Request|Denied|Blocked|Authentication|ssh|fetch|newer|later|maximum|hash',
  ].join('|'),
);

const progress = /^go: (?:downloading|extracting|finding|found|added|upgraded) \S{1,300} \S{1,200}$/;

const isQuick = ({ text, loose }: Block) =>
  progress.test(text) || !(telling.test(text) || (loose !== text && telling.test(loose)));

const doingPattern =
  /go: (?:downloading|extracting|finding) ([\w-]+\.[\w.~/-]{1,250}) (v[\w.+-]{1,150})|go: finding module for package ([\w-]+\.[\w.~/-]{1,250})/g;

/** The last thing that go says it begins. */
function doingOf(text: string): Doing | null {
  if (!text.includes('go: ')) return null;
  const found = [...text.matchAll(doingPattern)].at(-1);
  if (found === undefined) return null;
  return { module: found[1] ?? found[3] ?? '', version: found[2] ?? '' };
}
