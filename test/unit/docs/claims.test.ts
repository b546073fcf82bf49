import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { commandNames, isCommandName } from '../../../src/cli/argument/commands.ts';
import { manifest, pageFiles, prose, read, root } from './pages.ts';

const readmes = ['README.md', 'README.zh-cn.md'] as const;
const headings = (text: string) => [...prose(text).matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
const pictures = (text: string) => [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, file]) => file);

describe('what the pages claim', () => {
  for (const file of readmes) {
    it(`${file} shows the two commands before everything else`, () => {
      const firstBlock = read(file).split('```')[1] ?? '';
      assert.ok(firstBlock.includes('npm ci && npm start'));
      assert.ok(firstBlock.includes('npm ci && npm test'));
    });

    it(`${file} names the package and the editor's release as the manifest does`, () => {
      const { name, version, engines } = manifest();
      const text = read(file);
      assert.ok(text.includes(`${name}-${version}.vsix`));
      assert.ok(text.includes(`VS Code ${engines.vscode.replace(/^\^(\d+\.\d+)\.\d+$/, '$1')} `));
    });
  }

  it('both READMEs have the same headings, pictures and tables', () => {
    const [english, chinese] = readmes.map(read) as [string, string];
    const rows = (text: string) =>
      prose(text)
        .split('\n')
        .filter((line) => line.startsWith('|')).length;
    assert.deepEqual(headings(chinese), headings(english));
    assert.deepEqual(pictures(chinese), pictures(english));
    assert.equal(rows(chinese), rows(english));
  });

  it('the changelog has a section for the version of the package', () => {
    assert.match(read('CHANGELOG.md'), new RegExp(`^## ${manifest().version.replaceAll('.', '\\.')}\\b`, 'm'));
  });

  it('every npm script that a page names exists, and CONTRIBUTING names every script', () => {
    const { scripts } = manifest();
    for (const file of pageFiles()) {
      for (const [, name = ''] of read(file).matchAll(/npm run ([a-z:]+)/g)) {
        assert.ok(name in scripts, `${file} names npm run ${name}`);
      }
    }
    const contributing = read('CONTRIBUTING.md');
    for (const name of Object.keys(scripts)) {
      assert.match(contributing, new RegExp(`npm (?:run )?${name}\\b`), `CONTRIBUTING lacks ${name}`);
    }
  });

  it('CONTRIBUTING names each part of the tests and of the benchmarks', () => {
    const tests = [...read('scripts/testParts.mjs').matchAll(/\{ name: '([a-z-]+)'/g)];
    const benches = [...read('test/bench/main.ts').matchAll(/^ {2}(\w+): bench/gm)];
    assert.ok(tests.length > 5 && benches.length > 3);
    const text = read('CONTRIBUTING.md');
    for (const [, name] of [...tests, ...benches])
      assert.ok(text.includes(`\`${name}\``), `CONTRIBUTING lacks ${name}`);
  });

  it('every command that a page names exists', () => {
    for (const file of pageFiles()) {
      for (const [, name = ''] of read(file).matchAll(/[`$] ?gomod-doctor ([a-z]+)/g)) {
        assert.ok(isCommandName(name), `${file} names gomod-doctor ${name}`);
      }
    }
  });

  it('architecture.md has a row for each folder of the engine, and for none that is not there', () => {
    const folders = readdirSync(path.join(root, 'src/engine'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const rows = read('docs/architecture.md').match(/^\| `[a-z`./, ]+\/` \|/gm) ?? [];
    const named = rows.flatMap((row) => [...row.matchAll(/`([a-z\d]+)\/`/g)].map(([, name = '']) => name));
    assert.deepEqual(named.sort(), folders.sort());
  });

  it('privacy.md says of each command whom it asks', () => {
    const page = read('docs/privacy.md');
    for (const name of commandNames.filter((one) => one !== 'serve')) {
      assert.match(page, new RegExp(`^\\|[^|]*\`${name}\\b`, 'm'), `docs/privacy.md has no row for ${name}`);
    }
  });

  it('no page holds a path of a machine on which it was written', () => {
    const machinePath = /(?:^|[\s('"`=])(?:\/(?:home|root|Users|work|tmp)\/|[A-Z]:\\Users\\)\S*/m;
    for (const file of pageFiles()) assert.doesNotMatch(read(file), machinePath, file);
  });
});
