import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/lint/index.js';
import { loadRuleset } from '../../src/lint/ruleset.js';
import { lintDocuments, type Input } from '../../src/lint/run.js';
import type { Finding } from '../../src/types.js';
import { folderOf } from '../helpers/folder.js';
import { rulesets } from '../helpers/rulesets.js';

const presets = folderOf(rulesets);
const cwd = folderOf({
  'openapi.yaml': `openapi: 3.1.0
paths:
  /books:
    get:
      responses:
        '401':
          description: No token.
components:
  schemas:
    Book: {$ref: book.yaml}
`,
  'book.yaml': 'type: object\nproperties:\n  published_on: {type: string}\n',
  'other.yaml': 'openapi: 3.1.0\ncomponents: {schemas: {Book: {$ref: book.yaml}}}\n',
});
const source = path.join(cwd, 'openapi.yaml');

async function run(texts: Record<string, string>, name = 'all') {
  const ruleset = await loadRuleset(name, { cwd, presets });
  const inputs: Input[] = Object.entries(texts).map(([file, text]) => ({ source: path.join(cwd, file), content: { text } }));
  return lintDocuments(inputs, ruleset, { cwd });
}

/** `file:line:column severity code message`. */
function lines(findings: Finding[]): string[] {
  return findings.map(
    ({ source, range: { start }, severity, code, message }) =>
      `${path.relative(cwd, source)}:${start.line + 1}:${start.character + 1} ${severity} ${code} ${message}`,
  );
}

