import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseTopic } from '../../src/topics/parse.js';
import { type RuleProblem, validate } from '../../src/topics/validate.js';
import type { Guideline, Rule, RuleSection, Statement, Topic } from '../../src/types.js';
import { guideline, rule, statement, topic } from '../compile/make.js';

const nothing = (): RuleProblem[] => [];
const messages = (topics: Topic[], guidelines: Guideline[], check = nothing) =>
  validate(topics, guidelines, check).map(({ message }) => message);

const section = (more: Partial<RuleSection> = {}): RuleSection => ({
  why: 'A title is how people ask for a book.',
  examples: [
    { kind: 'incorrect', text: 'paths: {} # <- finding\n', line: 20, marked: [1] },
    { kind: 'correct', text: 'paths: {}\n', line: 26, marked: [] },
  ],
  position: { line: 14, column: 1 },
  ...more,
});

const acme = guideline('acme', ['a'], { file: 'topics/guidelines/acme.yaml' });
const good = (more: Partial<Rule> = {}) => rule('books-title', ['a'], { section: section(), ...more });

test('A topic that is as it should be has no problems', () => {
  expect(messages([topic('books', [good()])], [acme])).toEqual([]);
});

describe('A rule is reported', () => {
  const table: [string, Partial<Rule>, string][] = [
    ['whose id does not begin with its topic', { id: 'title-of-books' }, 'The id `title-of-books` does not begin with that of its topic.'],
    ['whose id only looks as if it did', { id: 'bookshelf' }, 'The id `bookshelf` does not begin with that of its topic.'],
    ['that cites what is not there', { supports: ['a', 'acne'] }, 'There is no statement `acne`.'],
    ['that is opposed by what is not there', { opposes: ['zzz'], section: section({ whenNotToUse: 'x' }) }, 'There is no statement `zzz`.'],
    ['that cites what is not enabled', { supports: ['a', 'off'] }, 'The statement `off` is not enabled, so it backs nothing.'],
    [
      'that a statement both supports and opposes',
      { opposes: ['a'], section: section({ whenNotToUse: 'x' }) },
      'The statement `a` both supports and opposes the rule.',
    ],
    [
      'whose scope names no supporter',
      { scope: { b: {} } },
      '`scope` names `b`, which neither supports nor opposes the rule. Did you mean `a`?',
    ],
    [
      'whose description is two sentences',
      { description: 'A book has a title. So it is found.' },
      'The description of `books-title` is not one sentence that ends in a period.',
    ],
    [
      'whose description does not end',
      { description: 'A book has a title' },
      'The description of `books-title` is not one sentence that ends in a period.',
    ],
    [
      'whose description commands',
      { description: 'A book must have a title.' },
      'The description of `books-title` says what must or should be.',
    ],
    [
      'whose description advises',
      { description: 'A book Should have a title.' },
      'The description of `books-title` says what must or should be.',
    ],
    ['without a section', { section: undefined }, 'The rule `books-title` has no section.'],
    ['without a reason', { section: section({ why: '' }) }, 'The section of `books-title` gives no reason.'],
    [
      'without an incorrect example',
      { section: section({ examples: [section().examples[1]!] }) },
      'The rule `books-title` has no incorrect example.',
    ],
    [
      'without a correct example',
      { section: section({ examples: [section().examples[0]!] }) },
      'The rule `books-title` has no correct example.',
    ],
    [
      'that is opposed and does not say when not to use it',
      { opposes: ['b'] },
      'The rule `books-title` is opposed by a guideline but does not say when not to use it.',
    ],
    [
      'whose incorrect example marks nothing',
      { section: section({ examples: [{ ...section().examples[0]!, marked: [] }, section().examples[1]!] }) },
      'The incorrect example marks no line.',
    ],
    [
      'whose correct example marks a line',
      { section: section({ examples: [section().examples[0]!, { ...section().examples[1]!, marked: [1] }] }) },
      'A line of a correct example is marked as a finding.',
    ],
    [
      'that is its own alternative',
      { alternatives: ['books-title'], section: section({ whenNotToUse: 'x' }) },
      'The rule `books-title` is its own alternative.',
    ],
    [
      'whose alternative is not there',
      { alternatives: ['books-titel'], section: section({ whenNotToUse: 'x' }) },
      'There is no rule `books-titel`. Did you mean `books-title`?',
    ],
    [
      'that has an expression but no message',
      { then: [{ function: 'is', functionOptions: { name: { match: '/^[a-z]/' } } }] },
      'The rule `books-title` checks with `match` but has no message.',
    ],
    [
      'that has a negation but no message',
      { then: [{ function: 'is', functionOptions: { anyOf: [{ name: { not: 'a' } }] } }] },
      'The rule `books-title` checks with `not` but has no message.',
    ],
  ];
  test.each(table)('%s', (_, more, expected) => {
    const guidelines = [
      guideline('acme', ['a', statement('off', { enabled: false })]),
      guideline('globex', [statement('b', { checkable: 'no' })]),
    ];
    expect(messages([topic('books', [good(more)])], guidelines)).toContain(expected);
  });

  test('that nothing supports', () => {
    const guidelines = [guideline('acme', [statement('a', { checkable: 'no' })])];
    expect(messages([topic('books', [good({ supports: [] })])], guidelines)).toEqual(['No statement supports the rule `books-title`.']);
  });

  test('by the checks of the runtime, where it is wrong', () => {
    const check = (checked: Rule): RuleProblem[] => [
      { path: ['given'], message: `Unknown target \`${checked.given[0]}\`.`, remedy: 'Name another.' },
    ];
    expect(validate([topic('books', [good()])], [acme], check)).toEqual([
      { file: 'topics/books.md', position: { line: 5, column: 3 }, message: 'Unknown target `Operation`.', remedy: 'Name another.' },
    ]);
  });
});

