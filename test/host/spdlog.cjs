// Stands in for VS Code's native logger in the test host: the same interface, written with node:fs.
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let defaultLevel = 2;

class Logger {
  constructor(file) {
    this.file = file;
    this.level = defaultLevel;
    this.raw = false;
  }
  write(level, text) {
    if (level < this.level) return;
    const line = this.raw ? text : `${new Date().toISOString()} [${names[level]}] ${text}\n`;
    try {
      appendFileSync(this.file, line);
    } catch {
      // The folder is gone because the window was closed.
    }
  }
  setLevel(level) {
    this.level = level;
  }
  getLevel() {
    return this.level;
  }
  clearFormatters() {
    this.raw = true;
  }
  setPattern() {
    this.raw = false;
  }
  flush() {}
  drop() {}
}

for (const [level, method] of ['trace', 'debug', 'info', 'warn', 'error', 'critical'].entries()) {
  Logger.prototype[method] = function (text) {
    this.write(level, text);
  };
}

async function create(_name, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(file);
}

// One by one: the names of an object literal are not seen by `import`.
exports.version = 1;
exports.Logger = Logger;
exports.setLevel = (level) => {
  defaultLevel = level;
};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
