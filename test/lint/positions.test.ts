import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import spectralCore from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import { parse } from '../../src/lint/parse.js';

const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');

const everyForm = `# a comment
openapi: 3.1.0
quoted: "x"
literal: |
  text
  more

flow: {x: [1,2], y: {}}
nothing:
list:

  - one
  -   two: 1
      three: 2
  - - nested
    - - deep
  - null
folded: >-
  folded
  text


single: 'single'
map:
  # comment
  plain: plain
    multi line
  double: "double
    multi"
base: &base
  o: 1
  p: []
merged:
  <<: *base
  r: 2
200: number
spaced:
    u:   spaced
open: {
  w: 1,
  x: [ a,
    b ]
  }
last: "é😀"
`;

/** Every path in the data, `limit` levels deep. */
function paths(data: unknown): (string | number)[][] {
  if (typeof data !== 'object' || data === null) return [[]];
  const members = Object.entries(data).map(([key, value]) => [Array.isArray(data) ? Number(key) : key, value] as const);
  return [[], ...members.flatMap(([key, value]) => paths(value).map((path) => [key, ...path]))];
}

describe('positions are those of Spectral', () => {
  test.each<[string, string]>([
    ['every form of YAML', everyForm],
    ['JSON', JSON.stringify(parse(everyForm).data, null, 2)],
    ['JSON on one line', JSON.stringify(parse(everyForm).data)],
    ['JSON with characters that YAML forbids', '{\n  "a": "\u007f",\n  "b": "x"\n}'],
    ['brackets closed at the column of their keys', 'a:\n  b: {\n    c: 1\n  }\n  d: [\n    x\n  ]\n  e: 1\n'],
    ['line breaks of Windows', everyForm.replaceAll('\n', '\r\n')],
    ['the library', fixture('library.yaml')],
    ['a JSON Schema', fixture('bookshelf/schemas/Problem.json')],
  ])('in %s', (_, text) => {
    const { data, positions } = parse(text);
    const spectral = new spectralCore.Document(text, parsers.Yaml as never, 'x.yaml');
    for (const path of paths(data)) {
      expect({ path, range: positions().rangeOf(path) }).toEqual({ path, range: spectral.getRangeForJsonPath(path, true) });
    }
  });

  test('for a path that leads on where nothing is written: the last node on it', () => {
    const { positions } = parse('a:\n  b: 1\nc: 2\n');
    const range = { start: { line: 0, character: 2 }, end: { line: 1, character: 6 } };
    expect(positions().rangeOf(['a', 'x', 'y'])).toEqual(range);
    expect(positions().rangeOf(['a', '__proto__'])).toEqual(range);
  });

  test('for a path through an alias: the alias', () => {
    expect(parse('a: &a {b: 1}\nc: *a\n').positions().rangeOf(['c', 'b']).start.line).toBe(1);
  });
});
