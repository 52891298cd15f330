import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import { countVoices } from '../../src/compile/recommended.js';
import type { Guideline, Rule } from '../../src/types.js';
import { guideline, rule, statement, topic } from './make.js';

const standard = { kind: 'standard' } as const;
const should = (id: string) => statement(id, { strength: 'SHOULD' });
const may = (id: string) => statement(id, { strength: 'MAY' });

/** Whether the first rule is recommended; it is supported by all statements whose id begins with `s` and opposed by those with `o`. */
function recommended(guidelines: Guideline[], more: Partial<Rule> = {}, others: Rule[] = []) {
  const ids = guidelines.flatMap(({ statements }) => statements.map(({ id }) => id));
  const first = rule(
    'books-title',
    ids.filter((id) => id.startsWith('s')),
    { opposes: ids.filter((id) => id.startsWith('o')), ...more },
  );
  return compile([topic('books', [first, ...others])], guidelines).pack.rules[0]!.recommended;
}

describe('A rule is recommended', () => {
  const table: [string, Guideline[]][] = [
    ['a standard says MUST', [guideline('rfc', ['s1'], standard)]],
    ['a standard says SHOULD', [guideline('rfc', [should('s1')], standard)]],
    ['two publishers say MUST or SHOULD', [guideline('acme', ['s1']), guideline('globex', [should('s2')])]],
    [
      'a publisher and a draft say SHOULD',
      [guideline('acme', ['s1']), guideline('draft', [should('s2')], { ...standard, binds: 'adopters' })],
    ],
    ['who opposes it says MAY only', [guideline('rfc', ['s1'], standard), guideline('acme', [may('o1')])]],
    ['who opposes it only describes', [guideline('rfc', ['s1'], standard), guideline('acme', [statement('o1', { strength: 'NOTE' })])]],
    ['who opposes it is archived', [guideline('rfc', ['s1'], standard), guideline('acme', ['o1'], { status: 'archived' })]],
    ['who opposes it is superseded', [guideline('rfc', ['s1'], standard), guideline('acme', ['o1'], { status: 'superseded' })]],
  ];
  test.each(table)('where %s', (_, guidelines) => {
    expect(recommended(guidelines)).toBe(true);
  });

  test('where it is likely only, and three publishers say MUST', () => {
    const guidelines = [guideline('acme', ['s1']), guideline('globex', ['s2']), guideline('initech', ['s3'])];
    expect(recommended(guidelines, { certainty: 'likely' })).toBe(true);
  });

  test('where it is likely only, and a standard says MUST', () => {
    expect(recommended([guideline('rfc', ['s1'], standard)], { certainty: 'likely' })).toBe(true);
  });

  test('where an alternative has supporters that say MAY only', () => {
    const guidelines = [guideline('rfc', ['s1'], standard), guideline('acme', [may('a1')])];
    const other = rule('books-name', ['a1'], { alternatives: ['books-title'] });
    expect(recommended(guidelines, { alternatives: ['books-name'] }, [other])).toBe(true);
  });

  test('where an alternative is demanded in a scope only', () => {
    const guidelines = [guideline('rfc', ['s1'], standard), guideline('acme', ['a1'])];
    const other = rule('books-name', ['a1'], { alternatives: ['books-title'], scope: { a1: { method: 'get' } } });
    expect(recommended(guidelines, { alternatives: ['books-name'] }, [other])).toBe(true);
  });
});

