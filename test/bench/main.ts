/**
 * `npm run bench`: each figure is a ratio to a peer, or a limit, measured in this one run. Peers run interleaved with
 * ours and medians are compared, so that a busy machine slows both. Exits 1 where a limit is exceeded.
 * `npm run bench -- parse hash` runs only the named parts.
 */
import { loadavg } from 'node:os';
import { benchDiagnose } from './diagnose.ts';
import { benchEditor } from './editor.ts';
import { benchHash } from './hash.ts';
import { benchParse } from './parse.ts';
import type { BenchResult } from './result.ts';
import { benchStart } from './start.ts';
import { benchVerify } from './verify.ts';

const parts: Record<string, () => Promise<BenchResult[]>> = {
  start: benchStart,
  diagnose: benchDiagnose,
  parse: benchParse,
  hash: benchHash,
  verify: benchVerify,
  editor: benchEditor,
};

const wanted = process.argv.slice(2);
let exceeded = 0;
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const result of await run()) {
    const within = result.value <= result.limit;
    if (!within) exceeded += 1;
    const figure = `${result.value.toFixed(2)} ${result.unit}`.padEnd(14);
    console.log(
      `${within ? '✓' : '✗'} ${result.name.padEnd(58)} ${figure} limit ${result.limit} ${result.unit}   ${result.note}`,
    );
  }
}
console.log(
  `\nload of this machine (1, 5, 15 minutes): ${loadavg()
    .map((load) => load.toFixed(2))
    .join(', ')}`,
);
process.exitCode = exceeded === 0 ? 0 : 1;
