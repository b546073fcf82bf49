/**
 * The first file of the program. It must be understood by every Node that somebody may have (the bundler lowers its
 * syntax), checks the version, and only then loads the rest: undici does not even load under an older one.
 */
declare const require: NodeJS.Require;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 19)) {
  require('node:module').enableCompileCache();
  require('./main.js');
} else {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const isChinese = /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '');
  const found = process.versions.node;
  process.stderr.write(
    isChinese
      ? `gomod-doctor: 需要 Node 22.19 或更高版本，当前版本是 ${found}。\n`
      : `gomod-doctor: Node 22.19 or newer is needed; this is ${found}.\n`,
  );
  process.exitCode = 2;
}

export {};