describe('A rule is not reported', () => {
  const table: [string, Partial<Rule>][] = [
    [
      'for code in its description that looks like a sentence or a command',
      { description: 'A `must. Should` link, e.g. `a. B`, is short.' },
    ],
    [
      'for an expression where it has a message',
      { message: 'Expected a title.', then: [{ function: 'is', functionOptions: { name: { match: '/a/' } } }] },
    ],
    [
      'for an expression of Spectral, which makes its own message',
      { given: ['$.info'], then: [{ function: 'pattern', functionOptions: { match: 'a' } }] },
    ],
    ['for an expression in what it looks at', { when: { name: { match: '/a/' } } }],
  ];
  test.each(table)('%s', (_, more) => {
    expect(messages([topic('books', [good(more)])], [acme])).toEqual([]);
  });

  test('for the prefix of a topic of ours that the API Stylebook does not have', () => {
    const guidelines = [guideline('acme', [statement('a', { topic: 'new-books' })])];
    expect(messages([topic('new-books', [good()])], guidelines)).toEqual([]);
  });
});

describe('Alternatives', () => {
  const whenNotToUse = 'In a library of another kind.';
  const pair = (first: Partial<Rule>, second: Partial<Rule>) =>
    messages(
      [
        topic('books', [
          good({ id: 'books-snake', supports: ['s'], alternatives: ['books-camel'], section: section({ whenNotToUse }), ...first }),
          good({ id: 'books-camel', supports: ['c'], alternatives: ['books-snake'], section: section({ whenNotToUse }), ...second }),
        ]),
      ],
      [guideline('snake', ['s', 's2']), guideline('camel', ['c'])].map((entry) => ({
        ...entry,
        statements: entry.statements.map((said): Statement => ({ ...said, checkable: 'no' })),
      })),
    );

  test('name each other', () => {
    expect(pair({}, {})).toEqual([]);
    expect(pair({}, { alternatives: [] })).toEqual(['The rule `books-camel` does not name `books-snake` as its alternative.']);
  });

  test('make a rule say when not to use it', () => {
    expect(pair({ section: section() }, {})).toEqual(['The rule `books-snake` has alternatives but does not say when not to use it.']);
  });

  test('are not both asked for by one guideline, but for different parts', () => {
    const inQuery = { scope: { s: { in: 'query' } } };
    const inPath = { scope: { s2: { in: 'path' } } };
    const both = ['`snake` supports both `books-camel` and its alternative `books-snake`.'];
    expect(pair({}, { supports: ['s2'] })).toEqual(both);
    expect(pair(inQuery, { supports: ['s2'] })).toEqual(both);
    expect(pair({}, { supports: ['s2'], ...inPath })).toEqual(both);
    expect(pair(inQuery, { supports: ['s2'], ...inPath })).toEqual([]);
  });
});

