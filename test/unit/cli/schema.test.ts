import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { reported, runFake } from './fakeCli.ts';
import { forbiddenReport, sampleReport } from './sampleReport.ts';
import { type Schema, validateSchema } from './validateSchema.ts';

const schema: Schema = JSON.parse(
  readFileSync(new URL('../../../schema/report-1.schema.json', import.meta.url), 'utf8'),
);

describe('the schema of the report', () => {
  it('describes an empty report and a full one', () => {
    assert.deepEqual(validateSchema(schema, sampleReport()), []);
    assert.deepEqual(validateSchema(schema, JSON.parse(JSON.stringify(forbiddenReport()))), []);
  });

  it('describes what --json prints', async () => {
    const { stdout } = await runFake(['diagnose', '--json'], { answer: reported(forbiddenReport()) });
    assert.deepEqual(validateSchema(schema, JSON.parse(stdout)), []);
  });

  it('finds what is missing, wrong or not described', () => {
    const { schema: _, ...without } = sampleReport();
    assert.deepEqual(validateSchema(schema, without), [': schema is missing']);
    assert.deepEqual(validateSchema(schema, { ...sampleReport(), mode: 'loud' }), ['/mode: loud is not in the list']);
    assert.deepEqual(validateSchema(schema, { ...sampleReport(), more: 1 }), ['/more: is not described']);
    const report = forbiddenReport();
    const broken = { ...report, exchanges: report.exchanges.map((exchange) => ({ ...exchange, waitMs: '12' })) };
    assert.deepEqual(validateSchema(schema, broken), ['/exchanges/0/waitMs: is string, not number or null']);
  });
});
