import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { joinReports } from '../../../../src/engine/compare/joinReports.ts';
import type { ModuleReport } from '../../../../src/protocol/report.ts';
import { reported, runFake } from '../fakeCli.ts';
import { sampleModule, sampleReport } from '../sampleReport.ts';

const hashed = (zip: string, servedBy: string): Partial<ModuleReport> => ({
  resolvedVersion: 'v1.0.0',
  servedBy,
  checksum: {
    verdict: 'not-checked',
    zip: null,
    mod: null,
    sources: [{ source: servedBy, zip, mod: null, note: null }],
  },
});
const runOf = (more: Partial<ModuleReport>) => sampleReport({ modules: [sampleModule('1', 'example.com/m', more)] });

describe('compare and whatif on the terminal', () => {
  it('show a row for each run, and say so where the bytes differ', async () => {
    const report = joinReports('compare', [
      { label: '', kind: 'base', report: runOf(hashed('h1:one=', 'https://a.test')) },
      { label: 'https://b.test', kind: 'entry', report: runOf(hashed('h1:two=', 'https://b.test')) },
      { label: 'direct', kind: 'entry', report: runOf({ outcome: 'failed', goError: 'no git' }) },
    ]);
    const { stdout } = await runFake(['compare', 'example.com/m@v1.0.0', '--lang', 'en'], { answer: reported(report) });
    assert.match(stdout, /✓ settings as they are +v1\.0\.0 +a\.test +10 ms +h1:one=/);
    assert.match(stdout, /✓ b\.test +v1\.0\.0 +b\.test +10 ms +h1:two=/);
    assert.match(stdout, /✗ the origin\n {2}no git\n/);
    assert.match(stdout, /They do not serve the same bytes\.\n$/);
  });

  it('ask about today and about the changed settings', async () => {
    const answer = reported(runOf({}));
    const words = ['whatif', '--set', 'GOPROXY=off', 'example.com/m@v1.0.0'];
    const { questions } = await runFake(words, { answer });
    assert.deepEqual(questions[0]?.overrides, {});
    assert.deepEqual(questions[0] && 'changes' in questions[0] ? questions[0].changes : null, { GOPROXY: 'off' });
  });

  it('need to know what changes', async () => {
    const { code, stderr } = await runFake(['whatif', 'example.com/m@v1.0.0', '--lang', 'en']);
    assert.equal(code, 2);
    assert.match(stderr, /whatif needs an option: --set NAME=VALUE/);
  });
});