describe('A statement', () => {
  const without = topic('books', []);
  test.each(['full', 'partial'] as const)('that is checkable (%s) is cited by some rule, or unchecked with a reason', (checkable) => {
    const guidelines = [guideline('acme', ['a', statement('b', { checkable, section: 'ISBN' })])];
    const expected = 'No rule cites the statement `b` (acme, ISBN).';
    expect(messages([topic('books', [good()])], guidelines)).toEqual([expected]);
    expect(messages([topic('books', [good()], { unchecked: { b: 'needs the catalogue' } })], guidelines)).toEqual([]);
    expect(messages([topic('books', [good()], { unchecked: { b: '' } })], guidelines)).toEqual([
      'No reason is given why `b` is not checked.',
    ]);
    expect(messages([topic('books', [good()]), topic('loans', [good({ id: 'loans-isbn', supports: ['b'] })])], guidelines)).toEqual([]);
  });

  const silent: [string, Partial<Statement>][] = [
    ['cannot be checked', { checkable: 'no' }],
    ['is not enabled', { enabled: false }],
    ['has a topic without a file', { topic: 'authors' }],
  ];
  test.each(silent)('that %s is not asked for', (_, more) => {
    expect(messages([topic('books', [good()])], [guideline('acme', ['a', statement('b', more)])])).toEqual([]);
  });

  test('that is unchecked exists', () => {
    expect(messages([topic('books', [good()], { unchecked: { aa: 'too vague' } })], [acme])).toEqual([
      'There is no statement `aa`. Did you mean `a`?',
    ]);
  });

  test('has an id of its own', () => {
    expect(messages([topic('books', [good()])], [acme, guideline('globex', ['a'])])).toEqual([
      'The statement `a` is taken in topics/guidelines/acme.yaml.',
    ]);
  });

  test('is reported in the topic that has to answer for it', () => {
    expect(validate([without], [acme], nothing)).toMatchObject([{ file: 'topics/books.md', position: { line: 1, column: 1 } }]);
  });
});

describe('Names', () => {
  test('of a topic and its file are the same', () => {
    expect(messages([topic('books', [good()], { file: 'topics/book.md' })], [acme])).toEqual([
      'The file of the topic `books` has another name.',
    ]);
  });

  test('of topics and rules occur once', () => {
    const again = topic('books', [good({ id: 'books-isbn' }), good()], { file: 'more/books.md' });
    expect(messages([topic('books', [good()]), again], [acme]).sort()).toEqual([
      'The topic `books` has another file, topics/books.md.',
      'There is a rule `books-title` already, in topics/books.md.',
    ]);
  });

  test('of guidelines occur once', () => {
    expect(messages([topic('books', [good()])], [acme, guideline('globex', [], { short: 'acme' })])).toEqual([
      'The short name `acme` is taken in topics/guidelines/acme.yaml.',
    ]);
  });

  test.each(['category', 'name', 'description'] as const)('of a topic: its %s is there', (field) => {
    expect(messages([topic('books', [good()], { [field]: '' })], [acme])).toEqual([`\`topic_${field}\` is missing.`]);
  });
});

