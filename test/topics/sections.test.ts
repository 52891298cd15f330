import { describe, expect, test } from '@jest/globals';
import { readSections } from '../../src/topics/sections.js';

const read = (...lines: string[]) => readSections('books.md', lines.join('\n'), 10, ['books-title', 'books-isbn']);

describe('The body of a topic file', () => {
  test('is the text of the topic up to the first section of a rule', () => {
    const { text, sections, problems } = read(
      '',
      'Books have titles.',
      '',
      '## Why',
      '',
      '### More',
      '',
      'Because.',
      '',
      '## books-title',
      'Why.',
    );
    expect(text).toBe('Books have titles.\n\n## Why\n\n### More\n\nBecause.');
    expect([...sections.keys()]).toEqual(['books-title']);
    expect(problems).toEqual([]);
  });

  test('has a section for each rule: why, examples, and when not to use it', () => {
    const { sections } = read(
      '## books-title',
      '',
      'A title is',
      'how people ask for a book.',
      '',
      '### Incorrect',
      '',
      '```yaml',
      'paths:',
      '  /books: # <- finding',
      '    get: {} # not a <- finding',
      '```',
      '',
      '### Correct',
      '',
      'This text is not part of the example.',
      '',
      '```yaml',
      'paths: {}',
      '```',
      '',
      'Nor is this.',
      '',
      '~~~~yml',
      'info:',
      '  description: |',
      '    ## books-isbn',
      '    ```',
      '~~~~',
      '',
      '### When not to use it',
      '',
      'In a library without books.',
      '',
      '## `books-isbn`',
    );
    expect(sections.get('books-title')).toEqual({
      why: 'A title is\nhow people ask for a book.',
      examples: [
        { kind: 'incorrect', text: 'paths:\n  /books: # <- finding\n    get: {} # not a <- finding\n', line: 18, marked: [2] },
        { kind: 'correct', text: 'paths: {}\n', line: 28, marked: [] },
        { kind: 'correct', text: 'info:\n  description: |\n    ## books-isbn\n    ```\n', line: 34, marked: [] },
      ],
      whenNotToUse: 'In a library without books.',
      position: { line: 10, column: 1 },
    });
    expect(sections.get('books-isbn')).toEqual({ why: '', examples: [], position: { line: 44, column: 1 } });
  });

  test('keeps headings and code within prose as they are', () => {
    const { text, sections } = read('```sh', '## books-title', '```', '## books-title', '#### Note', '```http', 'GET /books', '```');
    expect(text).toBe('```sh\n## books-title\n```');
    expect(sections.get('books-title')!.why).toBe('#### Note\n```http\nGET /books\n```');
  });

  test('marks every line that ends in the mark, as a comment of its own too', () => {
    const { sections } = read(
      '## books-title',
      '### Incorrect',
      '```yaml',
      '# <- finding',
      'a: b # <- finding',
      'c: "# <- finding"',
      'd: e # <- finding  ',
      '```',
    );
    expect(sections.get('books-title')!.examples[0]!.marked).toEqual([1, 2, 4]);
  });

  test('takes the indentation of a block off its lines', () => {
    const { sections } = read('## books-title', '### Correct', '  ```yaml', '  paths:', '    /books: {}', ' info: {}', '  ```');
    expect(sections.get('books-title')!.examples[0]!.text).toBe('paths:\n  /books: {}\ninfo: {}\n');
  });

  const wrong: [string, string[], string][] = [
    ['A heading after the first section that is no rule', ['## books-title', '## Notes'], '11 There is no rule `Notes` in this topic.'],
    ['An unknown heading', ['## books-title', '### Examples'], '11 Unknown heading `Examples` in the section of a rule.'],
    [
      'A block without a language',
      ['## books-title', '### Correct', '```', 'paths: {}', '```'],
      '12 An example is not marked as YAML, so it would not be tested.',
    ],
    ['A second section', ['## books-title', '## books-title'], '11 The rule `books-title` has two sections.'],
  ];
  test.each(wrong)('%s is a problem', (_, lines, expected) => {
    expect(read(...lines).problems.map(({ position, message }) => `${position.line} ${message}`)).toEqual([expected]);
  });

  test('is read in time that grows with its length', () => {
    const start = performance.now();
    for (const line of [
      `#${' '.repeat(200_000)}x`,
      `\`\`\`${'a'.repeat(200_000)}\``,
      `# <- finding${' '.repeat(200_000)}x`,
      '#'.repeat(200_000),
    ]) {
      read('## books-title', '### Correct', line, '```yaml', line, '```');
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
