/** Zips, good, odd and broken, judged by us and by Go's archive/zip, x/mod/zip and x/mod/sumdb/dirhash. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { after, before, describe, it } from 'mocha';
import { hashZip } from '../../src/engine/sumdb/dirhash.ts';
import { checkZipNames, checkZipRules, unzipError } from '../../src/engine/zip/checkZip.ts';
import { encodeName } from '../../src/engine/zip/entryName.ts';
import { openModuleZip } from '../../src/engine/zip/moduleZip.ts';
import { buildZip, fileOf, type TestEntry, type ZipShape } from '../unit/zip/buildZip.ts';
import { buildGoOracle, type GoOracle } from './goOracle.ts';

const program = `package main

import (
	"archive/zip"
	"encoding/json"
	"os"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb/dirhash"
	modzip "golang.org/x/mod/zip"
)

type question struct{ File, Path, Version string }

type answer struct {
	OpenError, Unexpected, Hash, HashError, RuleError string
	Names                                            [][]byte
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func judge(q question) (a answer) {
	m := module.Version{Path: q.Path, Version: q.Version}
	_, err := modzip.CheckZip(m, q.File)
	a.RuleError = text(err)
	r, err := zip.OpenReader(q.File)
	if err != nil {
		a.OpenError = text(err)
		return a
	}
	defer r.Close()
	for _, f := range r.File {
		a.Names = append(a.Names, []byte(f.Name))
		if a.Unexpected == "" && !strings.HasPrefix(f.Name, q.Path+"@"+q.Version+"/") {
			a.Unexpected = "zip for " + q.Path + "@" + q.Version + " has unexpected file " + f.Name
		}
	}
	a.Hash, err = dirhash.HashZip(q.File, dirhash.DefaultHash)
	a.HashError = text(err)
	return a
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	answers := []answer{}
	for _, q := range questions {
		answers = append(answers, judge(q))
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
`;

interface GoAnswer {
  OpenError: string;
  Unexpected: string;
  Hash: string;
  HashError: string;
  RuleError: string;
  Names: string[] | null;
}

interface Case {
  name: string;
  bytes: Buffer;
  path: string;
  version: string;
  /** Ours may be 'uncertain'. */
  mayBeUncertain: boolean;
  /** Of a broken entry: with several faults at once it is chance which one Go meets first. */
  exactWords: boolean;
}

const M = 'example.com/m';
const P = `${M}@v1.0.0/`;

const zipCase = (name: string, entries: TestEntry[], shape?: ZipShape): Case =>
  bytesCase(name, buildZip(entries, shape));

const bytesCase = (name: string, bytes: Buffer): Case => ({
  name,
  bytes,
  path: M,
  version: 'v1.0.0',
  mayBeUncertain: false,
  exactWords: true,
});

const goMod: TestEntry = { name: `${P}go.mod`, content: `module ${M}\n` };
const file = (name: string, content = name): TestEntry => ({ name: `${P}${name}`, content });

function descriptor(content: string, options: { signature?: boolean; sum?: number } = {}): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32LE(options.sum ?? crc32(content), 0);
  bytes.writeUInt32LE(deflateRawSync(content).length, 4);
  bytes.writeUInt32LE(content.length, 8);
  return options.signature === false ? bytes : Buffer.concat([Buffer.from('PK\x07\x08'), bytes]);
}

