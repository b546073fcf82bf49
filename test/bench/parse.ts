/**
 * Reading a go.mod with 500 requires, warm, against golang.org/x/mod's `modfile.Parse` from Go's own source tree. Both
 * get the same bytes; batches run in turns and medians are compared, so that a busy machine slows both.
 */
import { parseGoMod } from '../../src/engine/modfile/goMod.ts';
import { buildGoOracle } from '../conformance/goOracle.ts';
import { median } from './measure.ts';
import type { BenchResult } from './result.ts';

const rounds = 15;
const batch = 200;
const warmUp = 300;

const program = `package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"golang.org/x/mod/modfile"
)

func parse(data []byte, times int) {
	for i := 0; i < times; i++ {
		f, err := modfile.Parse("go.mod", data, nil)
		if err != nil || len(f.Require) != 500 {
			panic(err)
		}
	}
}

func main() {
	var input struct {
		Text   string
		Batch  int
		WarmUp int
	}
	if err := json.NewDecoder(os.Stdin).Decode(&input); err != nil {
		panic(err)
	}
	data := []byte(input.Text)
	parse(data, input.WarmUp)
	start := time.Now()
	parse(data, input.Batch)
	fmt.Println(float64(time.Since(start).Nanoseconds()) / float64(input.Batch))
}
`;

export async function benchParse(): Promise<BenchResult[]> {
  const oracle = buildGoOracle(program);
  if (oracle === null) {
    console.error('SKIPPED: there is no go command; reading go.mod was NOT compared');
    return [];
  }
  try {
    const text = bigGoMod();
    const bytes = new TextEncoder().encode(text);
    parseOften(bytes, warmUp);
    const theirs: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < rounds; round++) {
      theirs.push(Number(oracle.ask({ Text: text, Batch: batch, WarmUp: batch / 4 })));
      ours.push(parseOften(bytes, batch));
    }
    return [result(median(ours), median(theirs))];
  } finally {
    oracle.dispose();
  }
}

function result(oursNs: number, theirsNs: number): BenchResult {
  const microseconds = (ns: number) => `${(ns / 1000).toFixed(0)} µs`;
  return {
    name: 'go.mod with 500 requires, against modfile.Parse',
    value: oursNs / theirsNs,
    limit: 2,
    unit: '×',
    note: `ours ${microseconds(oursNs)}, Go ${microseconds(theirsNs)}, medians of ${rounds} × ${batch}`,
  };
}

/** Nanoseconds for one. */
function parseOften(bytes: Uint8Array, times: number): number {
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) {
    const { errors, requires } = parseGoMod(bytes, 'go.mod');
    if (errors.length > 0 || requires.length !== 500) throw new Error('the benchmark file was misread');
  }
  return Number(process.hrtime.bigint() - start) / times;
}

/** Two blocks as go writes them: direct requires and indirect ones, a third of them pseudo-versions. */
function bigGoMod(): string {
  const lines = Array.from({ length: 500 }, (_, i) => {
    const path = `github.com/organisation-${i % 60}/module-${i}${i % 9 === 0 ? '/v2' : ''}`;
    const major = i % 9 === 0 ? 'v2' : i % 2 === 0 ? 'v0' : 'v1';
    const pseudo = i % 3 === 0 ? `-0.20240102030405-${(0xabcdef000000 + i).toString(16)}` : '';
    return `\t${path} ${major}.${i % 30}.${i % 7}${pseudo}${i >= 150 ? ' // indirect' : ''}\n`;
  });
  const direct = lines.slice(0, 150).join('');
  return `module example.com/big\n\ngo 1.26.0\n\nrequire (\n${direct})\n\nrequire (\n${lines.slice(150).join('')})\n`;
}
