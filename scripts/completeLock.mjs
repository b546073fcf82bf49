// A registry that lacks some platform packages makes `npm install` write a lockfile that `npm ci` refuses
// ("Missing: … from lock file"). This adds the missing optional entries; run it after each change of the lockfile.
import { readFileSync, writeFileSync } from 'node:fs';

const platform = /(android|darwin|linux|win32|freebsd)-(x64|arm64)(-musl)?$/;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

for (const [parent, entry] of Object.entries(lock.packages)) {
  if (parent === '') continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`${parent}/node_modules/${name}`] || lock.packages[`node_modules/${name}`]) continue;
    const match = platform.exec(name);
    if (!match) throw new Error(`${name}@${version}: not a platform package`);
    const [, os, cpu, musl] = match;
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(entry.dev ? { dev: true } : {}),
      ...(os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {}),
      optional: true,
      os: [os],
    };
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