/** Bytes that do not compress, the same each time. */
function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const goodCases: Case[] = [
  zipCase('two files', [goMod, file('a.go')]),
  zipCase('no entries', []),
  zipCase('order of bytes, not of UTF-16', [goMod, file('ｚ.go'), file('𠀀.go'), file('é.go'), file('Z.go')]),
  zipCase('stored', [
    { ...goMod, method: 0 },
    { ...file('a'), method: 0 },
  ]),
  zipCase('descriptor with signature', [{ ...file('a', 'xyz'), descriptor: descriptor('xyz') }]),
  zipCase('descriptor without signature', [
    { ...file('a', 'xyz'), descriptor: descriptor('xyz', { signature: false }) },
  ]),
  zipCase('stored with a descriptor', [{ ...file('a', 'xyz'), method: 0, descriptor: descriptor('xyz') }, goMod]),
  zipCase('large compressible and large noise', [
    goMod,
    { name: `${P}zeros`, content: Buffer.alloc(3 << 20) },
    { name: `${P}noise`, content: noise(2_500_000, 1) },
    { name: `${P}stored`, content: noise(2_500_000, 2), method: 0 },
    { name: `${P}edge`, content: noise(1 << 20, 3), method: 0 },
  ]),
  zipCase('directory entries', [goMod, { name: `${P}sub/` }, file('sub/a'), { name: P }]),
  zipCase('a stored directory with packed bytes', [
    { name: `${P}sub/`, packed: Buffer.from('xx'), uncompressedSize: 0 },
  ]),
  zipCase('crc zero is not checked', [{ ...file('a', 'xyz'), crc: 0 }]),
  zipCase('garbage behind the deflated data', [
    { ...file('a', 'xyz'), packed: Buffer.concat([deflateRawSync('xyz'), Buffer.from('garbage')]) },
  ]),
  zipCase('comment', [goMod], { comment: Buffer.from('a comment') }),
  zipCase('bytes before', [goMod, file('a')], { before: Buffer.from('#!/bin/sh\n') }),
  zipCase('bytes before, counted', [goMod, file('a')], { before: Buffer.from('#!/bin/sh\n'), absoluteOffsets: true }),
  zipCase('bytes behind', [goMod, file('a')], { after: Buffer.from('\n') }),
  zipCase('2 KiB behind', [goMod, file('a')], { after: Buffer.alloc(2048, 0x20) }),
  zipCase('bytes before and behind', [goMod], { before: noise(3000, 4), after: noise(500, 5) }),
  zipCase('unknown extra field', [{ ...goMod, extra: Buffer.from('\x99\x99\x02\x00ab', 'latin1') }]),
  zipCase('encryption flag is ignored', [{ ...file('a'), flags: 1 }]),
  zipCase('gopkg.in', [{ name: 'gopkg.in/yaml.v2@v2.0.0/a', content: 'a' }]),
];

const brokenCases: Case[] = [
  bytesCase('empty file', Buffer.alloc(0)),
  bytesCase('HTML', Buffer.from('<html><body>Sign in</body></html>')),
  bytesCase('cut at the end', buildZip([goMod, file('a')]).subarray(0, -5)),
  bytesCase('cut in the middle', buildZip([goMod, file('a')]).subarray(0, 60)),
  zipCase('70 KiB behind', [goMod], { after: Buffer.alloc(70 * 1024, 0x20) }),
  zipCase('crc differs', [goMod, { ...file('a'), crc: 1 }]),
  zipCase('descriptor differs', [{ ...file('a', 'xyz'), descriptor: descriptor('xyz', { sum: 7 }) }]),
  zipCase('descriptor missing at the end', [{ ...file('a', 'xyz'), flags: 8 }]),
  zipCase('larger than declared', [{ ...file('a', 'xyzxyz'), uncompressedSize: 3, crc: crc32('xyz') }]),
  zipCase('smaller than declared', [{ ...file('a', 'xyz'), uncompressedSize: 30 }]),
  zipCase('stored larger than declared', [{ ...file('a', 'xyzxyz'), method: 0, uncompressedSize: 3 }]),
  zipCase('stored smaller than declared', [{ ...file('a', 'xyz'), method: 0, uncompressedSize: 4 }]),
  zipCase('large and larger than declared', [
    { name: `${P}a`, content: Buffer.alloc(3 << 20, 1), uncompressedSize: 2 << 20 },
  ]),
  zipCase('large and smaller than declared', [
    { name: `${P}a`, content: Buffer.alloc(2 << 20, 1), uncompressedSize: 3 << 20 },
  ]),
  zipCase('large with another crc', [{ name: `${P}a`, content: Buffer.alloc(3 << 20, 1), crc: 5 }]),
  zipCase('broken deflate data', [{ ...file('a', 'xyz'), packed: Buffer.from([0xff, 0xff, 0xff]) }]),
  zipCase('cut deflate data', [{ ...file('a', 'xyzxyz'), packed: deflateRawSync('xyzxyz').subarray(0, 3) }]),
  zipCase('more packed bytes than the file has', [
    { ...goMod, method: 0, compressedSize: 5000, uncompressedSize: 5000 },
  ]),
  zipCase('unknown method', [{ ...file('a'), method: 12 }]),
  zipCase('no local header', [{ ...file('a'), localSignature: 0 }]),
  zipCase('local header behind the end', [{ ...file('a'), offset: 100_000 }]),
  zipCase('a directory with content', [{ name: `${P}sub/`, content: 'x' }]),
  zipCase('newline in a name', [goMod, file('a\nb')]),
  zipCase('two faults: the first by name is told', [
    { ...file('b'), method: 12 },
    { ...file('a'), crc: 1 },
  ]),
  zipCase('fewer records than counted', [goMod], { records: 2 }),
];

