import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import type { Certainty, Guideline, Rule, Strength } from '../../src/types.js';
import { guideline, rule, statement, topic } from './make.js';

const standard = { kind: 'standard' } as const;

function severity(supporters: Guideline[], more: Partial<Rule> = {}) {
  const supports = supporters.flatMap(({ statements }) => statements.map(({ id }) => id));
  const { pack } = compile([topic('books', [rule('books-title', supports, more)])], supporters);
  return pack.rules[0]!.severity;
}

describe('The severity of a rule', () => {
  const table: [Strength, Certainty, string][] = [
    ['MUST', 'certain', 'error'],
    ['MUST NOT', 'certain', 'error'],
    ['MUST', 'likely', 'warn'],
    ['SHOULD', 'certain', 'warn'],
    ['SHOULD NOT', 'certain', 'warn'],
    ['SHOULD', 'likely', 'info'],
    ['MAY', 'certain', 'info'],
    ['MAY', 'likely', 'info'],
    ['NOTE', 'certain', 'info'],
    ['NOTE', 'likely', 'info'],
  ];
  test.each(table)('is, where a standard says %s and the rule is %s, %s', (strength, certainty, expected) => {
    expect(severity([guideline('rfc', [statement('s', { strength })], standard)], { certainty })).toBe(expected);
  });

  test('is that of the strongest supporting statement', () => {
    const supporters = [
      guideline('rfc', [statement('a', { strength: 'MAY' }), statement('b', { strength: 'SHOULD' }), statement('c', { strength: 'NOTE' })]),
    ];
    expect(severity(supporters)).toBe('warn');
  });

  const notForAll: [string, Partial<Guideline>][] = [
    ['a company', { kind: 'company' }],
    ['a government', { kind: 'government' }],
    ['a community', { kind: 'community' }],
    ['a standard that binds only who adopts it', { kind: 'standard', binds: 'adopters' }],
    ['a standard that was superseded', { kind: 'standard', status: 'superseded' }],
  ];
  test.each(notForAll)('is at most a warning where %s alone says MUST', (_, more) => {
    expect(severity([guideline('one', ['s'], more)])).toBe('warn');
  });

  test('is a warning where a company says MUST and a standard only SHOULD', () => {
    expect(severity([guideline('acme', ['a']), guideline('rfc', [statement('b', { strength: 'SHOULD' })], standard)])).toBe('warn');
  });

  test('is not raised by a citation with a scope', () => {
    const supporters = [guideline('acme', [statement('a', { strength: 'SHOULD' })]), guideline('rfc', ['b'], standard)];
    expect(severity(supporters, { scope: { b: { status: '401' } } })).toBe('warn');
    expect(severity([guideline('rfc', ['b'], standard)], { scope: { b: { status: '401' } } })).toBe('info');
  });

  test('does not depend on who opposes', () => {
    const supporters = [guideline('rfc', ['a'], standard)];
    const { pack } = compile([topic('books', [rule('books-title', ['a'], { opposes: ['b'] })])], [...supporters, guideline('acme', ['b'])]);
    expect(pack.rules[0]!.severity).toBe('error');
  });

  test('ignores statements that are not enabled', () => {
    expect(severity([guideline('rfc', [statement('a', { enabled: false }), statement('b', { strength: 'MAY' })], standard)])).toBe('info');
  });
});
