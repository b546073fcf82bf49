import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseCommandLine } from '../../../../src/cli/argument/commandLine.ts';
import { nearest } from '../../../../src/cli/argument/nearest.ts';

const parsed = (...argv: string[]) => {
  const line = parseCommandLine(argv);
  assert.ok(line.kind === 'command', JSON.stringify(line));
  return line;
};
const problem = (...argv: string[]) => {
  const line = parseCommandLine(argv);
  assert.ok(line.kind === 'wrong', JSON.stringify(line));
  return line.problem;
};

describe('the command line', () => {
  it('takes options before and after operands, with a space or an equals sign', () => {
    const { command, operands, options } = parsed('diagnose', '--depth=mod', 'a.b/c@v1.0.0', '--go', '1.24', 'd.e/f');
    assert.equal(command, 'diagnose');
    assert.deepEqual(operands, ['a.b/c@v1.0.0', 'd.e/f']);
    assert.equal(options.value('--depth'), 'mod');
    assert.equal(options.value('--go'), '1.24');
  });

  it('takes -C, --lang and --no-color before the command too', () => {
    const { command, options } = parsed('-C', 'sub', '--lang', 'en', '--no-color', 'plan');
    assert.equal(command, 'plan');
    assert.equal(options.value('-C'), 'sub');
    assert.ok(options.has('--no-color'));
  });

  it('lets the last of a repeated option win, and adds up --set', () => {
    const { options } = parsed('env', '--go', '1.20', '--go', '1.21', '--set', 'A=1', '--set', 'B=x=y');
    assert.equal(options.value('--go'), '1.21');
    assert.deepEqual(options.all('--set'), ['A=1', 'B=x=y']);
  });

  it('takes everything after -- as operands', () => {
    assert.deepEqual(parsed('diagnose', '--', '--json', '-x').operands, ['--json', '-x']);
  });

  it('keeps an option with an empty assignment: it unsets', () => {
    assert.deepEqual(parsed('env', '--set', 'GOPRIVATE=').options.all('--set'), ['GOPRIVATE=']);
  });

  it('reads --for as a go command, except for env, where it names a module', () => {
    assert.equal(parsed('diagnose', '--for', 'tidy').options.value('--for'), 'tidy');
    assert.equal(parsed('env', '--for', 'a.b/c').options.value('--for'), 'a.b/c');
    assert.equal(problem('diagnose', '--for', 'a.b/c').kind, 'badChoice');
  });

  it('offers help for everything and for one command', () => {
    assert.deepEqual(parseCommandLine(['--help']), { kind: 'help', command: null });
    assert.deepEqual(parseCommandLine(['help', 'plan']), { kind: 'help', command: 'plan' });
    assert.deepEqual(parseCommandLine(['--help', '--lang', 'en']), { kind: 'help', command: null });
    assert.deepEqual(parseCommandLine(['help', '--lang', 'en', 'plan']), { kind: 'help', command: 'plan' });
    assert.deepEqual(parseCommandLine(['plan', '-h']), { kind: 'help', command: 'plan' });
    assert.deepEqual(parseCommandLine(['hash', '--help']), { kind: 'help', command: 'hash' });
  });

  it('names what is wrong, and what was perhaps meant', () => {
    assert.deepEqual(problem('dignose'), { kind: 'unknownCommand', word: 'dignose', nearest: 'diagnose' });
    assert.deepEqual(problem('audit'), { kind: 'unknownCommand', word: 'audit', nearest: null });
    assert.deepEqual(problem('plan', '--jsn'), {
      kind: 'unknownOption',
      word: '--jsn',
      command: 'plan',
      nearest: '--json',
    });
    assert.equal(problem('parse', '--passive', 'go.mod').kind, 'unknownOption');
    assert.equal(problem('plan', '--passive').kind, 'unknownOption');
    assert.equal(problem('plan', '--har', 'x').kind, 'unknownOption');
    assert.equal(problem('diagnose', '--timeout').kind, 'missingValue');
    assert.equal(problem('diagnose', '--json=1').kind, 'unwantedValue');
    assert.equal(problem('diagnose', '--depth', 'deep').kind, 'badChoice');
    assert.equal(problem('diagnose', '--set', 'GOPROXY').kind, 'badAssignment');
    assert.equal(problem('diagnose', '--set', '=x').kind, 'badAssignment');
    assert.equal(problem('hash', 'a.zip').kind, 'missingOperand');
    assert.equal(problem('parse', 'a', 'b').kind, 'unwantedOperand');
  });

  it('takes seconds with fractions, and nothing that is no time', () => {
    assert.equal(parsed('diagnose', '--timeout', '0.5').options.value('--timeout'), '0.5');
    for (const value of ['0', '-1', 'x', '1e9', '999999999', '', 'Infinity', '1 ']) {
      assert.equal(problem('diagnose', '--timeout', value).kind, 'badSeconds', value);
    }
  });
});

describe('the nearest word', () => {
  it('sees a letter too much, too few, changed or swapped', () => {
    const words = ['diagnose', 'plan', 'env'];
    for (const typed of ['diagnosee', 'diagnse', 'diagmose', 'daignose', 'diag', 'DIAGNOSE']) {
      assert.equal(nearest(typed, words), 'diagnose', typed);
    }
    assert.equal(nearest('paln', words), 'plan');
    assert.equal(nearest('whatever', words), null);
    assert.equal(nearest('x'.repeat(1_000_000), words), null);
  });
});
