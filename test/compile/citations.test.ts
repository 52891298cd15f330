import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import type { Guideline, Rule, Statement, Topic } from '../../src/types.js';
import { guideline, rule, statement, topic } from './make.js';

const standard = { kind: 'standard' } as const;

function citations(first: Rule, guidelines: Guideline[], others: Rule[] = [], pages: Topic[] = []) {
  return compile([topic('books', [first, ...others]), ...pages], guidelines).pack.rules.find(({ id }) => id === first.id)!.citations;
}

const reference = (id: string, more: Partial<Statement> = {}) =>
  statement(id, { strength: 'NOTE', stated: false, checkable: 'no', ...more });
const page = (id: string, guidelines: Guideline[]) => topic(id, [], { guidelines, file: `pages/${id}.md` });

describe('The citations of a rule', () => {
  test('come as supporters, then opponents, then what is about the topic', () => {
    const guidelines = [guideline('acme', [statement('s', { strength: 'MAY' })]), guideline('rfc', ['o'], standard)];
    const pages = [page('books', [guideline('old', [reference('old/books/1')])])];
    expect(citations(rule('books-title', ['s'], { opposes: ['o'] }), guidelines, [], pages)).toEqual([
      ['s', 'supports'],
      ['o', 'opposes'],
      ['old/books/1', 'about'],
    ]);
  });

  test('of one stance come with standards first, then by strength, then current before others, then by name', () => {
    const guidelines = [
      guideline('a-archived', [statement('s7', { strength: 'SHOULD' })], { status: 'archived' }),
      guideline('b-draft', [statement('s6', { strength: 'SHOULD' })], { ...standard, binds: 'adopters' }),
      guideline('c-company', [statement('s4'), statement('s5', { strength: 'SHOULD' })]),
      guideline('c-also', ['s3']),
      guideline('z-rfc', [statement('s2', { strength: 'MAY' }), statement('s1')], standard),
    ];
    const ids = citations(rule('books-title', ['s4', 's7', 's6', 's2', 's5', 's1', 's3']), guidelines).map(([id]) => id);
    expect(ids).toEqual(['s1', 's2', 's3', 's4', 's6', 's5', 's7']);
  });

  test('with a scope carry it and come after those that speak of all', () => {
    const scope = { rfc7617: { schemes: 'basic' } };
    const guidelines = [guideline('basic', ['rfc7617'], standard), guideline('acme', [statement('s', { strength: 'MAY' })])];
    expect(citations(rule('books-title', ['rfc7617', 's'], { scope }), guidelines)).toEqual([
      ['s', 'supports'],
      ['rfc7617', 'supports', { schemes: 'basic' }],
    ]);
  });

  test('hold the supporters of alternatives as opponents, with their scope', () => {
    const guidelines = [guideline('snake', ['s']), guideline('camel', ['c1', 'c2']), guideline('kebab', ['k'])];
    const others = [
      rule('books-camel', ['c1', 'c2'], { alternatives: ['books-snake'], scope: { c2: { in: 'query' } } }),
      rule('books-kebab', ['k', 'c2'], { alternatives: ['books-snake'] }),
    ];
    const first = (alternatives: string[]) => citations(rule('books-snake', ['s'], { alternatives }), guidelines, others);
    expect(first(['books-camel'])).toEqual([
      ['s', 'supports'],
      ['c1', 'opposes'],
      ['c2', 'opposes', { in: 'query' }],
    ]);
    expect(first(['books-camel', 'books-kebab'])).toEqual([
      ['s', 'supports'],
      ['c1', 'opposes'],
      ['c2', 'opposes'],
      ['k', 'opposes'],
    ]);
  });

  test('name a statement once: who supports the rule and its alternative supports it', () => {
    const others = [rule('books-camel', ['s', 'c'], { alternatives: ['books-snake'] })];
    const first = rule('books-snake', ['s'], { alternatives: ['books-camel'], opposes: ['c'] });
    expect(citations(first, [guideline('acme', ['s', 'c'])], others)).toEqual([
      ['s', 'supports'],
      ['c', 'opposes'],
    ]);
  });

  test('leave out what is not there or not enabled', () => {
    const guidelines = [guideline('acme', ['s', statement('off', { enabled: false })])];
    const { pack, problems } = compile([topic('books', [rule('books-title', ['s', 'off', 'gone'])])], guidelines);
    expect(pack.rules[0]!.citations).toEqual([['s', 'supports']]);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('`off`'), expect.stringContaining('`gone`')]);
  });
});

describe('A page of the API Stylebook', () => {
  const first = rule('books-title', ['s']);
  const acme = guideline('acme', ['s'], { title: 'Acme API Guide', company: 'Acme', label: 'Acme' });
  const built = (inline: Guideline) => compile([topic('books', [first]), page('books', [inline])], [acme]).pack;

  test('is cited by every rule of its topic and by no other', () => {
    const rules = [topic('books', [first, rule('books-isbn', ['s'])]), topic('loans', [rule('loans-due', ['s'])])];
    const { pack } = compile([...rules, page('books', [guideline('old', [reference('old/books/1'), reference('old/books/2')])])], [acme]);
    expect(
      pack.rules.map(({ id, citations }) => [id, citations.filter(([, stance]) => stance === 'about').map(([about]) => about)]),
    ).toEqual([
      ['books-title', ['old/books/1', 'old/books/2']],
      ['books-isbn', ['old/books/1', 'old/books/2']],
      ['loans-due', []],
    ]);
  });

  test('states no strength', () => {
    const pack = built(guideline('old', [reference('old/books/1')]));
    expect(pack.statements['old/books/1']).toEqual(['old', 'Section old/books/1', 'https://guidelines.example.com/old/books/1', null]);
  });

  test('is itself the record of a guideline without one', () => {
    const pack = built(guideline('old', [reference('old/books/1')], { title: 'Old Guide', company: 'Old Inc.', label: 'Old Inc.' }));
    expect(pack.guidelines.old).toEqual({
      short: 'old',
      label: 'Old Inc.',
      company: 'Old Inc.',
      title: 'Old Guide',
      url: 'https://guidelines.example.com/old',
    });
  });

  const matches: [string, Partial<Guideline>][] = [
    ['id', { id: 'acme', title: 'Acme Guide (2016)', company: 'Acme Ltd' }],
    ['title and company', { id: 'acme-2016', title: 'ACME api guide', company: 'acme' }],
  ];
  test.each(matches)('yields to the record of the same %s: its title and link win', (_, more) => {
    const pack = built(guideline('acme', [reference('acme/books/1')], { url: 'http://old.example.com/', ...more }));
    expect(pack.statements['acme/books/1']![0]).toBe('acme');
    expect(pack.guidelines).toEqual({
      acme: { short: 'acme', label: 'Acme', company: 'Acme', title: 'Acme API Guide', url: 'https://guidelines.example.com/acme' },
    });
  });

  test('gives nothing where the rule cites the same section already', () => {
    const { url } = acme.statements[0]!;
    expect(built(guideline('acme', [reference('acme/books/1', { url })])).rules[0]!.citations).toEqual([['s', 'supports']]);
  });

  test('neither raises, recommends nor gives a preset', () => {
    const { rules, presets } = built(guideline('old', [statement('old/books/1')], { kind: 'standard' }));
    expect(rules[0]).toMatchObject({ severity: 'warn', recommended: false });
    expect(Object.keys(presets)).toEqual(['acme']);
  });
});
