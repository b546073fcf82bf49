/** Versions, paths, escapes and patterns, judged by us and by Go's own x/mod on thousands of made-up texts. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { escapePath, escapeVersion, unescapePath, unescapeVersion } from '../../src/engine/module/escape.ts';
import {
  checkFilePath,
  checkImportPath,
  checkPath,
  checkPathMajor,
  splitPathVersion,
} from '../../src/engine/module/path.ts';
import { matchPrefixPatterns } from '../../src/engine/module/patterns.ts';
import { type PseudoVersionError, pseudoVersionBase, pseudoVersionTime } from '../../src/engine/module/pseudo.ts';
import { canonicalVersion } from '../../src/engine/module/version.ts';
import * as semver from '../../src/engine/semver.ts';
import { quote } from '../../src/engine/strconv.ts';
import { buildGoOracle, type GoOracle } from './goOracle.ts';

const program = `package main

import (
	"encoding/json"
	"os"
	"strconv"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

func said(err error) any {
	if err == nil {
		return nil
	}
	return err.Error()
}

func orNil(text string, err error) any {
	if err != nil {
		return nil
	}
	return text
}

func judge(a, b string) []any {
	escapedPath, err1 := module.EscapePath(a)
	escapedVersion, err2 := module.EscapeVersion(a)
	path, err3 := module.UnescapePath(a)
	version, err4 := module.UnescapeVersion(a)
	base, err5 := module.PseudoVersionBase(a)
	time, err6 := module.PseudoVersionTime(a)
	prefix, major, ok := module.SplitPathVersion(a)
	return []any{
		semver.IsValid(a), semver.Canonical(a), semver.MajorMinor(a), semver.Build(a), module.CanonicalVersion(a),
		said(module.CheckPath(a)), said(module.CheckImportPath(a)), said(module.CheckFilePath(a)),
		orNil(escapedPath, err1), orNil(escapedVersion, err2), orNil(path, err3), orNil(version, err4),
		orNil(base, err5), said(err5), orNil(time.UTC().Format("2006-01-02T15:04:05.000Z"), err6), said(err6),
		prefix, major, ok, semver.Compare(a, b), module.MatchPrefixPatterns(a, b), said(module.CheckPathMajor(a, "/v2")),
		said(module.CheckPathMajor(a, "")), said(module.CheckPathMajor(a, ".v1")), strconv.Quote(a),
	}
}

func main() {
	var pairs [][2]string
	json.NewDecoder(os.Stdin).Decode(&pairs)
	answers := [][]any{}
	for _, pair := range pairs {
		answers = append(answers, judge(pair[0], pair[1]))
	}
	json.NewEncoder(os.Stdout).Encode(answers)
}
`;

const said = (kind: string, text: string, reason: string | null) =>
  reason === null ? null : `${kind} ${quote(text)}${kind === 'version' ? ' invalid' : ''}: ${reason}`;
const isError = (value: unknown): value is PseudoVersionError =>
  typeof value === 'object' && value !== null && 'kind' in value;
const pseudoSaid = (text: string, value: string | Date | PseudoVersionError) =>
  isError(value) ? `pseudo-version ${quote(text)} invalid: ${value.reason}` : null;

function judge(a: string, b: string): unknown[] {
  const base = pseudoVersionBase(a);
  const time = pseudoVersionTime(a);
  const split = splitPathVersion(a);
  return [
    semver.isValid(a),
    semver.canonical(a),
    semver.majorMinor(a),
    semver.build(a),
    canonicalVersion(a),
    said('malformed module path', a, checkPath(a)),
    said('malformed import path', a, checkImportPath(a)),
    said('malformed file path', a, checkFilePath(a)),
    escapePath(a),
    escapeVersion(a),
    unescapePath(a),
    unescapeVersion(a),
    isError(base) ? null : base,
    pseudoSaid(a, base),
    time instanceof Date ? time.toISOString() : null,
    pseudoSaid(a, time),
    split?.prefix ?? a,
    split?.pathMajor ?? '',
    split !== null,
    Math.sign(semver.compare(a, b)),
    matchPrefixPatterns(a, b) !== null,
    said('version', a, checkPathMajor(a, '/v2')),
    said('version', a, checkPathMajor(a, '')),
    said('version', a, checkPathMajor(a, '.v1')),
    quote(a),
  ];
}

const joined = (parts: readonly string[]) =>
  fc.array(fc.constantFrom(...parts), { maxLength: 9 }).map((list) => list.join(''));
const version = joined([
  ...'v120.-+ax',
  'rc',
  '10',
  '01',
  '20191109021931',
  '20190230000000',
  '0.',
  '-0.',
  '.0.',
  '+incompatible',
]);
const path = joined([
  ...'/A!~1.-+é_ :"',
  'a.b',
  'example.com',
  'v2',
  'v1',
  '.v',
  'gopkg.in/',
  'con',
  'AUX',
  '-unstable',
  '\u00a0',
  '\u200b',
]);
const pair = fc.oneof(
  fc.tuple(
    version.map((text) => `v1.${text}`),
    version.map((text) => `v1.${text}`),
  ),
  fc.tuple(version, version),
  fc.tuple(path, path),
  fc.tuple(joined([...'ab*?[]^-\\,/é', 'ab']), joined([...'ab/c-é'])),
);

describe('module paths and versions, by go and by us', function () {
  this.timeout(120_000);
  let oracle: GoOracle | null = null;

  before(function () {
    oracle = buildGoOracle(program);
    if (oracle !== null) return;
    console.warn(
      "    SKIPPED: no go with its x/mod sources: module paths and versions are not checked against Go's own",
    );
    this.skip();
  });
  after(() => oracle?.dispose());

  it('agree on made-up texts', () => {
    const pairs = fc.sample(pair, 20_000);
    const answers = oracle?.ask(pairs);
    assert.ok(Array.isArray(answers) && answers.length === pairs.length);
    for (const [index, [a, b]] of pairs.entries()) {
      assert.deepEqual(judge(a, b), answers[index], `${JSON.stringify(a)} with ${JSON.stringify(b)}`);
    }
  });
});
