import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { guidelineProblems, parseGuideline } from '../../src/topics/guideline.js';
import type { Problem } from '../../src/types.js';

const record = `guideline:
  id: library
  short: lib
  label: Library
  title: API Guidelines of the Library
  company: City Library
  kind: company
  url: https://library.example/guidelines
  date: 2026-01-31
  status: current
statements:
  - id: library-plural
    section: Plural names
    url: https://library.example/guidelines#plural
    strength: SHOULD
    topic: naming
    says: Collections have plural names, such as books.
    checkable: full
`;
const where = ({ file, position, message }: Problem) => `${file}:${position.line}:${position.column} ${message}`;
const problemsOf = (text: string) => parseGuideline('guidelines/library.yaml', text).problems.map(where);
const change = (from: string, to: string) => {
  expect(record).toContain(from);
  return record.replace(from, to);
};

describe('A guideline record', () => {
  test('is read as it is written', () => {
    const { guideline, problems } = parseGuideline('guidelines/library.yaml', record);
    expect(problems).toEqual([]);
    expect(guideline).toEqual({
      id: 'library',
      short: 'lib',
      label: 'Library',
      title: 'API Guidelines of the Library',
      company: 'City Library',
      kind: 'company',
      url: 'https://library.example/guidelines',
      date: '2026-01-31',
      status: 'current',
      file: 'guidelines/library.yaml',
      statements: [
        {
          id: 'library-plural',
          section: 'Plural names',
          url: 'https://library.example/guidelines#plural',
          strength: 'SHOULD',
          topic: 'naming',
          says: 'Collections have plural names, such as books.',
          checkable: 'full',
        },
      ],
    });
  });

  test('may say what it derives from, whom it binds, when it was read, and that a statement backs nothing', () => {
    const text = change(
      'status: current',
      'status: current\n  source: library/guidelines@1a2b3c\n  binds: adopters\n  derivedFrom: archive\n  reviewed: 2026-02-01',
    );
    const { guideline, problems } = parseGuideline(
      'library.yaml',
      text.replace('checkable: full', 'checkable: full\n    verified: false\n    enabled: false'),
    );
    expect(problems).toEqual([]);
    expect(guideline).toMatchObject({
      source: 'library/guidelines@1a2b3c',
      binds: 'adopters',
      derivedFrom: 'archive',
      reviewed: '2026-02-01',
    });
    expect(guideline?.statements[0]).toMatchObject({ verified: false, enabled: false });
  });

  test.each([
    ['an empty file', '', '1:1 `guideline` is missing.'],
    ['a list', '- a\n', '1:1 `guideline` is missing.'],
    ['a guideline that is a text', 'guideline: Zalando\n', '1:1 `guideline` is not a mapping.'],
    [
      'broken YAML',
      change('kind: company', 'kind: @company'),
      '7:9 The YAML cannot be read: Plain value cannot start with reserved character @.',
    ],
    [
      'a key that stands twice',
      change('kind: company', 'kind: company\n  kind: standard'),
      '8:3 The YAML cannot be read: Map keys must be unique.',
    ],
    [
      'a misspelt section',
      change('statements:', 'statement:'),
      '11:1 Unknown key `statement`. Did you mean `statements`?',
      '1:1 `statements` is not a list.',
    ],
    [
      'a misspelt key',
      change('company: City', 'compnay: City'),
      '6:3 Unknown key `compnay`. Did you mean `company`?',
      '1:1 `company` is missing.',
    ],
    ['a misspelt kind', change('kind: company', 'kind: compnay'), '7:3 Unknown value `compnay` of `kind`. Did you mean `company`?'],
    ['no kind', change('  kind: company\n', ''), '1:1 `kind` is missing.'],
    ['a status of ours', change('status: current', 'status: draft'), '10:3 Unknown value `draft` of `status`.'],
    [
      'an id that is not the file name',
      change('id: library', 'id: archive'),
      '2:3 The id `archive` is not the name of the file, `library`.',
    ],
    ['an id with capitals', change('id: library', 'id: Library'), '2:3 `Library` is no id.'],
    [
      'a short name of another ruleset',
      change('short: lib', 'short: recommended'),
      '3:3 `recommended` cannot name the ruleset of a guideline.',
    ],
    [
      'a short name with a blank',
      change('short: lib', 'short: city library'),
      '3:3 `city library` cannot name the ruleset of a guideline.',
    ],
    [
      'a link without a scheme',
      change('https://library.example/guidelines\n', 'library.example\n'),
      '8:3 `library.example` is not a link.',
    ],
    [
      'a link that is a program',
      change('https://library.example/guidelines\n', 'javascript:alert(1)\n'),
      '8:3 `javascript:alert(1)` is not a link.',
    ],
    [
      'a link to a host without a dot',
      change('https://library.example/guidelines#plural', 'https://localhost/#plural'),
      '14:5 `https://localhost/#plural` is not a link.',
    ],
    ['a date of another form', change('2026-01-31', 'January 2026'), '9:3 `January 2026` is not a date.'],
    ['a day that there is not', change('2026-01-31', '2026-01-32'), '9:3 `2026-01-32` is not a date.'],
    ['a misspelt key of a statement', change('says:', 'say:'), '17:5 Unknown key `say`. Did you mean `says`?', '12:5 `says` is missing.'],
    [
      'a strength of other guidelines',
      change('strength: SHOULD', 'strength: RECOMMENDED'),
      '15:5 Unknown value `RECOMMENDED` of `strength`.',
    ],
    ['a paraphrase that is too long', change('such as books', 'books '.repeat(31)), '17:5 `says` has 36 words.'],
    ['an answer that is a truth value', change('checkable: full', 'checkable: true'), '18:5 Unknown value `true` of `checkable`.'],
    ['a mark that is a text', change('checkable: full', "checkable: full\n    enabled: 'false'"), '19:5 `enabled` is not `false`.'],
    ['a topic that is a title', change('topic: naming', 'topic: HTTP Status'), '16:5 `HTTP Status` is no id of a topic.'],
    ['a statement without an id', change('  - id: library-plural\n    section', '  - section'), '12:5 `id` is missing.'],
    ['a statement that is a text', `${record}  - Plural names\n`, '19:5 A statement is not a mapping.'],
    ['statements that are a mapping', change('  - id: library-plural', '    id: library-plural'), '11:1 `statements` is not a list.'],
  ])('with %s has a problem with its place', (_, text, ...expected) => {
    expect(problemsOf(text)).toEqual(expected.map((problem) => `guidelines/library.yaml:${problem}`));
  });

  test.each([
    ['10,000 levels of nesting', '['.repeat(10_000)],
    ['10,000 levels of keys', '? '.repeat(10_000)],
    [
      'aliases that explode',
      [
        'a: &a [x, x]',
        ...[...'bcdefghijklmnopqrstuvwxyz'].map(
          (name, at) => `${name}: &${name} [*${'abcdefghijklmnopqrstuvwxyz'[at]}, *${'abcdefghijklmnopqrstuvwxyz'[at]}]`,
        ),
      ].join('\n'),
    ],
    ['an alias of itself', 'guideline: &g\n  id: *g\n'],
    ['null everywhere', 'guideline: { id: , short: , label: , kind: , url: , status: }\nstatements: [ , { id: }]\n'],
    ['a prototype as key', 'guideline: { __proto__: { id: x }, constructor: { y: z } }\nstatements: []\n'],
  ])('with %s neither throws nor hangs', (_, text) => {
    expect(parseGuideline('library.yaml', text).problems.length).toBeGreaterThan(0);
    expect(Object.hasOwn(Object.prototype, 'id')).toBe(false);
  });
});

