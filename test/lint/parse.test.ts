import { describe, expect, test } from '@jest/globals';
import { parse } from '../../src/lint/parse.js';

/** `line:column message`, both from 1. */
function said(text: string): string[] {
  return parse(text).problems.map(({ message, range }) => `${range.start.line + 1}:${range.start.character + 1} ${message}`);
}

describe('parse reads', () => {
  test.each<[string, string, unknown]>([
    ['a status as a text', '200: ok\n404: no', { '200': 'ok', '404': 'no' }],
    ['a date as a text', 'born: 1775-12-16', { born: '1775-12-16' }],
    [
      'numbers, booleans and null as YAML 1.2 does',
      'a: 010\nb: 0x1F\nc: yes\nd: TRUE\ne: ~\nf:',
      { a: 10, b: 31, c: 'yes', d: true, e: null, f: null },
    ],
    ['merge keys, what stands in the mapping first', 'a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}', { a: { x: 1, y: 2 }, b: { x: 1, y: 3 } }],
    ['unknown tags as what they stand before', 'a: !book Emma\nb: !list [1]\nc: !map {d: 1}', { a: 'Emma', b: [1], c: { d: 1 } }],
    ['an empty second document as none', '---\na: 1\n---\n', { a: 1 }],
    ['a byte order mark, YAML', '\uFEFFa: 1', { a: 1 }],
    ['a byte order mark, JSON', '\uFEFF{"a": 1}', { a: 1 }],
    ['JSON', '{"a": [1, {"b": null}], "c:\\"d\\"": "x"}', { a: [1, { b: null }], 'c:"d"': 'x' }],
    ['JSON with a comma too many', '{"a": 1,}', { a: 1 }],
    [
      'a bracket closed at the column of its key',
      'book: {\n  title: Emma # x }\n}\npages: [\n1,\n\t2\n]\n',
      { book: { title: 'Emma' }, pages: [1, 2] },
    ],
    ['such a bracket beside a block text that holds one', 'a: {\n  b: 1\n}\nc: |\n  {\n  }\n', { a: { b: 1 }, c: '{\n}\n' }],
    ['a text in quotes that goes on at the column of its key', 'a:\n  b: "x\n  y"\n', { a: { b: 'x   y' } }],
  ])('%s', (_, text, data) => {
    expect(said(text)).toEqual([]);
    expect(parse(text).data).toEqual(data);
  });

  test('a key __proto__ as any other, without touching what all objects inherit from', () => {
    for (const text of ['__proto__: {polluted: yes}', '{"__proto__": {"polluted": "yes"}}']) {
      const { data } = parse(text);
      expect(Object.keys(data as object)).toEqual(['__proto__']);
      expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
      expect(({} as { polluted?: string }).polluted).toBeUndefined();
    }
  });

  test('aliases that would explode, by sharing what they name', () => {
    const lines = Array.from({ length: 40 }, (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`);
    const { data, problems } = parse(`l0: &l0 book\n${lines.join('\n')}\n`);
    expect(problems).toEqual([]);
    const { l1, l2 } = data as { l1: unknown; l2: unknown[] };
    expect(l2.every((item) => item === l1)).toBe(true);
  });
});

describe('parse says where and what to do about', () => {
  const deep = 'Nested more than 500 levels deep. Name the inner levels and refer to them with `$ref`.';
  test.each<[string, string, string[]]>([
    [
      'a colon in a text',
      'info:\n  title: Emma: a novel',
      ['2:14 Bad indentation of a mapping entry. Put a text that holds a colon in quotes.'],
    ],
    ['a text that starts with @', 'a: @book', ['1:4 Bad indentation of a mapping entry. Put a text that starts with `@` in quotes.']],
    ['text behind quotes', "a: 'it' is", ['1:9 Bad indentation of a mapping entry. Let the quotes hold the whole text.']],
    [
      'members that are not aligned',
      'a:\n  b: 1\n c: 2',
      ['3:2 Bad indentation of a mapping entry. Indent the members of a mapping alike.'],
    ],
    ['a tab', 'a:\n\tb: 1', ['2:1 Tab characters must not be used in indentation. Indent with spaces.']],
    [
      'a missing bracket',
      'a: [1, 2\nb: 3',
      ['2:5 Unexpected end of the stream within a flow collection. Look for a missing comma or closing bracket.'],
    ],
    [
      'a missing comma in JSON',
      '{"a": 1\n "b": 2}',
      ['2:5 Missed comma between flow collection entries. Look for a missing comma or closing bracket.'],
    ],
    ['a star', 'a: *bold', ['1:5 Unidentified alias "bold". Put a text that starts with `*` or `&` in quotes.']],
    ['bytes that are no text', 'PK\u0003\u0004', ['1:3 The stream contains non-printable characters. Is this a text file?']],
    [
      'lines that are not aligned behind a bracket that is not either',
      'a: {\n}\nb:\n  c: 1\n d: 2',
      ['5:2 Bad indentation of a mapping entry. Indent the members of a mapping alike.'],
    ],
    ['ten thousand levels of lists', '['.repeat(10_000), [`1:500 ${deep}`]],
    ['ten thousand levels of JSON', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, [`1:2492 ${deep}`]],
    [
      'ten thousand levels of mappings',
      Array.from({ length: 10_000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
      [`500:500 ${deep}`],
    ],
  ])('%s', (_, text, expected) => {
    expect(parse(text).data).toBeUndefined();
    expect(said(text)).toEqual(expected);
  });
});

describe('parse reads on after', () => {
  test.each<[string, string, unknown, string[]]>([
    ['a key that stands twice', 'a:\n  b: 1\n  b: 2', { a: { b: 2 } }, ['3:3 Duplicate key: b. The last one counts.']],
    ['a key that stands twice in JSON', '{"a": {"b": 1,\n "b": 2}}', { a: { b: 2 } }, ['2:2 Duplicate key: b. The last one counts.']],
    ['a number and a text that are the same key', "200: a\n'200': b", { '200': 'b' }, ['2:1 Duplicate key: 200. The last one counts.']],
    ['a key that is a list', '? [a]\n: 1\nb: 2', { b: 2 }, ['1:3 A key has to be a text; this one is passed over.']],
    [
      'an alias in what it names',
      'a: &a\n  b: *a',
      { a: { b: null } },
      ['2:6 The alias "a" holds itself; it is read as null. Use a `$ref`.'],
    ],
    [
      'a first document',
      'a: 1\n---\nb: 2',
      { a: 1 },
      ['3:1 More than one YAML document; only the first is read. Give each a file of its own.'],
    ],
  ])('%s', (_, text, data, expected) => {
    expect(parse(text).data).toEqual(data);
    expect(said(text)).toEqual(expected);
  });

  test('nothing at all, which has no data', () => {
    for (const text of ['', '\n', '# only a comment\n']) expect(parse(text)).toMatchObject({ problems: [] });
    expect(parse('').data).toBeUndefined();
  });
});