const ruleCases: Case[] = [
  zipCase('case collision', [file('a.go'), file('A.go')]),
  zipCase('folders that collide', [file('x/a'), file('X/b'), file('x/c'), file('X/b/d')]),
  zipCase('sharp s and Kelvin sign', [file('straße'), file('STRASSE'), file('k'), file('\u212a')]),
  zipCase('dotless i', [file('ı'), file('I'), file('i')]),
  zipCase('duplicate', [file('a.go', '1'), file('a.go', '2')]),
  zipCase('file and directory', [file('a'), file('a/b')]),
  zipCase('directory and file', [file('a/b'), file('a')]),
  zipCase('names that are not clean', [
    file('./a'),
    file('a//b'),
    file('a/../b'),
    file('a/./b'),
    file('/'),
    file('//'),
  ]),
  zipCase('traversal', [file('../a'), file('..'), file('.'), file('../../etc/passwd'), file('/etc/passwd')]),
  zipCase('characters', [file('a:b'), file("a'b"), file('a\\b'), file('a b'), file('٣'), file('a\tb'), file('日本')]),
  zipCase('Windows names', [file('con/a.go'), file('aux.txt'), file('nul'), file('console'), file('a~1/b')]),
  zipCase('dots', [file('.hidden'), file('a.'), file('...'), file('a./b')]),
  zipCase('go.mod elsewhere', [file('sub/go.mod'), file('GO.MOD'), file('sub/Go.Mod'), file('go.mod/a')]),
  zipCase('no prefix', [file('a'), { name: 'b' }, { name: `${M}@v1.0.1/c` }, { name: `${M}@v1.0.0` }]),
  zipCase('bytes that are not UTF-8', [{ name: Buffer.from(`${P}a\xff\xc3b`, 'latin1') }, goMod]),
  zipCase('truncated UTF-8', [
    { name: Buffer.from(`${P}\xe2\x82`, 'latin1') },
    { name: Buffer.from(`${P}\xed\xa0\x80`, 'latin1') },
  ]),
  zipCase('BOM in a name', [file('\ufeffa')]),
  zipCase('large go.mod', [{ ...goMod, content: Buffer.alloc((16 << 20) + 1, 0x0a) }]),
  zipCase('large LICENSE', [{ name: `${P}LICENSE`, content: Buffer.alloc((16 << 20) + 1) }, file('sub/LICENSE')]),
  {
    ...zipCase('contents too large', [{ ...file('a'), uncompressedSize: 524_288_001 }, file('b:')]),
    mayBeUncertain: true,
  },
  { ...zipCase('not canonical', [file('a')]), version: 'v1.0' },
  { ...zipCase('build metadata', [file('a')]), version: 'v1.0.0+meta' },
  { ...zipCase('no version', [file('a')]), version: 'master' },
  { ...zipCase('major version', [file('a')]), version: 'v2.0.0' },
  { ...zipCase('incompatible', [{ name: `${M}@v2.0.0+incompatible/a` }]), version: 'v2.0.0+incompatible' },
  { ...zipCase('malformed module path', [file('a')]), path: 'm' },
  { ...zipCase('gopkg.in without version', [file('a')]), path: 'gopkg.in/yaml' },
];

const uncertainCases: Case[] = [
  { ...zipCase('more records than counted', [goMod, file('a')], { records: 1 }), mayBeUncertain: true },
  { ...zipCase('strong encryption flag', [{ ...goMod, flags: 0x40 }]), mayBeUncertain: true },
  {
    ...zipCase('broken extra field', [{ ...goMod, extra: Buffer.from('\x99\x99\xff\xffab', 'latin1') }]),
    mayBeUncertain: true,
  },
  { ...zipCase('directory offset behind the end', [goMod], { directoryOffset: 1_000_000 }), mayBeUncertain: true },
  {
    ...zipCase(
      'entries that share their data',
      Array.from({ length: 300 }, (_, i) => ({
        ...file(`${i}`),
        offset: 0,
        compressedSize: 500,
      })),
    ),
    mayBeUncertain: true,
  },
];

/** One to three bytes changed, anywhere. */
function mutants(count: number): Case[] {
  const originals = [...goodCases, ...ruleCases].map(({ bytes }) => bytes).filter((bytes) => bytes.length < 4000);
  const dice = noise(count * 16, 99);
  return Array.from({ length: count }, (_, index) => {
    const original = originals[index % originals.length] ?? Buffer.alloc(0);
    const bytes = Buffer.from(original);
    const changes = 1 + ((dice[index * 16] ?? 0) % 3);
    for (let change = 0; change < changes; change++) {
      const at = dice.readUInt32LE(index * 16 + 1 + change * 5) % bytes.length;
      bytes[at] = dice[index * 16 + 5 + change * 5] ?? 0;
    }
    return { ...bytesCase(`mutant ${index}`, bytes), mayBeUncertain: true, exactWords: false };
  });
}

