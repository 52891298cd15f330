import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { testCases } from '../../src/topics/examples.js';
import type { Example } from '../../src/types.js';
import { rule, topic } from '../compile/make.js';

const cases = (text: string, more: Partial<Example> = {}) => {
  const section = {
    why: '',
    examples: [{ kind: 'incorrect' as const, text, line: 31, marked: [2], ...more }],
    position: { line: 20, column: 1 },
  };
  return testCases(topic('books', [rule('books-title', ['a'], { section })]));
};

describe('An example', () => {
  test('is run as 3.0 and 3.1, completed with what is missing', () => {
    expect(cases('paths:\n  /books: {} # <- finding\n')).toEqual([
      {
        rule: 'books-title',
        kind: 'incorrect',
        version: '3.0',
        text: 'paths:\n  /books: {} # <- finding\nopenapi: 3.0.4\ninfo: { title: Example, version: 1.0.0 }\n',
        lineOffset: 30,
        marked: [2],
      },
      expect.objectContaining({
        version: '3.1',
        text: 'paths:\n  /books: {} # <- finding\nopenapi: 3.1.1\ninfo: { title: Example, version: 1.0.0 }\n',
      }),
    ]);
  });

  const versions: [string, string[]][] = [
    ["swagger: '2.0'", ['2.0']],
    ['"swagger": "2.0"', ['2.0']],
    ['openapi: 3.0.0', ['3.0']],
    ['openapi: 3.1.0', ['3.1']],
    ["openapi: '3.1.0'", ['3.1']],
    ['openapi: 3.2.0', ['3.2']],
    ['tags: []', ['3.0', '3.1']],
    ['x-note: { openapi: 3.1.0 }', ['3.0', '3.1']],
    ['info:\n  openapi: 3.1.0', ['3.0', '3.1']],
  ];
  test.each(versions)('that begins with %j is run as %j', (line, expected) => {
    expect(cases(`${line}\npaths: {}\n`).map(({ version }) => version)).toEqual(expected);
  });

  const blocks: [string, string[]][] = [
    ['components: {}\n', ['openapi', 'info', 'paths']],
    ['info: { title: Books }\npaths: {}\n', ['openapi']],
    ["'paths': {}\n", ['openapi', 'info']],
    ["swagger: '2.0'\ndefinitions: {}\n", ['info', 'paths']],
    ['openapi: 3.1.0\ninfo: {}\nwebhooks: {}\n', ['paths']],
    ['paths: # all of them\n  /books: {}\n\n\n', ['openapi', 'info']],
    ['info:\n  description: |+\n    Books.\n\n', ['openapi', 'paths']],
  ];
  test.each(blocks)('such as %j gets no more than it needs, at its end', (text, added) => {
    const [first] = cases(text);
    const block = parse(text) as Record<string, unknown>;
    const completed = parse(first!.text) as Record<string, unknown>;
    expect(Object.keys(completed)).toEqual([...Object.keys(block), ...added]);
    expect(first!.text.startsWith(text.trimEnd())).toBe(true);
  });

  test('of a rule without a section is none', () => {
    expect(testCases(topic('books', [rule('books-title', ['a'])]))).toEqual([]);
  });
});
