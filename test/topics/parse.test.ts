import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseTopic } from '../../src/topics/parse.js';

const read = (file: string) => parseTopic(file, readFileSync(`fixtures/${file}`, 'utf8'));
const shown = (file: string) =>
  read(`topics/${file}.md`).problems.map(({ position, message }) => `${position.line}:${position.column} ${message}`);

const malformed: Record<string, string[]> = {
  javascript: ['1:1 The front matter is written in `js`, which is never read or run.'],
  json: ['1:1 The front matter is written in `json`, which is never read or run.'],
  coffee: ['1:1 The front matter is written in `coffee`, which is never read or run.'],
  constructor: ['1:1 The front matter is written in `constructor`, which is never read or run.'],
  'no-front-matter': ['1:1 The file does not begin with front matter.'],
  'not-closed': ['1:1 The front matter is not closed.'],
  empty: ['1:1 The front matter holds no data.'],
  'comment-only': ['1:1 The front matter holds no data.'],
  list: ['2:1 The front matter holds no data.'],
  tab: ['5:1 The YAML cannot be read: Tabs are not allowed as indentation.'],
  'syntax-error': [expect.stringMatching(/^\d:\d+ The YAML cannot be read: /) as unknown as string],
  'duplicate-key': [expect.stringMatching(/^3:1 The YAML cannot be read: /) as unknown as string],
  'no-id': ['2:1 `topic_id` is missing.'],
  'unsafe-id': ['2:1 The id `../books` cannot name a topic.'],
  'misspelt-key': ['3:1 Unknown key `unchekced`. Did you mean `unchecked`?'],
  'rules-list': ['3:1 `rules` is not a mapping.'],
  'rule-text': ['4:3 The rule `books-title` is not a mapping.'],
  'rule-empty': ['4:3 `certainty` is missing.', '4:3 `description` is missing.', '4:3 `given` is missing.', '4:3 `then` is missing.'],
  'rule-keys': [
    '9:5 Unknown key `severity`.',
    '10:5 Unknown key `recommended`.',
    '11:5 Unknown key `suports`. Did you mean `supports`?',
    '7:28 Unknown key `functionOption`. Did you mean `functionOptions`?',
  ],
  'rule-values': [
    '10:5 Unknown value `sure` of `certainty`.',
    '5:5 `description` is not a text.',
    '6:5 `given` is not a list of texts.',
    '7:5 `when` is not a mapping.',
    '8:5 `unless` is not a mapping or a list of mappings.',
    '9:5 `then` is not a mapping or a list of mappings.',
    '11:5 `supports` is not a list of texts.',
    '12:14 The scope of `acme-1` is not a mapping.',
    '13:5 Unknown value `low` of `noise`.',
    '14:5 `once` is neither `true` nor a name.',
    '15:5 Unknown value `3` of `evidence`.',
  ],
  'mixed-given': ['6:5 `given` mixes targets and JSONPaths.'],
  guidelines: [
    '4:5 `guideline_id` is missing.',
    '5:5 The id `Acme Guide` cannot name a ruleset.',
    '7:5 The guideline has no `references`.',
    '11:9 `https://wiki/titles` is not a link.',
    '12:9 Unknown value `must` of `strength`. Did you mean `MUST`?',
    '13:9 `name` is missing.',
    '14:5 The guideline `globex` is listed twice.',
  ],
  sections: [
    '12:1 There is no rule `books-titel` in this topic. Did you mean `books-title`?',
    '18:1 Unknown heading `Incorect` in the section of a rule. Did you mean `Incorrect`?',
    '22:1 An example is not marked as YAML, so it would not be tested.',
    '37:1 The rule `books-title` has two sections.',
    '41:1 The code block is not closed.',
    '30:1 The YAML cannot be read: Tabs are not allowed as indentation.',
    '34:1 The example is not a fragment of an OpenAPI document.',
  ],
};

