// mocha's dot reporter, which also leaves its totals in the file named by TEST_TOTALS for scripts/test.mjs.
const { appendFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class Totals extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      appendFileSync(process.env.TEST_TOTALS, `${JSON.stringify({ passes, failures, pending })}\n`);
    });
  }
};
