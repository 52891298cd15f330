import { describe, expect, test } from '@jest/globals';
import { grammarOfFormat, grammars, type GrammarName } from '../../src/runtime/grammars.js';

describe('grammars of header values', () => {
  test.each<[GrammarName, string, boolean]>([
    ['link', '<https://api.example.com/books?page=2>; rel="next", </books?page=9>; rel=last', true],
    ['link', '</books>; title="a, b"; rel="up";', true],
    ['link', 'https://api.example.com/books?page=2; rel="next"', false],
    ['link', '<https://api.example.com/books?page=2>', false],
    ['link', '</books>; rel="next" </books>; rel="last"', false],
    ['etag', '"33a64df5"', true],
    ['etag', 'W/"33a64df5"', true],
    ['etag', '33a64df5', false],
    ['etag', 'w/"33a64df5"', false],
    ['etags', '*', true],
    ['etags', '"a", W/"b"', true],
    ['etags', '"a" "b"', false],
    ['cacheControl', 'max-age=60, private', true],
    ['cacheControl', 'no-cache="Set-Cookie", stale-while-revalidate=30', true],
    ['cacheControl', 'max-age', false],
    ['cacheControl', 'max-age=1h', false],
    ['cacheControl', 'no-store=1', false],
    ['cacheControl', 'private; max-age=60', false],
    ['linkRelation', 'next', true],
    ['linkRelation', 'self https://example.com/rels/author', true],
    ['linkRelation', 'nextPage', false],
  ])('%s: %s is right: %s', (grammar, text, expected) => {
    expect(grammars[grammar].check(text) === undefined).toBe(expected);
  });

  test('long lists of blanks are read in time', () => {
    const start = Date.now();
    for (const text of [`</books>${'; '.repeat(5000)}!`, `</books>;${' '.repeat(5000)}!`, ',='.repeat(5000)])
      for (const grammar of Object.values(grammars)) grammar.check(text);
    expect(Date.now() - start).toBeLessThan(2000);
  });
});

describe('grammars of formats', () => {
  test.each([
    ['date', '2024-02-29', true],
    ['date', '2023-02-29', false],
    ['date', '2024-1-2', false],
    ['date-time', '2006-01-02T15:04:05Z', true],
    ['date-time', '2006-01-02T15:04:05.123456+01:00', true],
    ['date-time', '2006-12-31T23:59:60Z', true],
    ['date-time', '2006-01-02 15:04:05Z', false],
    ['date-time', '2006-01-02t15:04:05Z', false],
    ['date-time', '2006-01-02T15:04:05', false],
    ['date-time', '2006-01-02T24:00:00Z', false],
    ['date-time', '2006-01-32T12:00:00Z', false],
    ['time', '15:04:05Z', true],
    ['time', '15:04', false],
    ['duration', 'P1DT12H', true],
    ['duration', 'PT0.5S', true],
    ['duration', 'P', false],
    ['duration', '1 day', false],
    ['uuid', '01890a5d-ac96-774b-bcce-b302099a8057', true],
    ['uuid', '01890a5d', false],
    ['ipv4', '192.0.2.1', true],
    ['ipv4', '192.0.2.256', false],
  ])('%s: %s is right: %s', (format, text, expected) => {
    expect(grammarOfFormat(format)!.check(text) === undefined).toBe(expected);
  });

  test('other formats are not checked', () => {
    expect([grammarOfFormat('email'), grammarOfFormat('constructor'), grammarOfFormat(7)]).toEqual([undefined, undefined, undefined]);
  });
});