describe('A topic of one’s own', () => {
  const ours = topic('books', [good()]);
  const own = (topics: Topic[], guidelines: Guideline[] = []) =>
    validate([ours, ...topics], [acme, ...guidelines], nothing, { own: { topics, guidelines } }).map(({ message }) => message);
  const house = guideline('house', ['house/loans/1']);

  test('needs no more than a rule that its guideline supports', () => {
    const file = 'fixtures/own-topic/library-loans.md';
    expect(own([parseTopic(file, readFileSync(file, 'utf8')).topic!])).toEqual([]);
  });

  test('may have a file, ids and descriptions in a style of its own', () => {
    const free = rule('HOUSE-1', ['house/loans/1'], { description: 'You should lend books' });
    expect(own([topic('loans', [free], { file: 'rules/house.md', guidelines: [house], category: '', name: '', description: '' })])).toEqual(
      [],
    );
  });

  test('may add rules, and pages of the API Stylebook, to a topic of ours', () => {
    const page = topic('books', [], { file: 'pages/books.md', guidelines: [guideline('old', ['old/books/1'])] });
    expect(own([topic('books', [rule('books-house', ['a'])], { file: 'own/books.md' }), page])).toEqual([]);
  });

  test('need not cite what its own records say, nor do ours', () => {
    expect(own([], [guideline('globex', ['g'])])).toEqual([]);
  });

  const wrong: [string, Topic, string][] = [
    [
      'takes the id of a rule of ours',
      topic('loans', [rule('books-title', ['a'])], { file: 'own/loans.md' }),
      'There is a rule `books-title` already, in topics/books.md.',
    ],
    ['cites what is not there', topic('loans', [rule('loans-due', ['b'])]), 'There is no statement `b`. Did you mean `a`?'],
    ['has a rule without a supporter', topic('loans', [rule('loans-due', [])]), 'No statement supports the rule `loans-due`.'],
    ['holds nothing', topic('loans', []), 'The topic has neither rules nor guidelines.'],
    [
      'takes the name of a ruleset of ours',
      topic('loans', [rule('loans-due', ['a'])], { guidelines: [guideline('recommended', [])] }),
      'The name `recommended` is taken by a ruleset of ours.',
    ],
    [
      'marks no line of an incorrect example',
      topic('loans', [rule('loans-due', ['a'], { section: section({ examples: [{ ...section().examples[0]!, marked: [] }] }) })]),
      'The incorrect example marks no line.',
    ],
  ];
  test.each(wrong)('is reported where it %s', (_, added, expected) => {
    expect(own([added])).toEqual([expected]);
  });

  test('does not take the short name of another guideline', () => {
    const zalando = guideline('zalando-restful-api-guidelines', [], { short: 'zalando', title: 'RESTful API Guidelines' });
    const added = topic('loans', [rule('loans-due', ['z'])], { guidelines: [guideline('zalando', ['z'])] });
    expect(validate([added], [zalando], nothing, { own: { topics: [added], guidelines: [] } })).toMatchObject([
      { message: 'The name `zalando` is taken by `RESTful API Guidelines` (`zalando-restful-api-guidelines`).' },
    ]);
  });
});

describe('Places', () => {
  const file = 'topics/books.md';
  const text = `---
topic_id: books
topic_category: Library
topic_name: Books
topic_description: Books of a library.
unchecked:
  gone: too vague
rules:
  books-title:
    description: A book has a title.
    given: Operation
    then: { function: has, functionOptions: { Tga: {} } }
    certainty: certain
    supports:
      - a
      - acne
    opposes: bb
    scope: { b: {} }
    alternatives: [books-name]
---
`;
  test('are those of the value that is wrong, in the file, sorted', () => {
    const check = (): RuleProblem[] => [
      { path: ['then', 0, 'functionOptions', 'Tga'], message: 'Unknown target `Tga`.', remedy: 'Correct it.' },
    ];
    const { topic: parsed } = parseTopic(file, text);
    const found = validate([parsed!], [acme], check).map(({ position, message }) => `${position.line}:${position.column} ${message}`);
    expect(found).toEqual([
      '7:3 There is no statement `gone`.',
      '9:3 The rule `books-title` has no section.',
      '12:47 Unknown target `Tga`.',
      '16:9 There is no statement `acne`.',
      '17:5 There is no statement `bb`.',
      '18:14 `scope` names `b`, which neither supports nor opposes the rule. Did you mean `a`?',
      '19:20 There is no rule `books-name`.',
    ]);
  });
});