test('a finding has what Spectral shows of it, and its topic, certainty and citations', async () => {
  const ruleset = await loadRuleset('recommended', { cwd, presets });
  const input = {
    source,
    content: { text: "openapi: 3.1.0\npaths:\n  /books:\n    get:\n      responses:\n        '401':\n          description: No token.\n" },
  };
  const citation = { company: 'IETF', stance: 'supports', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2' };
  expect(await lintDocuments([input], ruleset, { cwd })).toEqual({
    linted: 1,
    findings: [
      {
        code: 'http-status-401-www-authenticate',
        message: 'Expected header "WWW-Authenticate". [RFC 9110 §15.5.2 MUST]',
        summary: 'Expected header "WWW-Authenticate".',
        description: 'A `401` response declares the `WWW-Authenticate` header.',
        severity: 1,
        source,
        path: ['paths', '/books', 'get', 'responses', '401'],
        range: { start: { line: 5, character: 14 }, end: { line: 6, character: 32 } },
        documentationUrl: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
        topic: 'http-status-401',
        certainty: 'likely',
        citations: [expect.objectContaining(citation), expect.objectContaining({ stance: 'opposes', strength: 'SHOULD NOT' })],
      },
    ],
  });
});

test('findings name the file of the definition, sorted by file and position', async () => {
  expect(lines(await lint('openapi.yaml', { cwd, ruleset: path.join(presets, 'all.mjs') }))).toEqual([
    'book.yaml:3:16 2 naming-case-property Expected camelCase, found `published_on`. [RFC 9110 §15.5.2 MUST]',
    'openapi.yaml:6:15 1 http-status-401-www-authenticate Expected header "WWW-Authenticate". [RFC 9110 §15.5.2 MUST]',
  ]);
});

test('what several descriptions have in common is reported once, and the same input gives the same findings', async () => {
  const once = await lint('*.yaml', { cwd, ruleset: path.join(presets, 'all.mjs') });
  expect(lines(once).filter((line) => line.startsWith('book.yaml'))).toHaveLength(2); // the name, and that the file is no description itself
  expect(await lint('*.yaml', { cwd, ruleset: path.join(presets, 'all.mjs') })).toEqual(once);
});

test('a text is a document as well, its references relative to the file that it stands for', async () => {
  const text = 'openapi: 3.1.0\ncomponents: {schemas: {Book: {$ref: ../book.yaml}, Loan: {$ref: no.yaml}}}\n';
  const findings = await lint({ text, source: 'api/openapi.yaml' }, { cwd, ruleset: path.join(presets, 'all.mjs') });
  expect(findings.map(({ source, code }) => [source, code])).toEqual([
    [path.join(cwd, 'book.yaml'), 'naming-case-property'],
    ['api/openapi.yaml', 'invalid-ref'],
  ]);
  expect((await lint({ text: '' }, { cwd, ruleset: path.join(presets, 'all.mjs') }))[0]!.source).toBe('<STDIN>');
});

describe('a document that no rule can look at is reported and not linted', () => {
  test.each<[string, string, string]>([
    ['empty', '# nothing yet\n', '1:1 0 parser The file is empty. Write a description, or name another file.'],
    [
      'broken',
      'openapi: 3.1.0\ninfo: {',
      '2:8 0 parser Unexpected end of the stream within a flow collection. Look for a missing comma or closing bracket.',
    ],
    ['a text', 'hello', '1:1 1 unrecognized-format Not an OpenAPI description: the file holds a text.'],
    ['a web page', '<!doctype html>\n<p>404</p>', '1:1 1 unrecognized-format Not an OpenAPI description: the file holds a text.'],
    ['a list', '- openapi: 3.1.0', '1:1 1 unrecognized-format Not an OpenAPI description: the file holds a list.'],
    ['null', 'null', '1:1 1 unrecognized-format Not an OpenAPI description: the file holds nothing.'],
    [
      'something else',
      'asyncapi: 3.0.0',
      '1:1 1 unrecognized-format Not an OpenAPI description: there is no `openapi` at its root. It is an AsyncAPI document.',
    ],
    [
      'without its version',
      'info: {title: Library}\npaths: {}',
      '1:1 1 unrecognized-format Not an OpenAPI description: there is no `openapi` at its root. Add `openapi: 3.1.0`.',
    ],
    ['misspelt', 'openApi: 3.1.0', '1:10 1 unrecognized-format Not an OpenAPI description: `openApi` is misspelt. Did you mean `openapi`?'],
    [
      'of the future',
      'openapi: 4.0.0',
      '1:10 1 unrecognized-format Unknown version: `openapi: 4.0.0`. Known are swagger 2.0 and openapi 3.0, 3.1 and 3.2.',
    ],
    [
      'of the past',
      "swagger: '1.2'",
      '1:10 1 unrecognized-format Unknown version: `swagger: 1.2`. Known are swagger 2.0 and openapi 3.0, 3.1 and 3.2.',
    ],
    [
      'of two ages',
      'swagger: 3.0.0',
      '1:10 1 unrecognized-format Unknown version: `swagger: 3.0.0`. Known are swagger 2.0 and openapi 3.0, 3.1 and 3.2.',
    ],
    [
      'of a version that is none',
      'openapi: {}',
      '1:9 1 unrecognized-format Unknown version: this `openapi`. Known are swagger 2.0 and openapi 3.0, 3.1 and 3.2.',
    ],
  ])('%s', async (_, text, expected) => {
    const { findings, linted } = await run({ 'x.yaml': text });
    expect(lines(findings)).toEqual([`x.yaml:${expected}`]);
    expect(linted).toBe(0);
  });

  test('while the other documents are linted', async () => {
    const { findings, linted } = await run({ 'a.yaml': '', 'b.yaml': 'openapi: 3.0.3\nproperties: {due_date: 1}\n' });
    expect(findings.map(({ code }) => code)).toEqual(['parser', 'naming-case-property']);
    expect(linted).toBe(1);
  });
});

describe('a document is linted', () => {
  test.each([
    ...['openapi: 3.0.0', "openapi: '3.0.3'", 'openapi: 3.1', 'openapi: 3.1.1', 'openapi: 3.2.0', 'swagger: 2.0', "swagger: '2.0'"],
  ])('if it says %s', async (text) => {
    expect(await run({ 'x.yaml': text })).toEqual({ findings: [], linted: 1 });
  });

  test('with a key that stands twice', async () => {
    const { findings, linted } = await run({ 'x.yaml': 'openapi: 3.1.0\nproperties: {due_date: 1, due_date: 2}\n' });
    expect(lines(findings)).toEqual([
      'x.yaml:2:27 0 parser Duplicate key: due_date. The last one counts.',
      'x.yaml:2:37 2 naming-case-property Expected camelCase, found `due_date`. [RFC 9110 §15.5.2 MUST]',
    ]);
    expect(linted).toBe(1);
  });

  test('with null anywhere', async () => {
    const text =
      'openapi: 3.1.0\ninfo:\npaths: {/a: , /b: {get: , parameters: [null], post: {responses: }}}\ncomponents: {schemas: {A: null, B: {properties: null}}}\n';
    expect(await run({ 'x.yaml': text })).toEqual({ findings: [], linted: 1 });
  });

  test('with a rule that fails, which is reported', async () => {
    const { findings } = await run({ 'x.yaml': 'openapi: 3.1.0' }, 'faulty');
    expect(lines(findings)).toEqual(['x.yaml:1:1 0 faulty The rule failed; please report that. no such thing']);
  });
});

describe('rules that are not ours run in Spectral', () => {
  const rules = 'mine: {given: "$..due_date", message: "{{property}}: {{error}}", then: {function: falsy}}';
  const folder = folderOf({
    'own.yaml': `extends: [${path.join(presets, 'all.mjs')}]\nrules: {${rules}}`,
    'oas.yaml': 'extends: [spectral:oas]',
    'bad.mjs': 'export default { rules: { bad: { given: "$", then: { function: () => { throw new Error("no luck"); } } } } };',
    'api.yaml':
      'openapi: 3.1.0\ncomponents: {schemas: {Loan: {$ref: "loan.yaml"}, Bad: {$ref: "https://library.example/x"}, Worse: {$ref: "../x"}}}\n',
    'loan.yaml': 'properties:\n  due_date: {type: string}\n',
  });

  test('on the same files, beside ours, without citations; what we report of the document is reported once', async () => {
    const findings = await lint('api.yaml', { cwd: folder, ruleset: 'own.yaml' });
    expect(findings.map(({ code, source, range, citations }) => [path.basename(source), range.start.line, code, citations.length])).toEqual(
      [
        ['api.yaml', 1, 'invalid-ref', 0],
        ['api.yaml', 1, 'invalid-ref', 0],
        ['loan.yaml', 1, 'mine', 0],
        ['loan.yaml', 1, 'naming-case-property', 2],
      ],
    );
    expect(findings[2]).toMatchObject({
      message: 'due_date: "due_date" property must be falsy',
      severity: 1,
      path: ['properties', 'due_date'],
    });
  });

  test('and say themselves what they do not know', async () => {
    const findings = await lint({ text: 'kind: Deployment' }, { cwd: folder, ruleset: 'oas.yaml' });
    expect(findings.map(({ code, source }) => [code, source])).toEqual([['unrecognized-format', '<STDIN>']]);
  });

  test('not on a document whose aliases would explode', async () => {
    const bomb = Array.from({ length: 30 }, (_, level) => `  l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`).join('\n');
    const findings = await lint({ text: `openapi: 3.1.0\nx-bomb:\n  l0: &l0 [book]\n${bomb}\n` }, { cwd: folder, ruleset: 'oas.yaml' });
    expect(findings.map(({ message }) => message)).toEqual([
      'Its aliases stand for millions of values: rules other than those of openapi-stylebook are not run. Use `$ref`.',
    ]);
  });

  test('or fail with the name of the file and the reason', async () => {
    await expect(lint('api.yaml', { cwd: folder, ruleset: 'bad.mjs' })).rejects.toThrow(
      `A rule of the ruleset failed on ${path.join(folder, 'api.yaml')}: Function "function" threw an exception: no luck.`,
    );
  });
});