describe('A rule is not recommended', () => {
  test.each<[string, Guideline[]]>([
    ['two publishers say MUST', [guideline('acme', ['s1']), guideline('globex', ['s2'])]],
    ['a standard says SHOULD, so that it is an info', [guideline('rfc', [should('s1')], standard)]],
  ])('where it is likely only, and %s', (_, guidelines) => {
    expect(recommended(guidelines, { certainty: 'likely' })).toBe(false);
  });

  const table: [string, Guideline[]][] = [
    ['a standard says MAY only', [guideline('rfc', [may('s1')], standard)]],
    ['one publisher says MUST', [guideline('acme', ['s1'])]],
    ['one publisher says so in two documents', [guideline('acme', ['s1']), guideline('acme-2', ['s2'], { company: 'Acme' })]],
    ['one document derives from the other', [guideline('aip', ['s1']), guideline('aep', ['s2'], { derivedFrom: 'aip' })]],
    ['of two publishers one says MAY', [guideline('acme', ['s1']), guideline('globex', [may('s2')])]],
    ['of two publishers one is archived', [guideline('acme', ['s1']), guideline('globex', ['s2'], { status: 'archived' })]],
    ['the standard binds only who adopts it', [guideline('webdav', ['s1'], { ...standard, binds: 'adopters' })]],
    ['the standard was superseded', [guideline('rfc', ['s1'], { ...standard, status: 'superseded' })]],
    ['a current guideline opposes it with MUST', [guideline('rfc', ['s1'], standard), guideline('acme', ['o1'])]],
    ['a current guideline opposes it with SHOULD', [guideline('rfc', ['s1'], standard), guideline('acme', [should('o1')])]],
    [
      'a current guideline opposes it with MUST NOT',
      [guideline('rfc', ['s1'], standard), guideline('acme', [statement('o1', { strength: 'MUST NOT' })])],
    ],
    [
      'who opposes it binds only who adopts it',
      [guideline('rfc', ['s1'], standard), guideline('odata', ['o1'], { ...standard, binds: 'adopters' })],
    ],
  ];
  test.each(table)('where %s', (_, guidelines) => {
    expect(recommended(guidelines)).toBe(false);
  });

  test('where it is marked as noisy', () => {
    expect(recommended([guideline('rfc', ['s1'], standard)], { noise: 'high' })).toBe(false);
  });

  test('where only a citation with a scope would carry it', () => {
    expect(recommended([guideline('rfc', ['s1'], standard)], { scope: { s1: { status: '401' } } })).toBe(false);
    expect(recommended([guideline('acme', ['s1']), guideline('globex', ['s2'])], { scope: { s1: { status: '401' } } })).toBe(false);
  });

  test('where an alternative has a supporter that says SHOULD', () => {
    const guidelines = [guideline('rfc', ['s1'], standard), guideline('acme', [should('a1')])];
    const other = rule('books-name', ['a1'], { alternatives: ['books-title'] });
    expect(recommended(guidelines, { alternatives: ['books-name'] }, [other])).toBe(false);
  });
});

describe('Voices', () => {
  const table: [string, Guideline[], number][] = [
    ['two companies are two', [guideline('acme', []), guideline('globex', [])], 2],
    [
      'a company is one, whatever the case of its name',
      [guideline('a', [], { company: 'Acme' }), guideline('b', [], { company: 'ACME' })],
      1,
    ],
    [
      'two documents derived from a third are one',
      [guideline('x', [], { derivedFrom: 'aip' }), guideline('y', [], { derivedFrom: 'aip' })],
      1,
    ],
    ['a chain of derivation is one', [guideline('z', [], { derivedFrom: 'y' }), guideline('aip', [])], 1],
    [
      'a document joins its company and what it derives from',
      [guideline('acme', []), guideline('aip', []), guideline('b', [], { company: 'acme', derivedFrom: 'aip' })],
      1,
    ],
    ['a circle of derivation is one', [guideline('c1', [], { derivedFrom: 'c2' }), guideline('c2', [], { derivedFrom: 'c1' })], 1],
    ['none are none', [], 0],
  ];
  test.each(table)('%s', (_, documents, expected) => {
    const all = [...documents, guideline('y', [], { derivedFrom: 'aip' })];
    expect(countVoices(documents, new Map(all.map((document) => [document.id, document])))).toBe(expected);
  });
});
