import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { listFiles } from '../../src/lint/files.js';
import { readSource } from '../../src/lint/sources.js';
import { folderOf } from '../helpers/folder.js';

const cwd = folderOf({
  'books.yaml': 'openapi: 3.1.0',
  'loans.yaml': 'openapi: 3.1.0',
  'old/.hidden.yaml': '',
  'old/[1].yaml': '',
  'utf16.yaml': Buffer.from('\uFEFFopenapi: 3.1.0', 'utf16le'),
  'latin1.yaml': Buffer.from('title: Bücher', 'latin1'),
  'picture.png': Buffer.from([0x89, 0x50, 0, 1]),
});

async function listed(patterns: string[], failOnUnmatched = false): Promise<string[]> {
  return (await listFiles(patterns, { cwd, failOnUnmatched })).map((file) => (file.startsWith('http') ? file : path.relative(cwd, file)));
}

describe('listFiles gives', () => {
  test.each<[string, string[], string[]]>([
    ['a file', ['books.yaml'], ['books.yaml']],
    ['a file by its full name', [path.join(cwd, 'books.yaml')], ['books.yaml']],
    [
      'what a glob matches, sorted, also hidden files',
      ['**/*s.yaml', 'old/*.yaml'],
      ['books.yaml', 'loans.yaml', 'old/.hidden.yaml', 'old/[1].yaml'],
    ],
    ['each file once', ['books.yaml', './books.yaml', 'book?.yaml'], ['books.yaml']],
    ['a file whose name looks like a glob', ['old/[1].yaml'], ['old/[1].yaml']],
    ['nothing for a glob without a match beside one with', ['*.yml', 'book*'], ['books.yaml']],
    ['all but what is taken out', ['*s.yaml', '!loans.yaml'], ['books.yaml']],
    ['a file that is not there, for reading to say so', ['book.yaml'], ['book.yaml']],
    ['a folder, for reading to say so', ['old'], ['old']],
    ['a URL', ['https://library.example/openapi.yaml'], ['https://library.example/openapi.yaml']],
  ])('%s', async (_, patterns, expected) => {
    expect(await listed(patterns)).toEqual(expected);
  });

  test('an error where no glob matches', async () => {
    const message = 'No file matches "*.yml", "*.json". Check the names; quote globs so that the shell leaves them alone.';
    await expect(listed(['*.yml', '*.json'])).rejects.toThrow(message);
  });

  test('an error where one glob does not match, if asked', async () => {
    await expect(listed(['books.yaml', '*.yml'], true)).rejects.toThrow('No file matches "*.yml".');
  });
});

describe('readSource', () => {
  test.each<[string, string, ReturnType<typeof readSource>]>([
    ['reads UTF-8', 'books.yaml', { text: 'openapi: 3.1.0' }],
    ['reads UTF-16 with a byte order mark', 'utf16.yaml', { text: '\uFEFFopenapi: 3.1.0' }],
    ['says that a file is not there, and which one is', 'book.yaml', { problem: 'book.yaml does not exist. Did you mean `books.yaml`?' }],
    ['says that there is a folder', 'old', { problem: 'old is a directory. Name a file, or a glob such as "old/**/*.yaml".' }],
    ['says that a file is a folder on the way', 'books.yaml/x', { problem: 'books.yaml/x does not exist.' }],
    ['says that a file is no text', 'picture.png', { problem: 'picture.png is not a text file. Name a YAML or JSON file.' }],
    [
      'says that a text is not UTF-8',
      'latin1.yaml',
      { problem: 'latin1.yaml is not UTF-8. Convert it, or say what it is with --encoding.' },
    ],
    ['says that no file can have such a name', 'a\0b', { problem: expect.stringContaining('cannot be read') as unknown as string }],
  ])('%s', (_, name, expected) => {
    expect(readSource(path.join(cwd, name), { cwd })).toEqual(expected);
  });

  test('reads another encoding, if told', () => {
    expect(readSource(path.join(cwd, 'latin1.yaml'), { cwd, encoding: 'latin1' })).toEqual({ text: 'title: Bücher' });
  });
});
