import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, it } from 'mocha';
import manifest from '../../../package.json' with { type: 'json' };
import english from '../../../package.nls.json' with { type: 'json' };
import chinese from '../../../package.nls.zh-cn.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const { commands, menus, configuration } = manifest.contributes;
const ids = commands.map(({ command }) => command).sort();

describe('the manifest', () => {
  it('names exactly the commands of the table', () => {
    const table = [...read('src/vscode/commands.ts').matchAll(/'(goModules\.\w+)': \(/g)].map((match) => match[1]);
    assert.deepEqual(table.sort(), ids);
  });

  it('gives every command a category and a title from the catalogue', () => {
    for (const { command, title, category } of commands) {
      assert.equal(category, '%category%', command);
      assert.equal(title, `%command.${command.replace('goModules.', '')}.title%`);
    }
  });

  it('uses only commands that exist in its menus', () => {
    const used = Object.values(menus)
      .flat()
      .flatMap((item) => ('command' in item ? [item.command] : []));
    assert.deepEqual(
      used.filter((id) => !ids.includes(String(id))),
      [],
    );
  });

  it('guards what runs or asks something by trust', () => {
    for (const name of ['diagnoseFetch', 'diagnoseAll', 'diagnoseImport', 'addToGoprivate']) {
      const command = commands.find((one) => one.command === `goModules.${name}`);
      assert.match((command && 'enablement' in command && command.enablement) || '', /isWorkspaceTrusted/, name);
    }
  });

  it('uses every sentence of its catalogues, and both have the same', () => {
    const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
    assert.deepEqual(Object.keys(chinese), Object.keys(english));
  });

  it('gives every setting a default, a scope and a description', () => {
    for (const [name, setting] of Object.entries(configuration.properties)) {
      assert.ok(name.startsWith('goModules.'));
      for (const key of ['default', 'scope', 'markdownDescription', 'type'])
        assert.ok(key in setting, `${name} ${key}`);
    }
  });

  it('restricts every setting that changes what is contacted', () => {
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['goModules.probe']);
  });
});

describe('the oldest editor', () => {
  it('is the one whose API the types describe', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });

  /** VS Code 1.110 is built on Electron 39, whose first release brought Node 22.20. */
  it('has a Node that undici accepts', () => {
    const nodeOf: Record<string, string> = { '1.110.0': '22.20.0' };
    const undici: { engines: { node: string } } = createRequire(import.meta.url)('undici/package.json');
    const bundled = nodeOf[manifest.engines.vscode.replace('^', '')];
    const parts = (version: string) => version.replace(/^\D+/, '').split('.').map(Number);
    const [major = 0, minor = 0] = parts(bundled ?? '0.0.0');
    const [leastMajor = 99, leastMinor = 99] = parts(undici.engines.node);
    assert.ok(
      major > leastMajor || (major === leastMajor && minor >= leastMinor),
      `${bundled} < ${undici.engines.node}`,
    );
    assert.equal(manifest.engines.node, undici.engines.node);
  });
});
