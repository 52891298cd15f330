import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTopicFolder } from '../../src/topics/read.js';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'stylebook-'));
  folder = path.join(root, 'topics');
  mkdirSync(folder);
});
afterEach(() => rmSync(root, { recursive: true }));

const page = (id: string) => `---\ntopic_id: ${id}\n---\n`;
const put = (name: string, text: string | Buffer) => {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const ids = () => readTopicFolder(folder).topics.map(({ id }) => id);
const problems = () => readTopicFolder(folder).problems.map(({ file, message }) => `${path.relative(root, file)}: ${message}`);

describe('A folder of topics', () => {
  test('is read with all folders below it, in the order of the names', () => {
    put('topics/loans.md', page('loans'));
    put('topics/books.md', page('books'));
    put('topics/catalogue/authors.md', page('authors'));
    expect(ids()).toEqual(['books', 'authors', 'loans']);
    expect(problems()).toEqual([]);
  });

  test('may hold other files', () => {
    for (const name of ['README.md', 'notes.txt', 'books.yaml', '.git/books.md', 'node_modules/pack/books.md'])
      put(`topics/${name}`, 'Hello.');
    put('elsewhere.txt', 'Hello.');
    symlinkSync(path.join(root, 'elsewhere.txt'), path.join(folder, 'link.txt'));
    expect(ids()).toEqual([]);
    expect(problems()).toEqual([]);
  });

  test('has its guideline records in guidelines/', () => {
    put('topics/guidelines/acme.yaml', 'guideline: [');
    put('topics/other/acme.yaml', 'guideline: [');
    expect(problems()).toEqual([expect.stringMatching(/^topics\/guidelines\/acme\.yaml: The YAML cannot be read/)]);
  });

  test('may have links within it, to files and to folders', () => {
    put('topics/books.md', page('books'));
    symlinkSync(folder, path.join(folder, 'again'));
    symlinkSync(path.join(folder, 'books.md'), path.join(folder, 'more.md'));
    expect(ids()).toEqual(['books', 'books']);
    expect(problems()).toEqual([]);
  });

  test('may be a link itself', () => {
    put('topics/books.md', page('books'));
    symlinkSync(folder, path.join(root, 'link'));
    expect(readTopicFolder(path.join(root, 'link')).topics).toHaveLength(1);
  });
});

describe('What cannot be read', () => {
  test('is a folder that is not there, or is no folder', () => {
    put('file', '');
    expect(readTopicFolder(path.join(root, 'gone')).problems).toMatchObject([{ message: 'The folder of topics is not there.' }]);
    expect(readTopicFolder(path.join(root, 'file')).problems).toMatchObject([{ message: 'The folder of topics is not there.' }]);
  });

  test('is a link out of the folder, to a file or a folder', () => {
    put('books.md', page('books'));
    put('topics-2/loans.md', page('loans'));
    symlinkSync(path.join(root, 'books.md'), path.join(folder, 'books.md'));
    symlinkSync(path.join(root, 'topics-2'), path.join(folder, 'more'));
    expect(ids()).toEqual([]);
    expect(problems()).toEqual([
      'topics/books.md: The link leads out of the folder of topics.',
      'topics/more: The link leads out of the folder of topics.',
    ]);
  });

  test('is a link to nothing, or in a circle', () => {
    symlinkSync(path.join(root, 'gone.md'), path.join(folder, 'books.md'));
    symlinkSync(path.join(folder, 'loans.md'), path.join(folder, 'loans.md'));
    expect(problems()).toEqual(['topics/books.md: The link leads to nothing.', 'topics/loans.md: The link leads to nothing.']);
  });

  const files: [string, string | Buffer, string][] = [
    ['not UTF-8', Buffer.from([0x2d, 0x2d, 0x2d, 0xff, 0xfe]), 'The file is not UTF-8.'],
    ['binary', Buffer.from('---\n\0\n---\n'), 'The file is not a text.'],
    ['empty', '', 'The file does not begin with front matter.'],
    ['very large', Buffer.alloc(2_000_001, 'a'), 'The file is larger than 2 MB.'],
  ];
  test.each(files)('is a file that is %s', (_, content, expected) => {
    put('topics/books.md', content);
    expect(problems()).toEqual([`topics/books.md: ${expected}`]);
  });
});
