/** The built program as a process: exit codes, streams, and input that is wrong on purpose. Needs `npm run build`. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { type Schema, validateSchema } from '../unit/cli/validateSchema.ts';

const program = path.resolve(import.meta.dirname, '../../dist/cli.js');
const schema: Schema = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../schema/report-1.schema.json'), 'utf8'),
);

describe('the program', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'program-'));
    mkdirSync(path.join(folder, 'sub'));
    writeFileSync(path.join(folder, 'go.mod'), 'module example.com/main\n\ngo 1.26\n\nrequire example.com/m v1.0.0\n');
    writeFileSync(path.join(folder, 'binary'), Buffer.from([0, 255, 254, 10, 0, 27, 91]));
    writeFileSync(path.join(folder, 'long'), `module ${'x'.repeat(2_000_000)}`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...argv: string[]) =>
    spawnSync(process.execPath, [program, '--lang', 'en', ...argv], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });

  it('answers a bad question in one sentence, without a stack trace, with exit code 2', () => {
    const questions = [['x'], ['plan', '--x'], ['parse', 'none'], ['parse', 'sub'], ['plan', '-C', 'none'], ['serve']];
    for (const argv of questions) {
      const { status, stdout, stderr } = run(...argv);
      assert.equal(status, 2, argv.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, /^gomod-doctor: [^\n]+\n$/);
    }
  });

  it('explains an error from standard input and from a file, and says by its exit code whether there was one', () => {
    const text = 'go: example.com/m@v1.0.0: invalid version: unknown revision v1.0.0\n';
    const explain = (input: string | Buffer, ...argv: string[]) =>
      spawnSync(process.execPath, [program, '--lang', 'en', 'explain', ...argv], {
        cwd: folder,
        encoding: 'utf8',
        input,
      });
    const found = explain(text, '--json');
    assert.equal(found.status, 1);
    assert.deepEqual(validateSchema(schema, JSON.parse(found.stdout)), []);
    assert.match(
      explain(text, '-').stdout,
      /There is no version v1\.0\.0[\s\S]*gomod-doctor diagnose example\.com\/m@v1\.0\.0\n/,
    );
    assert.equal(explain('go: downloading example.com/m v1.0.0\n').status, 0);
    for (const file of ['binary', 'long', 'go.mod']) assert.equal(explain('', file).status, 0, file);
    for (const file of ['none', 'sub']) assert.equal(explain('', file).status, 2, file);
  });

  it('reads a file that is no go.mod without falling over it', () => {
    for (const file of ['binary', 'long']) {
      const { status, stdout } = run('parse', file);
      assert.ok(status === 0 || status === 1, file);
      JSON.parse(stdout);
    }
    const { status, stderr } = run('hash', 'binary', 'example.com/m@v1.0.0');
    assert.equal(status, 1);
    assert.match(stderr, /not a valid zip file/);
  });

  it('prints one JSON object that the schema describes', () => {
    const asked = [
      ['env', '--json'],
      ['plan', '--json', '--set', 'GOPROXY=off'],
      ['diagnose', '--json', '--set', 'GOPROXY=http://127.0.0.1:1'],
    ];
    for (const argv of asked) {
      assert.deepEqual(validateSchema(schema, JSON.parse(run(...argv).stdout)), [], argv.join(' '));
    }
    assert.equal(run('diagnose', '--set', 'GOPROXY=off').status, 1);
  });

  it('tells a plan as steps, with what would make go ask the next entry, and as nothing unknown', () => {
    for (const argv of [['plan'], ['plan', 'example.com/m@v1.0.0']]) {
      const { stdout } = run(...argv, '--set', 'GOPROXY=http://a.test,http://b.test|direct');
      assert.match(stdout, /Ask http:\/\/a\.test for \.info[\s\S]*Only after 404 or 410/, argv.join(' '));
      assert.match(stdout, /Ask http:\/\/b\.test for \.info[\s\S]*After any failure/);
      assert.doesNotMatch(stdout, /Not known/);
    }
  });

  it('plays scenarios of the lab in which go has been at work before, with what it left', () => {
    const { status, stdout } = run('lab', 'sumdb-lie-saved-fork', 'sumdb-lie-damaged-head');
    assert.equal(status, 0, stdout);
  });

  it('ends quietly when nobody reads its output', async () => {
    const child = spawn(process.execPath, [program, 'env', '--json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await once(child, 'close');
    assert.equal(stderr, '');
  });

  it('stops at Ctrl-C with exit code 130 and tells what is known', async function () {
    if (process.platform === 'win32') this.skip();
    const server = createServer(() => child.kill('SIGINT')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const argv = [program, 'diagnose', '--json', '--set', `GOPROXY=http://127.0.0.1:${port}`];
    const child = spawn(process.execPath, argv, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    const [code] = await once(child, 'close');
    server.close();
    assert.equal(code, 130);
    if (stdout !== '') assert.equal(JSON.parse(stdout).complete, false);
  });
});
