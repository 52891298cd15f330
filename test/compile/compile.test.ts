import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import { guideline, rule, topic } from './make.js';

const acme = guideline('acme', ['a']);
const globex = guideline('globex', ['g']);

describe('The pack', () => {
  test('holds of a rule what it needs at run time, and no empty keys', () => {
    const full = rule('books-title', ['a'], {
      when: { kind: 'list' },
      unless: [{ bulk: true }],
      message: 'Expected a title.',
      formats: ['oas3'],
      once: true,
      evidence: 'most',
      noise: 'high',
    });
    const { pack } = compile([topic('books', [full, rule('books-tag', ['a'])])], [acme]);
    expect(pack.rules[0]).toEqual({
      id: 'books-title',
      topic: 'books',
      description: 'A book has a title.',
      given: ['Operation'],
      when: { kind: 'list' },
      unless: [{ bulk: true }],
      then: [{ function: 'has', functionOptions: { Tag: {} } }],
      message: 'Expected a title.',
      formats: ['oas3'],
      certainty: 'certain',
      severity: 'warn',
      recommended: false,
      once: true,
      evidence: 'most',
      citations: [['a', 'supports']],
    });
    expect(Object.keys(pack.rules[1]!)).toEqual([
      'id',
      'topic',
      'description',
      'given',
      'then',
      'certainty',
      'severity',
      'recommended',
      'citations',
    ]);
  });

  test('holds what is cited and no more', () => {
    const { pack } = compile([topic('books', [rule('books-title', ['a'])])], [acme, globex]);
    expect(pack.guidelines).toEqual({
      acme: { short: 'acme', label: 'acme', company: 'acme', title: 'Guideline acme', url: 'https://guidelines.example.com/acme' },
    });
    expect(pack.statements).toEqual({ a: ['acme', 'Section a', 'https://guidelines.example.com/a', 'MUST'] });
  });

  test('is the same bytes, in whatever order topics and records come', () => {
    const topics = [
      topic('loans', [rule('loans-due', ['g', 'a'])]),
      topic('books', [rule('books-title', ['a', 'g']), rule('books-isbn', ['g'])]),
    ];
    const once = JSON.stringify(compile(topics, [acme, globex]));
    expect(JSON.stringify(compile([...topics].reverse(), [globex, acme]))).toBe(once);
    expect(JSON.parse(once).pack.rules.map(({ id }: { id: string }) => id)).toEqual(['books-title', 'books-isbn', 'loans-due']);
  });

  test('keeps the first rule of an id and notes the second', () => {
    const { pack, problems } = compile(
      [topic('books', [rule('books-title', ['a'])]), topic('own', [rule('books-title', ['g'])])],
      [acme, globex],
    );
    expect(pack.rules).toHaveLength(1);
    expect(problems).toEqual([
      {
        file: 'topics/own.md',
        position: { line: 5, column: 3 },
        message: expect.stringContaining('`books-title`'),
        remedy: expect.any(String),
      },
    ]);
  });

  test('leaves its input as it was', () => {
    const topics = [topic('books', [rule('books-title', ['a'])])];
    const before = JSON.stringify(topics);
    compile(topics, [acme]);
    expect(JSON.stringify(topics)).toBe(before);
  });
});
