/** Reads a text block by block, and gathers what is recognised. Memory is bounded however often an error repeats. */
import type { Certainty, Params } from '../../protocol/report.ts';
import type { FindingCode } from '../diagnose/findingCode.ts';
import { redactText } from '../web/redact.ts';
import { type Blame, blame, type Doing } from './blame.ts';
import { type Block, blocksOf } from './blocks.ts';
import { matchCause } from './catalogue.ts';
import { isNotAFetch } from './causes/notAFetch.ts';
import { detailOf, hostWithoutUrl, spoken } from './detail.ts';
import { factsOf } from './facts.ts';
import { speaksOfGo } from './goContext.ts';

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

export interface Recognition {
  sightings: Sighting[];
  /** Blocks that are output of go or of another tool, and no failure to fetch. */
  harmless: { start: number; end: number }[];
  /** Characters in recognised and in harmless blocks. */
  recognisedCharacters: number;
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
  const found: Recognition = { sightings: [], harmless: [], recognisedCharacters: 0, overflow: false };
  const known = new Map<string, Sighting | 'harmless' | 'unknown'>();
  let doing: Doing | null = null;
  for (const block of blocksOf(text)) {
    const key = doing === null ? block.text : `${block.text}\n${doing.module}`;
    const seen = known.get(key) ?? sightingOf(block, aroundIt, doing);
    if (known.size < mostRemembered) known.set(key, seen);
    doing = doingOf(block.text) ?? doing;
    if (seen === 'unknown') continue;
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

function sightingOf(block: Block, aroundIt: boolean, doing: Doing | null): Sighting | 'harmless' | 'unknown' {
  if (isQuick(block.text)) return isNotAFetch(block.text) ? 'harmless' : 'unknown';
  const facts = factsOf(block);
  const match = matchCause(facts, aroundIt);
  if (match === null) return isNotAFetch(block.text) ? 'harmless' : 'unknown';
  const { cause, inContext } = match;
  const blamed = blame(facts, cause.code, doing);
  const host = facts.host || hostWithoutUrl(facts.head, blamed.module);
  return {
    code: cause.code,
    row: cause.row,
    certainty: inContext ? (cause.certainty ?? 'likely') : 'possible',
    blame: blamed,
    url: redactText(facts.url),
    host,
    params: { ...detailOf({ ...facts, host }), message: spoken(facts.head), ...cause.params?.(facts) },
    ranges: [],
    times: 0,
  };
}

/** Most lines of a log hold none of these, and need no closer look. */
const telling =
  /[a-z]@v?\d|@latest|https?:|go\.(?:mod|sum|work)|module|package|import|GO[A-Z]{3,}|git\b|\bgo: |verifying|checksum|toolchain|lookup|dial|x509|tls:|proxy|denied|space|EOF|exec:|version|revision|vendor|fatal:|ssh|zip|timeout|refused|workspace|replace/i;

const isQuick = (text: string) => !telling.test(text);

const doingPattern =
  /go: (?:downloading|extracting|finding) ([\w-]+\.[\w.~/-]{1,250}) (v[\w.+-]{1,150})|go: finding module for package ([\w-]+\.[\w.~/-]{1,250})/g;

/** The last thing that go says it begins. */
function doingOf(text: string): Doing | null {
  if (!text.includes('go: ')) return null;
  const found = [...text.matchAll(doingPattern)].at(-1);
  if (found === undefined) return null;
  return { module: found[1] ?? found[3] ?? '', version: found[2] ?? '' };
}
