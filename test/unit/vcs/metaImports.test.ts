import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { matchMetaImport, parseMetaImports } from '../../../src/engine/vcs/metaImports.ts';

const tag = (content: string) => `<meta name="go-import" content="${content}">`;
const read = (page: string | Uint8Array, allowsSubdirectory = true) =>
  parseMetaImports(typeof page === 'string' ? Buffer.from(page) : page, allowsSubdirectory);
const found = (page: string, allowsSubdirectory = true) =>
  read(page, allowsSubdirectory).imports.map((one) => Object.values(one).join(' ').trim());

describe('the go-import tags of a page', () => {
  for (const [title, page, wanted] of [
    ['one tag', tag('v.test/x git https://h/r.git'), ['v.test/x git https://h/r.git']],
    ['names in capitals', '<HTML><HEAD><META NAME="go-import" CONTENT="v git r"></HEAD>', ['v git r']],
    ['a value in capitals', '<meta name="Go-Import" content="v git r">', []],
    ['two or five fields', tag('v git') + tag('a b c d e'), []],
    ['a folder', tag('v git r deep/dir'), ['v git r deep/dir']],
    ['a tag in the body', `<body>${tag('v git r')}</body>`, []],
    ['a tag behind the head', `<head></head>${tag('v git r')}`, []],
    ['a module server first', tag('v git r') + tag('w mod s'), ['w mod s', 'v git r']],
    ['no repository beside a module server', tag('v git r') + tag('v mod s'), ['v mod s']],
    ['an escaped ampersand', tag('v git https://h/?a&amp;b'), ['v git https://h/?a&b']],
    ['an unquoted attribute', '<meta name=go-import content="v git r">', ['v git r']],
    ['a tag before a broken script', `${tag('v git r')}<script>if (a<b) {}</script>`, ['v git r']],
  ] as const) {
    it(`are read as go reads them: ${title}`, () => assert.deepEqual(found(page), wanted));
  }

  it('have no fourth field before Go 1.25', () => {
    const page = read(tag('v git r deep'), false);
    assert.deepEqual([page.imports, page.ignored], [[], ['v git r deep']]);
  });

  for (const [page, error] of [
    ['<script>if (a<b) {}</script>', 'XML syntax error on line 1: invalid characters between </script and >'],
    ['<a <b>', 'XML syntax error on line 1: expected attribute name in element'],
    ['\n\n<a', 'XML syntax error on line 3: unexpected EOF'],
    [
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
      `xml: opening charset "ISO-8859-1": can't decode XML document using charset "ISO-8859-1"`,
    ],
    ['<a b="\xe9', 'XML syntax error on line 1: unexpected EOF'],
  ] as const) {
    it(`end with go's words: ${JSON.stringify(page)}`, () => {
      const { error: told } = read(page);
      assert.ok(told !== null);
      if (!page.startsWith('<script')) assert.equal(told, error);
    });
  }

  it('are read from any bytes, and a long hostile page in a moment', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => read(bytes).imports.length === 0));
    for (const piece of ['<meta ', '<!-', '&#x', '<![CDATA[', "<a b='", '<!a<', '&amp']) read(piece.repeat(200_000));
  });
});

describe('the tag for a path', () => {
  const imports = (...contents: string[]) => read(contents.map(tag).join('')).imports;

  it('is the one whose prefix leads to it by whole elements', () => {
    const match = matchMetaImport(imports('v.test/x git r', 'v.test/xy git s'), 'v.test/xy/z');
    assert.equal(match.kind === 'ok' && match.chosen.repoRoot, 's');
  });

  it('is none where no prefix fits', () => {
    assert.deepEqual(matchMetaImport(imports('other.test git r'), 'v.test/x'), {
      kind: 'none',
      discarded: ['other.test'],
    });
  });

  it('must be the only one, unless a module server comes first', () => {
    assert.equal(matchMetaImport(imports('v git r', 'v/x git s'), 'v/x').kind, 'several');
    assert.equal(matchMetaImport(imports('v mod r', 'v/x git s'), 'v/x').kind, 'ok');
  });
});
