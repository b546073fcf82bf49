/** Notes, tree heads, records, tile paths and index arithmetic of the checksum database, judged by us and by Go. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { storedHashCount, storedHashIndex } from '../../src/engine/sumdb/merkle.ts';
import { openNote } from '../../src/engine/sumdb/note.ts';
import { parseRecord } from '../../src/engine/sumdb/record.ts';
import { parseTilePath, tileForIndex, tilePath } from '../../src/engine/sumdb/tile.ts';
import { parseTree } from '../../src/engine/sumdb/tree.ts';
import { parseVerifierKey } from '../../src/engine/sumdb/verifierKey.ts';
import { readFixture } from '../unit/sumdb/fixture.ts';
import { buildGoOracle, type GoOracle } from './goOracle.ts';

const program = `package main

import (
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Kind  string
	Bytes []byte
	Key   string
	Level int
	N     int64
	H     int
}

func answer(q question) string {
	switch q.Kind {
	case "key":
		v, err := note.NewVerifier(string(q.Bytes))
		if err != nil {
			return err.Error()
		}
		return fmt.Sprintf("ok %s %08x", v.Name(), v.KeyHash())
	case "note":
		v, err := note.NewVerifier(q.Key)
		if err != nil {
			panic(err)
		}
		n, err := note.Open(q.Bytes, note.VerifierList(v))
		if err != nil {
			return err.Error()
		}
		return fmt.Sprintf("ok %q %d %d", n.Text, len(n.Sigs), len(n.UnverifiedSigs))
	case "tree":
		t, err := tlog.ParseTree(q.Bytes)
		if err != nil {
			return err.Error()
		}
		return fmt.Sprintf("ok %d %v", t.N, t.Hash)
	case "record":
		id, text, rest, err := tlog.ParseRecord(q.Bytes)
		if err != nil {
			return err.Error()
		}
		return fmt.Sprintf("ok %d %d %d", id, len(text), len(rest))
	case "path":
		t, err := tlog.ParseTilePath(string(q.Bytes))
		if err != nil {
			return err.Error()
		}
		return fmt.Sprintf("ok %d %d %d %d", t.H, t.L, t.N, t.W)
	}
	x := tlog.StoredHashIndex(q.Level, q.N)
	return fmt.Sprintf("%d %d %s", x, tlog.StoredHashCount(q.N), tlog.TileForIndex(q.H, x).Path())
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	answers := []string{}
	for _, q := range questions {
		answers = append(answers, answer(q))
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
`;

interface Question {
  Kind: 'key' | 'note' | 'tree' | 'record' | 'path' | 'index';
  Bytes?: string;
  Key?: string;
  Level?: number;
  N?: number;
  H?: number;
}

interface Pair {
  question: Question;
  ours: string;
}

const { signedHeads, keys } = readFixture('notes.json') as {
  signedHeads: { vkey: string; heads: { note: string }[] };
  keys: { valid: { vkey: string }[] };
};
const snapshot = readFixture('snapshot.json') as { lookups: { body: string }[] };

/** The same dice each time. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const spices = [
  '\n',
  '\n\n',
  ' ',
  '+',
  '=',
  '— ',
  '0',
  '-',
  'x',
  '.p/',
  '/',
  '\r',
  '\t',
  '\0',
  '\ufeff',
  '\x85',
  'é',
  'A',
];

/** Copies with bytes changed, taken out or put in. */
function mutate(originals: readonly string[], count: number, seed: number): Buffer[] {
  const dice = createDice(seed);
  return Array.from({ length: count }, (_, i) => {
    let bytes = Buffer.from(originals[i % originals.length] ?? '');
    for (let change = dice(3); change >= 0; change--) {
      const at = dice(bytes.length + 1);
      const put = dice(2) === 0 ? Buffer.from(spices[dice(spices.length)] ?? '') : Buffer.of(dice(256));
      bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + dice(3))]);
    }
    return bytes;
  });
}

/** Go's `%q` of text that has only printable characters and newlines. */
const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;

function ourKey(bytes: Buffer): string {
  const parsed = parseVerifierKey(bytes.toString());
  return parsed.kind === 'ok' ? `ok ${parsed.key.name} ${parsed.key.hash}` : parsed.message;
}

function ourNote(bytes: Buffer): string {
  const key = parseVerifierKey(signedHeads.vkey);
  assert.ok(key.kind === 'ok');
  const opened = openNote(bytes, [key.key]);
  if (opened.kind !== 'ok') return opened.message;
  const { text, signatures, unverified } = opened.note;
  return `ok ${quoted(text)} ${signatures.length} ${unverified.length}`;
}