describe('Guideline records together', () => {
  const parsed = (name: string, text: string) => parseGuideline(`${name}.yaml`, text).guideline!;
  const renamed = (name: string) => record.replaceAll('library', name).replace('short: lib', `short: ${name}`);
  const library = parsed('library', record);

  test.each([
    [
      'an id',
      [parsed('library', renamed('library').replace('library-plural', 'other'))],
      ['library.yaml:2:3 The id `library` is taken in library.yaml.'],
    ],
    [
      'a short name',
      [parsed('archive', renamed('archive').replace('short: archive', 'short: lib'))],
      ['archive.yaml:3:3 The short name `lib` is taken in library.yaml.'],
    ],
    [
      'the id of a statement',
      [parsed('archive', renamed('archive').replace('archive-plural', 'library-plural'))],
      ['archive.yaml:12:5 The statement `library-plural` is taken in library.yaml.'],
    ],
    ['nothing', [parsed('archive', renamed('archive'))], []],
  ])('may not share %s', (_, others, expected) => {
    expect(guidelineProblems([library, ...others]).map(where)).toEqual(expected);
  });

  const deriving = (name: string, from: string) =>
    parsed(name, renamed(name).replace('status: current', `status: current\n  derivedFrom: ${from}`));
  test.each([
    [
      'one that is not there',
      [deriving('archive', 'libary')],
      ['archive.yaml:11:3 There is no guideline `libary`. Did you mean `library`?'],
    ],
    ['itself', [deriving('archive', 'archive')], ['archive.yaml:11:3 `archive` derives from itself.']],
    [
      'one that derives from it',
      [deriving('archive', 'museum'), deriving('museum', 'archive')],
      ['archive.yaml:11:3 `archive` derives from itself.', 'museum.yaml:11:3 `museum` derives from itself.'],
    ],
    ['another', [deriving('archive', 'library'), deriving('museum', 'archive')], []],
  ])('may derive from another, not from %s', (_, others, expected) => {
    expect(guidelineProblems([library, ...others]).map(where)).toEqual(expected);
  });
});

const folder = 'topics/guidelines';
const records = readdirSync(folder).map((name) => ({
  name,
  ...parseGuideline(`${folder}/${name}`, readFileSync(`${folder}/${name}`, 'utf8')),
}));

describe('Our guideline records', () => {
  test.each(records)('$name is well formed', ({ problems }) => {
    expect(problems).toEqual([]);
  });

  test('agree with one another', () => {
    expect(guidelineProblems(records.flatMap(({ guideline }) => guideline ?? []))).toEqual([]);
  });

  test.each(records.filter(({ guideline }) => existsSync(`test/anchors/${guideline?.id}.txt`)))(
    "$name links to its document's own anchors",
    ({ guideline }) => {
      const anchors = new Set(readFileSync(`test/anchors/${guideline!.id}.txt`, 'utf8').split('\n'));
      expect(guideline!.statements.filter(({ url }) => !anchors.has(url))).toEqual([]);
    },
  );

  test.each(records.filter(({ guideline }) => guideline?.company === 'IETF'))(
    '$name links to the sections that it names',
    ({ guideline }) => {
      for (const { section, url } of guideline!.statements) {
        const [number, ...heading] = section.split(' ');
        expect(heading.length).toBeGreaterThan(0);
        expect(url).toBe(`${guideline!.url}#section-${number}`);
      }
    },
  );

  test.each(records.filter(({ guideline }) => guideline?.company !== 'IETF' && !existsSync(`test/anchors/${guideline?.id}.txt`)))(
    '$name, whose document has no anchors, links to the document',
    ({ guideline }) => {
      expect(guideline!.statements.filter(({ url }) => !url.startsWith(guideline!.url))).toEqual([]);
    },
  );
});
