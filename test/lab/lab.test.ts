import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findingCodes } from '../../src/engine/diagnose/findingCode.ts';
import type { Report } from '../../src/protocol/report.ts';
import { diagnoseLab } from './diagnoseLab.ts';
import { loadScenarios, startLab } from './lab.ts';
import { judge } from './verdict.ts';

const scenarios = loadScenarios();

/** Planted in scenarios as a password of the user `u`; however it is written, no report may hold it. */
const secret = 'geheimnis-7Q';
const forms = [secret, Buffer.from(secret).toString('base64'), Buffer.from(`u:${secret}`).toString('base64')];

function assertNoSecret(report: Report): void {
  const text = decodeURIComponent(JSON.stringify(report).replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
  for (const form of forms) assert.ok(!text.includes(form.replace(/=+$/, '')), `the report holds ${form}`);
}

describe('the engine in the fault lab', function () {
  this.timeout(20_000);
  for (const scenario of scenarios) {
    it(`${scenario.name}: ${scenario.title.en}`, async () => {
      const lab = await startLab(scenario);
      try {
        const report = await diagnoseLab(lab);
        assertNoSecret(report);
        assert.deepEqual(judge(scenario, report), [], report.modules[0]?.goError ?? 'go would have no error');
      } finally {
        await lab.close();
      }
    });
  }
});

describe('the scenarios of the lab', () => {
  it('name known finding codes', () => {
    const known = new Set<string>(findingCodes);
    const unknown = scenarios.flatMap(({ name, expect }) =>
      expect.filter((code) => !known.has(code)).map((code) => `${name}: ${code}`),
    );
    assert.deepEqual(unknown, []);
  });

  it('teach in English and in Chinese', () => {
    const silent = scenarios.filter(({ title, lesson }) =>
      [title, lesson].some((text) => text.en === '' || text['zh-cn'] === ''),
    );
    assert.deepEqual(
      silent.map(({ name }) => name),
      [],
    );
  });

  it('have distinct titles', () => {
    const titles = scenarios.map(({ title }) => title.en);
    assert.deepEqual(
      titles.filter((title, index) => titles.indexOf(title) !== index),
      [],
    );
  });

  it('say who can repair exactly where something is broken', () => {
    const odd = scenarios.filter(({ expect, repairableBy }) => (expect.length === 0) !== (repairableBy === 'nobody'));
    assert.deepEqual(
      odd.map(({ name }) => name),
      [],
    );
  });
});