describe('A malformed topic file', () => {
  test.each(Object.entries(malformed))('%s.md is reported where it is wrong', (file, expected) => {
    expect(shown(file)).toEqual(expected);
  });

  test('has an expectation here, for each of the fixtures', () => {
    expect(readdirSync('fixtures/topics').sort()).toEqual(
      Object.keys(malformed)
        .map((name) => `${name}.md`)
        .sort(),
    );
  });

  test.each(Object.keys(malformed))('%s.md is told what to do about it', (file) => {
    for (const problem of read(`topics/${file}.md`).problems) {
      expect(problem.file).toBe(`topics/${file}.md`);
      expect(problem.remedy).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('is never executed', () => {
    read('topics/javascript.md');
    expect(existsSync('ran')).toBe(false);
  });

  test('is reported again when it is read again', () => {
    expect(shown('syntax-error')).toEqual(shown('syntax-error'));
    expect(shown('tab')).not.toEqual([]);
  });
});

const parse = (...lines: string[]) => parseTopic('books.md', lines.join('\n'));
const ruleLines = (...more: string[]) => [
  '---',
  'topic_id: books',
  'rules:',
  '  books-title:',
  '    description: A book has a title.',
  '    certainty: certain',
  '    supports: acme-1',
  ...more.map((line) => `    ${line}`),
  '---',
];

describe('A rule', () => {
  const forms: [string, string[], string, unknown][] = [
    ['one target', ['given: Operation', 'then: { function: has }'], 'given', ['Operation']],
    ['several targets', ['given: [Property, Parameter]', 'then: { function: has }'], 'given', ['Property', 'Parameter']],
    ['one `then`', ['given: Operation', 'then: { function: has }'], 'then', [{ function: 'has' }]],
    [
      'several `then`',
      ['given: Operation', 'then:', '  - { function: has, when: { paged: true } }', '  - function: is', '    functionOptions: { name: a }'],
      'then',
      [
        { function: 'has', when: { paged: true } },
        { function: 'is', functionOptions: { name: 'a' } },
      ],
    ],
    ['one exception', ['given: Operation', 'then: { function: has }', 'unless: { bulk: true }'], 'unless', [{ bulk: true }]],
    [
      'several exceptions',
      ['given: Operation', 'then: { function: has }', 'unless: [{ bulk: true }, { has: { Tag: {} } }]'],
      'unless',
      [{ bulk: true }, { has: { Tag: {} } }],
    ],
    [
      'a scope over several lines',
      ['given: Operation', 'then: { function: has }', 'scope:', '  acme-1:', '    schemes:', '      - basic'],
      'scope',
      { 'acme-1': { schemes: ['basic'] } },
    ],
    ['one format', ['given: Operation', 'then: { function: has }', 'formats: oas3'], 'formats', ['oas3']],
    ['once for a target', ['given: Operation', 'then: { function: has }', 'once: Path'], 'once', 'Path'],
    ['a statement named twice', ['given: Operation', 'then: { function: has }', 'opposes: [a, a]'], 'opposes', ['a']],
  ];
  test.each(forms)('can have %s', (_, lines, key, expected) => {
    const { topic, problems } = parse(...ruleLines(...lines));
    expect(problems).toEqual([]);
    expect(topic!.rules[0]).toHaveProperty(key, expected);
  });

  test('has no keys that its author did not write', () => {
    const { topic } = parse(...ruleLines('given: Operation', 'then: { function: has }'));
    expect(topic!.rules[0]).toEqual({
      id: 'books-title',
      topic: 'books',
      description: 'A book has a title.',
      given: ['Operation'],
      then: [{ function: 'has' }],
      certainty: 'certain',
      supports: ['acme-1'],
      opposes: [],
      alternatives: [],
      position: { line: 4, column: 3 },
    });
  });
});

describe('Line endings and byte order marks', () => {
  const lines = [
    ...ruleLines('given: Operation', 'then: { function: has }'),
    'Books.',
    '',
    '## books-title',
    '',
    '### Correct',
    '',
    '```yaml',
    'paths: {}',
    '```',
    '',
  ];
  const plain = parse(...lines).topic;
  test.each([
    ['Windows line ends', lines.join('\r\n')],
    ['a byte order mark', `\uFEFF${lines.join('\n')}`],
    ['both', `\uFEFF${lines.join('\r\n')}`],
  ])('%s change nothing', (_, text) => {
    expect(parseTopic('books.md', text)).toEqual({ topic: plain, problems: [] });
    expect(plain!.rules[0]!.section!.examples[0]).toEqual({ kind: 'correct', text: 'paths: {}\n', line: 18, marked: [] });
  });
});

describe('Examples that cannot be read', () => {
  const withExample = (...example: string[]) =>
    parse(...ruleLines('given: Operation', 'then: { function: has }'), '## books-title', '### Correct', '```yaml', ...example, '```')
      .problems;
  const table: [string, string[], string][] = [
    ['a tab', ['paths:', '\t/books: {}'], '15:1'],
    ['a list', ['- /books'], '14:1'],
    ['JSON on one line', ['{ "paths": {} }'], '14:1'],
    ['a duplicate key', ['paths: {}', 'paths: {}'], '15:1'],
    ['nothing', [''], '14:1'],
  ];
  test.each(table)('for %s are reported in the topic file', (_, example, expected) => {
    expect(withExample(...example).map(({ position }) => `${position.line}:${position.column}`)).toEqual([expected]);
  });
});

describe('A page of the API Stylebook', () => {
  const { topic, problems } = read('stylebook-page/http-status-401.md');

  test('is a topic without rules', () => {
    expect(problems).toEqual([]);
    expect(topic).toMatchObject({
      id: 'http-status-401',
      category: 'HTTP Status User Error',
      name: '401 Unauthorized',
      rules: [],
      text: '',
    });
  });

  test('gives guidelines with its references as statements that state no strength', () => {
    expect(topic!.guidelines.map(({ id, company, title, date }) => [id, company, title, date])).toEqual([
      ['heroku-http-api-design-guide', 'Heroku', 'HTTP API Design Guide', '2016-07-05'],
      ['example-library-api-guide', 'Example Library', 'Library API Guide', '2016-01-22'],
    ]);
    expect(topic!.guidelines[1]!.statements).toMatchObject([
      { id: 'example-library-api-guide/http-status-401/1', section: 'Appendix A: Response Codes', stated: false },
      { id: 'example-library-api-guide/http-status-401/2', url: 'https://library.example.com/api-guide/#client-errors', stated: false },
    ]);
  });
});

describe('The smallest topic of one’s own', () => {
  const { topic, problems } = read('own-topic/library-loans.md');

  test('needs an id, a guideline with a reference, and a rule', () => {
    expect(problems).toEqual([]);
    expect(topic!.guidelines[0]).toMatchObject({
      id: 'library-handbook',
      label: 'Example Library',
      url: 'https://library.example.com/handbook#due-date',
    });
  });

  test('names the guideline, and cites its references', () => {
    expect(topic!.rules[0]!.supports).toEqual(['library-handbook/library-loans/1']);
    expect(topic!.guidelines[0]!.statements[0]).toMatchObject({ id: 'library-handbook/library-loans/1', strength: 'MUST' });
    expect(topic!.guidelines[0]!.statements[0]).not.toHaveProperty('stated');
  });
});

test.each([
  '',
  '---',
  '---\n',
  '------\n',
  '---js',
  '\uFEFF',
  '\0',
  '---\n\0\n---\n',
  '---\n? []: a\n---\n',
  '---\na: &a [*a]\n---\n',
  `---\n${'['.repeat(20000)}\n---\n`,
])('A file that holds %j is a problem, and no error', (text) => {
  const { topic, problems } = parseTopic('books.md', text);
  expect(topic).toBeUndefined();
  expect(problems.length).toBeGreaterThan(0);
});