interface OurAnswer {
  kind: 'ok' | 'notAZip' | 'uncertain';
  text: string;
  names: string[];
  unexpected: string;
  rules: string;
}

async function judge(test: Case): Promise<OurAnswer> {
  const opened = await openModuleZip(fileOf(test.bytes));
  if (opened.kind !== 'ok') return { kind: opened.kind, text: opened.detail, names: [], unexpected: '', rules: '' };
  const { zip } = opened;
  const hashed = await hashZip(zip, new AbortController().signal);
  const named = checkZipNames(zip, test.path, test.version);
  const file = named.kind === 'ok' ? '' : named.file.toWellFormed();
  return {
    kind: hashed.kind === 'uncertain' ? 'uncertain' : 'ok',
    text: hashed.kind === 'ok' ? hashed.hash : hashed.detail,
    names: zip.entries.map((entry) => encodeName(entry.name).toString('base64')),
    unexpected: named.kind === 'ok' ? '' : `zip for ${test.path}@${test.version} has unexpected file ${file}`,
    rules: unzipError(checkZipRules(zip, test.path, test.version))?.toWellFormed() ?? '',
  };
}

/** A byte of a name that is not UTF-8: Go's JSON makes it U+FFFD, as `toWellFormed` does. */
function assertAgrees(test: Case, ours: OurAnswer, go: GoAnswer): void {
  if (ours.kind === 'uncertain') {
    assert.ok(
      test.mayBeUncertain,
      `${test.name}: uncertain (${ours.text}), Go: ${go.OpenError || go.HashError || go.Hash}`,
    );
    return;
  }
  assert.equal(ours.kind === 'notAZip' ? ours.text : '', go.OpenError, test.name);
  if (ours.kind === 'notAZip') return;
  assert.deepEqual(ours.names, go.Names ?? [], test.name);
  assert.equal(ours.unexpected, go.Unexpected, test.name);
  assert.equal(ours.rules, go.RuleError, test.name);
  if (!test.exactWords && go.HashError !== '') assert.doesNotMatch(ours.text, /^h1:/, test.name);
  else if (go.HashError.startsWith('flate: corrupt input')) assert.equal(ours.text, 'flate: corrupt input', test.name);
  else assert.equal(ours.text, go.HashError || go.Hash, test.name);
}

describe('hashes and zip rules, compared with Go', function () {
  this.timeout(120_000);
  let oracle: GoOracle | null = null;

  before(function () {
    oracle = buildGoOracle(program);
    if (oracle !== null) return;
    console.error('      SKIPPED: there is no go command to compare with; hashes and zip rules were NOT compared');
    this.skip();
  });
  after(() => oracle?.dispose());

  async function compare(cases: readonly Case[]): Promise<OurAnswer[]> {
    assert.ok(oracle !== null);
    const directory = oracle.directory;
    const questions = cases.map(({ bytes, path: modulePath, version }, index) => {
      const zip = path.join(directory, `${index}.zip`);
      writeFileSync(zip, bytes);
      return { File: zip, Path: modulePath, Version: version };
    });
    const answers = oracle.ask(questions) as GoAnswer[];
    const ours: OurAnswer[] = [];
    for (const [index, test] of cases.entries()) {
      const go = answers[index];
      assert.ok(go !== undefined);
      const mine = await judge(test);
      ours.push(mine);
      assertAgrees(test, mine, go);
    }
    return ours;
  }

  it('hashes good and odd zips as Go does', async () => {
    const ours = await compare(goodCases);
    for (const answer of ours) assert.match(answer.text, /^h1:/);
  });

  it('refuses broken zips in Go’s words', async () => {
    const ours = await compare(brokenCases);
    for (const answer of ours) assert.doesNotMatch(answer.text, /^h1:/);
  });

  it('names the broken rules in Go’s words', () => compare(ruleCases));

  it('says that it is uncertain where it cannot follow Go', async () => {
    const ours = await compare(uncertainCases);
    assert.deepEqual([...new Set(ours.map(({ kind }) => kind))], ['uncertain']);
  });

  it('agrees with Go about zips with changed bytes, or is uncertain', async () => {
    const ours = await compare(mutants(3000));
    const uncertain = ours.filter(({ kind }) => kind === 'uncertain').length;
    assert.ok(uncertain < ours.length * 0.2, `${uncertain} of ${ours.length} uncertain`);
  });
});
