/** Where the browser-hosted VS Code of the tests lives, and which builds it is made of. */
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '../..');
/** Not part of the repository; filled by setup.ts. */
export const cacheFolder = process.env['VSCODE_HOST_CACHE'] ?? path.join(projectRoot, '.vscode-test');

/** npm's code-server carries VS Code 1.139.1: workbench, server and extension host. */
export const hostPackage = 'code-server@4.139.1';
export const hostIntegrity =
  'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';
export const serverFolder = path.join(cacheFolder, 'vscode-server-4.139.1');
export const chromiumFolder = path.join(cacheFolder, 'chromium-153.0.0');
export const screenshotFolder = path.join(cacheFolder, 'screenshots');
