import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import type { Guideline, Rule } from '../../src/types.js';
import { guideline, rule, statement, topic } from './make.js';

const presets = (rules: Rule[], guidelines: Guideline[]) => compile([topic('books', rules)], guidelines).pack.presets;

describe('The preset of a guideline', () => {
  test('exists for each guideline that supports a rule, by its short name', () => {
    const guidelines = [guideline('zeta-guide', ['z'], { short: 'zeta' }), guideline('acme', ['a', 'unused']), guideline('silent', ['n'])];
    expect(Object.keys(presets([rule('books-title', ['z', 'a'])], guidelines))).toEqual(['acme', 'zeta']);
  });

  test('of a record exists where it backs five rules, or where the record is one’s own', () => {
    const file = 'guidelines/acme.yaml';
    const acme = guideline('acme', ['a'], { file });
    const rules = ['title', 'isbn', 'tag', 'genre', 'shelf'].map((name) => rule(`books-${name}`, ['a']));
    expect(Object.keys(presets(rules, [acme]))).toEqual(['acme']);
    expect(Object.keys(presets(rules.slice(1), [acme]))).toEqual([]);
    expect(Object.keys(compile([topic('books', rules.slice(1))], [acme], { own: new Set(['acme']) }).pack.presets)).toEqual(['acme']);
  });

  test('holds the rules that it supports and no other', () => {
    const all = presets(
      [rule('books-title', ['a']), rule('books-isbn', ['b']), rule('books-tag', ['a', 'b'])],
      [guideline('acme', ['a']), guideline('globex', ['b'])],
    );
    expect(Object.keys(all.acme!)).toEqual(['books-title', 'books-tag']);
    expect(Object.keys(all.globex!)).toEqual(['books-isbn', 'books-tag']);
  });

  test('gets nothing from opposition, its own or by an alternative', () => {
    const rules = [
      rule('books-snake', ['a'], { opposes: ['o'], alternatives: ['books-camel'] }),
      rule('books-camel', ['c'], { alternatives: ['books-snake'] }),
    ];
    const all = presets(rules, [guideline('acme', ['a']), guideline('opponent', ['o']), guideline('camel', ['c'])]);
    expect(Object.entries(all).map(([short, preset]) => [short, Object.keys(preset)])).toEqual([
      ['acme', ['books-snake']],
      ['camel', ['books-camel']],
    ]);
  });

  test('has each rule at the strength of the guideline itself, also as an error', () => {
    const guidelines = [
      guideline('acme', ['a']),
      guideline('globex', [statement('b', { strength: 'SHOULD' })]),
      guideline('rfc', [statement('c', { strength: 'MAY' })]),
    ];
    const all = presets([rule('books-title', ['a', 'b', 'c'])], guidelines);
    expect(Object.entries(all).map(([short, preset]) => [short, preset['books-title']!.severity])).toEqual([
      ['acme', 'error'],
      ['globex', 'warn'],
      ['rfc', 'info'],
    ]);
  });

  test('cites the statements of the guideline first, the strongest before the others', () => {
    const guidelines = [guideline('rfc', ['r'], { kind: 'standard' }), guideline('acme', [statement('a1', { strength: 'SHOULD' }), 'a2'])];
    expect(presets([rule('books-title', ['r', 'a1', 'a2'])], guidelines).acme!['books-title']!.first).toEqual(['a2', 'a1']);
  });

  test('is there for archived guidelines too', () => {
    expect(presets([rule('books-title', ['a'])], [guideline('old', ['a'], { status: 'archived' })])).toHaveProperty('old');
  });
});

describe('A citation with a scope', () => {
  const acme = guideline('acme', ['must', 'must-2', statement('should', { strength: 'SHOULD' })]);
  const basic = { schemes: 'basic' };
  const bearer = { schemes: 'bearer' };
  const entry = (supports: string[], scope: Rule['scope']) =>
    presets([rule('books-title', supports, { scope })], [acme]).acme!['books-title'];

  test('narrows the rule in the preset of its guideline', () => {
    expect(entry(['must'], { must: basic })).toEqual({ severity: 'error', first: ['must'], scope: basic });
  });

  test('narrows it in that preset only', () => {
    const all = presets([rule('books-title', ['must', 'g'], { scope: { must: basic } })], [acme, guideline('globex', ['g'])]);
    expect(all.globex!['books-title']).toEqual({ severity: 'error', first: ['g'] });
  });

  test('narrows nothing where another statement of the guideline speaks of all, and does not raise it', () => {
    expect(entry(['must', 'should'], { must: basic })).toEqual({ severity: 'warn', first: ['should', 'must'] });
  });

  test('is joined with others: any of the parts, as strong as the weakest of them', () => {
    expect(entry(['must', 'must-2'], { must: basic, 'must-2': basic })).toEqual({
      severity: 'error',
      first: ['must', 'must-2'],
      scope: basic,
    });
    expect(entry(['must', 'should'], { must: basic, should: bearer })).toEqual({
      severity: 'warn',
      first: ['must', 'should'],
      scope: { anyOf: [basic, bearer] },
    });
  });
});
