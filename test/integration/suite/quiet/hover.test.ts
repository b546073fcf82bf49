import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { diagnosticOf, hoverText, openGoMod, rangeOf } from '../helper.ts';

describe('the hover of a require line', () => {
  it('tells the verdict, the facts around it, and what to do next', async () => {
    const document = await openGoMod();
    await diagnosticOf(document.uri, 'http-403-forbidden');
    const text = await hoverText(document, rangeOf(document, 'github.com/acme/billing').start);
    assert.match(text, /\*\*github\.com\/acme\/billing\*\* v1\.4\.2/);
    assert.match(text, /127\.0\.0\.1:\d+ forbids/);
    assert.match(text, /\| Private \| no pattern matches \|/);
    assert.match(text, /command:goModules\.diagnoseFetch\?/);
  });

  it('works for a module that is not downloaded', async () => {
    const document = await openGoMod();
    const text = await hoverText(document, rangeOf(document, 'git.corp.example/pay/core').start);
    assert.match(text, /\*\*git\.corp\.example\/pay\/core\*\* v1\.9\.0/);
  });

  it('stays silent on lines that require nothing', async () => {
    const document = await openGoMod();
    assert.doesNotMatch(await hoverText(document, rangeOf(document, 'go 1.24').start), /Diagnose/);
  });
});
