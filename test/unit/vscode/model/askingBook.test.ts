import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { AskingBook } from '../../../../src/vscode/model/askingBook.ts';

const uri = 'file:///p/go.mod';
const key = 'example.com/a@v1.0.0';

describe('what is being asked', () => {
  it('is announced only when it takes a while', () => {
    const book = new AskingBook();
    book.begin({ uri, keys: null, isByUser: false }, 1000);
    assert.equal(book.about(uri, key, 2900), null);
    assert.deepEqual(book.about(uri, key, 4500), { seconds: 3, isByUser: false });
  });

  it('is about the named modules of that file alone', () => {
    const book = new AskingBook();
    book.begin({ uri, keys: [key], isByUser: true }, 0);
    assert.deepEqual(book.about(uri, key, 5000), { seconds: 5, isByUser: true });
    assert.equal(book.about(uri, 'example.com/b@v1.0.0', 5000), null);
    assert.equal(book.about('file:///q/go.mod', key, 5000), null);
  });

  it('is nothing any more once it has ended', () => {
    const book = new AskingBook();
    const id = book.begin({ uri, keys: null, isByUser: false }, 0);
    book.end(id);
    assert.equal(book.about(uri, key, 9000), null);
    assert.ok(book.isEmpty);
  });
});
