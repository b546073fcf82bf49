import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chooseToolchain } from '../../../src/engine/modload/chooseToolchain.ts';
import { fakeEnvironment, project } from '../modfetch/fixture.ts';

/** Go 1.26.8 in a project with these lines. */
function choose(gotoolchain: string, lines: string): string {
  const environment = fakeEnvironment({ goproxy: '', settings: { GOTOOLCHAIN: gotoolchain }, release: '1.26.8' });
  const choice = chooseToolchain(project(`module m\n\n${lines}\n`), environment);
  switch (choice.kind) {
    case 'local':
      return 'local';
    case 'switch':
      return `${choice.name} from line ${choice.line?.line ?? 'none'}`;
    default:
      return choice.message;
  }
}

describe('the Go that a command runs on', () => {
  it('is the installed one where it is new enough', () => {
    for (const lines of ['', 'go 1.26', 'go 1.26.8', 'go 1.21\ntoolchain go1.26.8']) {
      assert.equal(choose('auto', lines), 'local', lines);
    }
  });

  it('is what the newer of go line and toolchain line asks for', () => {
    assert.equal(choose('auto', 'go 1.27'), 'go1.27.0 from line 3');
    assert.equal(choose('auto', 'go 1.27rc1'), 'go1.27rc1 from line 3');
    assert.equal(choose('auto', 'go 1.21\ntoolchain go1.27.3'), 'go1.27.3 from line 4');
    assert.equal(choose('auto', 'go 1.28\ntoolchain go1.27.3'), 'go1.28.0 from line 3');
    assert.equal(choose('local+path', 'go 1.27.1'), 'go1.27.1 from line 3');
  });

  it('is no other one with toolchain default, or where GOTOOLCHAIN forbids it', () => {
    assert.equal(choose('auto', 'go 1.21\ntoolchain default'), 'local');
    assert.equal(choose('local', 'go 1.21\ntoolchain go1.99.0'), 'local');
    assert.equal(choose('local', 'go 1.27'), 'go.mod requires go >= 1.27 (running go 1.26.8; GOTOOLCHAIN=local)');
  });

  it('is at least the one that GOTOOLCHAIN names', () => {
    assert.equal(choose('go1.25.1', 'go 1.27'), 'go1.25.1 from line none');
    assert.equal(choose('go1.25.1+auto', 'go 1.24'), 'go1.25.1 from line none');
    assert.equal(choose('go1.25.1+auto', 'go 1.26'), 'go1.26.0 from line 3');
  });

  it('is none where GOTOOLCHAIN or the toolchain line is no such thing', () => {
    assert.equal(choose('bogus', ''), 'invalid GOTOOLCHAIN "bogus"');
    assert.equal(choose('bogus+auto', ''), 'invalid GOTOOLCHAIN "bogus+auto": invalid minimum toolchain "bogus"');
    assert.equal(
      choose('go1.25.1+x', ''),
      'invalid GOTOOLCHAIN "go1.25.1+x": only version suffixes are +auto and +path',
    );
    assert.equal(choose('auto', 'toolchain go1.x'), 'invalid toolchain "go1.x" in go.mod');
  });
});
