import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { pageFiles, prose, read, root } from './pages.ts';

const linkPattern = /\]\(([^()\s]+)\)/g;

/** As GitHub makes them: small letters, spaces as dashes, punctuation gone. */
function anchorsOf(file: string): string[] {
  const headings = prose(read(file)).matchAll(/^#{1,6} (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function brokenLinks(file: string): string[] {
  const links = [...prose(read(file)).matchAll(linkPattern)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/i.test(link)) return false;
    const [target = '', anchor] = link.split('#', 2);
    const found = target === '' ? file : path.posix.join(path.posix.dirname(file), target);
    if (!existsSync(path.join(root, found))) return true;
    return anchor !== undefined && found.endsWith('.md') && !anchorsOf(found).includes(anchor);
  });
}

describe('links between pages', () => {
  it('lead to a file, and to a heading where they name one', () => {
    const broken = pageFiles().flatMap((file) => brokenLinks(file).map((link) => `${file}: ${link}`));
    assert.deepEqual(broken, []);
  });

  it('are looked at in more than a few pages', () => {
    const count = pageFiles().flatMap((file) => [...prose(read(file)).matchAll(linkPattern)]).length;
    assert.ok(count > 20, `only ${count} links were found`);
  });
});
