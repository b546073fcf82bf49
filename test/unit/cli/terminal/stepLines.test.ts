import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { paintPage } from '../../../../src/cli/terminal/page.ts';
import { stepLines } from '../../../../src/cli/terminal/stepLines.ts';
import { inLanguage } from '../../../../src/text/language.ts';
import { sampleModule, sampleReport, sampleStep } from '../sampleReport.ts';

describe('the story of a module', () => {
  it('gives the reason of several equal steps once, and again after another step', () => {
    const tile = { kind: 'request', title: 'Ask for hashes', why: 'A reason.' } as const;
    const steps = [tile, tile, { ...tile, why: 'Another.' }, tile].map((step, at) => sampleStep(`${at}`, step));
    const module = sampleModule('1', 'example.com/m', { steps });
    const view = { width: 80, platform: 'linux', stories: true };
    const lines = inLanguage('en', () => stepLines(sampleReport({ modules: [module] }), module, view));
    const text = paintPage(lines, { width: 80, colour: false });
    assert.deepEqual(text.match(/Ask for hashes|A reason\.|Another\./g), [
      'Ask for hashes',
      'A reason.',
      'Ask for hashes',
      'Ask for hashes',
      'Another.',
      'Ask for hashes',
      'A reason.',
    ]);
  });
});