function ourTree(bytes: Buffer): string {
  const parsed = parseTree(bytes.toString());
  if (parsed.kind === 'ok') return `ok ${parsed.tree.size} ${parsed.tree.hash.toString('base64')}`;
  return parsed.kind === 'malformed' ? parsed.message : 'too large';
}

function ourRecord(bytes: Buffer): string {
  const parsed = parseRecord(bytes);
  if (parsed.kind !== 'ok') return parsed.message;
  return `ok ${parsed.record.id} ${parsed.record.text.length} ${parsed.record.rest.length}`;
}

function ourPath(bytes: Buffer): string {
  const parsed = parseTilePath(bytes.toString());
  if (parsed.kind !== 'ok') return parsed.message;
  const { height, level, n, width } = parsed.tile;
  return `ok ${height} ${level} ${n} ${width}`;
}

function pairs(kind: Question['Kind'], inputs: readonly Buffer[], judge: (bytes: Buffer) => string): Pair[] {
  return inputs.map((bytes) => ({
    question: { Kind: kind, Bytes: bytes.toString('base64'), Key: signedHeads.vkey },
    ours: judge(bytes),
  }));
}

const isUtf8 = (bytes: Buffer) => Buffer.from(bytes.toString()).equals(bytes);

describe('formats of the checksum database, compared with Go', function () {
  this.timeout(120_000);
  let oracle: GoOracle | null = null;

  before(function () {
    oracle = buildGoOracle(program);
    if (oracle !== null) return;
    console.error('      SKIPPED: there is no go command to compare with; database formats were NOT compared');
    this.skip();
  });
  after(() => oracle?.dispose());

  function compare(asked: readonly Pair[]): string[] {
    assert.ok(oracle !== null);
    const answers = oracle.ask(asked.map(({ question }) => question)) as string[];
    for (const [index, { question, ours }] of asked.entries()) {
      const input = Buffer.from(question.Bytes ?? '', 'base64').toString();
      assert.equal(
        ours,
        answers[index],
        `${JSON.stringify({ ...question, Bytes: undefined })} ${JSON.stringify(input)}`,
      );
    }
    return answers;
  }

  it('opens and refuses notes as Go does', () => {
    const notes = signedHeads.heads.map(({ note }) => note);
    const answers = compare(
      pairs('note', [...notes.map((note) => Buffer.from(note)), ...mutate(notes, 5000, 1)], ourNote),
    );
    assert.ok(answers.some((answer) => answer.startsWith('ok')) && new Set(answers).size > 3);
  });

  it('reads verifier keys as Go does', () => {
    const texts = keys.valid.map(({ vkey }) => vkey);
    compare(
      pairs('key', [...texts.map((text) => Buffer.from(text)), ...mutate(texts, 2000, 2).filter(isUtf8)], ourKey),
    );
  });

  it('reads tree heads as Go does', () => {
    const texts = signedHeads.heads.map(({ note }) => note.slice(0, note.indexOf('\n\n') + 1));
    compare(
      pairs('tree', [...texts.map((text) => Buffer.from(text)), ...mutate(texts, 3000, 3).filter(isUtf8)], ourTree),
    );
  });

  it('reads records as Go does, but for numbers that no server writes', () => {
    const bodies = snapshot.lookups.map(({ body }) => body);
    const inputs = [...bodies.map((body) => Buffer.from(body)), ...mutate(bodies, 3000, 4)];
    compare(
      pairs(
        'record',
        inputs.filter((bytes) => !/^(?:[+-]|0[0-9])/.test(bytes.toString())),
        ourRecord,
      ),
    );
  });

  it('reads tile paths as Go does', () => {
    const paths = [
      'tile/8/0/x036/643.p/230',
      'tile/8/2/000.p/143',
      'tile/3/4/x001/x234/067',
      'tile/8/data/x001/000',
      'tile/30/63/000',
    ];
    const readable = mutate(paths, 5000, 5).filter((bytes) => /^[\x20-\x7e]*$/.test(bytes.toString()));
    compare(pairs('path', [...paths.map((text) => Buffer.from(text)), ...readable], ourPath));
  });

  it('counts stored hashes and tiles as Go does, up to 2^40 records', () => {
    const dice = createDice(6);
    const asked = Array.from({ length: 5000 }, (): Pair => {
      const level = dice(41);
      const n = Math.floor(dice(2 ** 30) * (2 ** (40 - level) / 2 ** 30));
      const height = 1 + dice(30);
      const index = storedHashIndex(level, n);
      const ours = `${index} ${storedHashCount(n)} ${tilePath(tileForIndex(height, index).tile)}`;
      return { question: { Kind: 'index', Level: level, N: n, H: height }, ours };
    });
    compare(asked);
  });
});
