import { describe, expect, test } from '@jest/globals';
import { parseYaml } from '../../src/topics/yaml.js';

const problemsOf = (text: string, firstLine?: number) =>
  parseYaml('books.md', text, firstLine).problems.map(
    ({ file, position, message }) => `${file}:${position.line}:${position.column} ${message}`,
  );

describe('A YAML text', () => {
  const text = `book:
  title: Emma
  authors:
    - name: Jane Austen
      born: 1775
first: &first { pages: 474 }
again: *first
`;

  test('becomes plain data', () => {
    expect(parseYaml('books.md', text)).toMatchObject({
      data: { book: { title: 'Emma', authors: [{ name: 'Jane Austen', born: 1775 }] }, first: { pages: 474 }, again: { pages: 474 } },
      problems: [],
    });
  });

  test.each([
    ['the text itself', [], 1, 1],
    ['a member', ['book', 'title'], 2, 3],
    ['an entry of a list', ['book', 'authors', 0], 4, 7],
    ['a member of an entry', ['book', 'authors', 0, 'born'], 5, 7],
    ['a member in a line', ['first', 'pages'], 6, 17],
    ['a member behind an alias, where it is written', ['again', 'pages'], 6, 17],
    ['a missing member, at what lacks it', ['book', 'isbn'], 1, 1],
    ['a missing entry, at the list', ['book', 'authors', 7], 3, 3],
    ['something below a text, at the text', ['book', 'title', 'length'], 2, 3],
  ])('knows the position of %s', (_, path, line, column) => {
    expect(parseYaml('books.md', text).positionOf(path)).toEqual({ line, column });
  });

  test('that is a part of a file counts lines as the file does', () => {
    expect(parseYaml('books.md', text, 10).positionOf(['book', 'title'])).toEqual({ line: 11, column: 3 });
    expect(problemsOf('title: Emma\ntitle: Persuasion\n', 10)).toEqual(['books.md:11:1 The YAML cannot be read: Map keys must be unique.']);
  });

  test('has keys that are texts, whatever they look like', () => {
    expect(parseYaml('books.md', '404: a\nnull: b\n1.0: c\n__proto__: d\n').data).toEqual(
      JSON.parse('{ "404": "a", "null": "b", "1.0": "c", "__proto__": "d" }'),
    );
  });

  test.each(['', '# Nothing yet.\n', '---\n'])('without content (%j) is null and no problem', (empty) => {
    expect(parseYaml('books.md', empty)).toMatchObject({ data: null, problems: [] });
  });

  test.each([
    ['tabs', 'book:\n\ttitle: Emma\n', '2:1 The YAML cannot be read: Tabs are not allowed as indentation.'],
    ['an open quote', 'title: "Emma\n', '2:1 The YAML cannot be read: Missing closing "quote.'],
    ['a second document', 'title: Emma\n---\ntitle: Persuasion\n', '2:1 The file holds more than one YAML document.'],
    ['a tag', 'title: !book Emma\n', '1:8 The YAML cannot be read: Unresolved tag: !book.'],
    ['a key that is a list', '? [a]\n: b\n', '1:3 The YAML cannot be read: With stringKeys, all keys must be strings.'],
    ['an alias of nothing', 'title: *emma\n', '1:8 The alias `*emma` names nothing.'],
    ['an alias of itself', 'book: &book\n  sequel: *book\n', '2:11 The alias `*book` stands inside of what it names.'],
    ['101 levels', '['.repeat(101), '1:100 The YAML is nested more than 100 levels deep.'],
    ['a million levels', '{a: '.repeat(1_000_000), '1:397 The YAML is nested more than 100 levels deep.'],
    ['a million levels of keys', '? '.repeat(1_000_000), '1:199 The YAML is nested more than 100 levels deep.'],
  ])('with %s has a problem with its place, and no data', (_, broken, problem) => {
    expect(problemsOf(broken)).toEqual([`books.md:${problem}`]);
    expect(parseYaml('books.md', broken).data).toBeNull();
  });

  test('with aliases that explode has a problem, and no data', () => {
    const bomb = [
      'a: &a [x, x, x, x]',
      ...[...'bcdef'].map((name, index) => `${name}: &${name} [${Array(4).fill(`*${'abcde'[index]}`).join(', ')}]`),
    ];
    expect(problemsOf(bomb.join('\n'))).toEqual([
      'books.md:1:1 The YAML cannot be read: Excessive alias count indicates a resource exhaustion attack.',
    ]);
  });

  test('with a hundred mistakes tells the first twenty', () => {
    const mistakes = Array.from({ length: 100 }, (_, index) => `book${index}: @emma\n`).join('');
    expect(problemsOf(mistakes)).toHaveLength(20);
  });
});
