import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createStallClock } from './stallClock.ts';

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

describe('the clock of a stalled server', () => {
  it('stands still until a server stalls, then calls timers by their deadline', async () => {
    const clock = createStallClock();
    const called: string[] = [];
    clock.after(60_000, () => called.push('first byte'));
    clock.after(10_000, () => called.push('handshake'));
    await turns(3);
    assert.deepEqual(called, []);
    clock.stalled();
    await turns(3);
    assert.deepEqual(called, ['handshake', 'first byte']);
    assert.equal(clock.skippedMs, 70_000);
  });

  it('hurries timers that are set while a server stalls, but never the limit of a whole run', async () => {
    const clock = createStallClock();
    const called: string[] = [];
    clock.after(120_000, () => called.push('run'));
    clock.stalled();
    clock.after(60_000, () => called.push('first byte'));
    await turns(3);
    assert.deepEqual(called, ['first byte']);
  });

  it('does not call a cancelled timer', async () => {
    const clock = createStallClock();
    const cancel = clock.after(60_000, () => assert.fail('called'));
    cancel();
    clock.stalled();
    await turns(2);
    assert.equal(clock.skippedMs, 0);
  });
});
