import { symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Loader, parseDocument, type LoadOptions } from '../../src/lint/documents.js';
import { readSource } from '../../src/lint/sources.js';
import { folderOf } from '../helpers/folder.js';

async function load(root: string, options: Partial<LoadOptions> = {}) {
  const cwd = options.cwd ?? path.dirname(root);
  const source = readSource(root, { cwd });
  const { inventory, problems } = await new Loader({ cwd, ...options }).load(parseDocument(root, (source as { text: string }).text));
  const said = problems.map((problem) => {
    const { line, character } = problem.range.start;
    return `${problem.severity === 0 ? 'error' : 'warn'} ${problem.code} ${problem.source.startsWith('http') ? problem.source : path.relative(cwd, problem.source)}:${line + 1}:${character + 1} ${problem.message}`;
  });
  const files = Object.keys(inventory.referencedDocuments).map((file) => (file.startsWith('http') ? file : path.relative(cwd, file)));
  return { files: files.sort(), said: said.sort() };
}

/** A description with one schema, which is `schema`. */
const withSchema = (schema: string): string => `openapi: 3.1.0\ncomponents:\n  schemas:\n    Book: {type: object}\n    Loan: ${schema}\n`;

describe('a description in several files', () => {
  test('is what its references reach, each file once, and nothing else', async () => {
    const root = fileURLToPath(new URL('../../fixtures/bookshelf/openapi.yaml', import.meta.url));
    expect(await load(root)).toEqual({
      files: [
        ...['parameters.yaml', 'paths/book.yaml', 'paths/books.yaml', 'paths/loans.yaml', 'responses/errors.yaml'],
        ...['schemas/Book.yaml', 'schemas/Loan.yaml', 'schemas/Problem.json'],
      ],
      said: [],
    });
  });

  test('may go in circles, also through its root', async () => {
    const folder = folderOf({
      'a.yaml': 'openapi: 3.1.0\ncomponents: {schemas: {A: {$ref: "b.yaml#/B"}, C: {$ref: "#/components/schemas/C"}}}\n',
      'b.yaml': 'B: {properties: {a: {$ref: "a.yaml#/components/schemas/A"}, b: {$ref: "#/B"}}}\n',
    });
    expect(await load(path.join(folder, 'a.yaml'))).toEqual({ files: ['b.yaml'], said: [] });
  });

  test('may have a reference on the way to what another one names', async () => {
    const folder = folderOf({
      'a.yaml': 'openapi: 3.1.0\npaths: {/books: {$ref: "paths.yaml#/books/list"}}\n',
      'paths.yaml': 'books: {$ref: books.yaml}\n',
      'books.yaml': 'list: {get: {responses: {"200": {$ref: "ok.yaml"}}}}\n',
      'ok.yaml': 'description: All books.\n',
    });
    expect(await load(path.join(folder, 'a.yaml'))).toEqual({ files: ['books.yaml', 'ok.yaml', 'paths.yaml'], said: [] });
  });
});

describe('a reference', () => {
  const folder = folderOf({
    'shared/empty.yaml': '',
    'shared/broken.yaml': 'a: [\n',
    'shared/a b.yaml': 'x~y/z: {type: string}\n',
    'api/schemas.yaml': 'Author: {type: object, $anchor: author}\n',
  });

  test.each<[string, string, string[]]>([
    [
      'to nothing',
      '{$ref: ""}',
      [
        'error invalid-ref api.yaml:5:18 This `$ref` names nothing. Write where it leads, such as "#/components/schemas/Book", or remove it.',
      ],
    ],
    [
      'that is no text',
      '{$ref: {a: 1}}',
      [
        'error invalid-ref api.yaml:5:17 This `$ref` names nothing. Write where it leads, such as "#/components/schemas/Book", or remove it.',
      ],
    ],
    [
      'that is null',
      '{$ref: }',
      [
        'error invalid-ref api.yaml:5:17 This `$ref` names nothing. Write where it leads, such as "#/components/schemas/Book", or remove it.',
      ],
    ],
    [
      'to a name that is not there',
      '{$ref: "#/components/schemas/Bok"}',
      [
        'error invalid-ref api.yaml:5:18 "#/components/schemas/Bok" names nothing: there is no "Bok" in "components/schemas". Did you mean `Book`?',
      ],
    ],
    [
      'to what all objects inherit',
      '{$ref: "#/components/__proto__"}',
      ['error invalid-ref api.yaml:5:18 "#/components/__proto__" names nothing: there is no "__proto__" in "components".'],
    ],
    [
      'to an anchor that is not there',
      '{$ref: "#book"}',
      ['error invalid-ref api.yaml:5:18 "#book" names nothing: no `$anchor` has that name.'],
    ],
    [
      'to a file that is not there',
      '{$ref: api/schema.yaml}',
      ['error invalid-ref api.yaml:5:18 api/schema.yaml does not exist. Did you mean `api/schemas.yaml`?'],
    ],
    [
      'to a folder',
      '{$ref: shared}',
      ['error invalid-ref api.yaml:5:18 shared is a directory. Name a file, or a glob such as "shared/**/*.yaml".'],
    ],
    [
      'to a file that cannot be parsed',
      '{$ref: shared/broken.yaml}',
      [
        'error parser shared/broken.yaml:2:1 Unexpected end of the stream within a flow collection. Look for a missing comma or closing bracket.',
      ],
    ],
    [
      'to a URL, unless asked',
      '{oneOf: [{$ref: "https://library.example/a#/b"}, {$ref: "https://library.example/a#/c"}]}',
      [
        'warn invalid-ref api.yaml:5:27 https://library.example/a is not read. Use --follow-urls to read it. 1 more reference to it in this file.',
      ],
    ],
    [
      'to file:',
      '{$ref: "file:///etc/passwd"}',
      ['error invalid-ref api.yaml:5:18 file:///etc/passwd is not read. Use a file name relative to this file.'],
    ],
    [
      'out of the project',
      '{$ref: "../../etc/passwd"}',
      [
        'error invalid-ref api.yaml:5:18 ../../etc/passwd is not read: it lies outside of the project. Run stylebook in a folder that holds both files.',
      ],
    ],
    [
      'out of the project by a full name',
      '{$ref: /etc/passwd}',
      [
        'error invalid-ref api.yaml:5:18 /etc/passwd is not read: it lies outside of the project. Run stylebook in a folder that holds both files.',
      ],
    ],
    ['that JSON Schema gives a name', '{oneOf: [{$ref: "api/schemas.yaml#author"}, {$ref: "#/components/schemas/Book"}]}', []],
    ['with percent signs, ~0 and ~1', '{$ref: "shared/a%20b.yaml#/x~0y~1z"}', []],
    ['to an empty file, which is reported where it is named as a document', '{$ref: shared/empty.yaml}', []],
    ['to what a document holds itself', '{$ref: "#"}', []],
    ['in circles', '{$ref: "#/components/schemas/Loan"}', []],
    [
      'that is no reference but data',
      '{example: {$ref: 1}, enum: [{$ref: ""}], const: {$ref: no}, default: {$ref: no}, x-note: {$ref: no}}',
      [],
    ],
    ['that is a property by that name', '{properties: {$ref: {type: string}, example: {$ref: "#/components/schemas/Book"}}}', []],
    [
      'of a property named as a field',
      '{properties: {default: {$ref: "#/nope"}}}',
      ['error invalid-ref api.yaml:5:41 "#/nope" names nothing: there is no "nope".'],
    ],
  ])('%s', async (_, schema, expected) => {
    const file = path.join(folder, 'api.yaml');
    const { said } = await loadText(file, withSchema(schema), folder);
    expect(said).toEqual(expected);
  });

  test('in an example of a media type is data, to an example is a reference', async () => {
    const text =
      'openapi: 3.1.0\npaths: {/a: {get: {responses: {default: {content: {a/b: {examples: {x: {value: {$ref: no}}, y: {$ref: "#/no"}}}}}}}}}\n';
    const { said } = await loadText(path.join(folder, 'api.yaml'), text, folder);
    expect(said).toEqual([expect.stringContaining('"#/no" names nothing')]);
  });

  test('through a symbolic link out of the project is not followed', async () => {
    const outside = folderOf({ 'secret.yaml': 'type: string\n' });
    symlinkSync(path.join(outside, 'secret.yaml'), path.join(folder, 'link.yaml'));
    symlinkSync(outside, path.join(folder, 'linked'));
    for (const name of ['link.yaml', 'linked/secret.yaml']) {
      const { said } = await loadText(path.join(folder, 'api.yaml'), withSchema(`{$ref: ${name}}`), folder);
      expect(said).toEqual([expect.stringContaining(`${name} is not read: it lies outside of the project.`)]);
    }
  });

  test('from a folder of the project to another is followed, where the current folder holds both', async () => {
    const root = path.join(folder, 'api', 'openapi.yaml');
    const text = withSchema('{$ref: "../shared/a b.yaml"}');
    expect((await loadText(root, text, folder)).said).toEqual([]);
    expect((await loadText(root, text, path.join(folder, 'api'))).said).toEqual([expect.stringContaining('lies outside of the project')]);
  });
});

async function loadText(file: string, text: string, cwd: string) {
  const { problems } = await new Loader({ cwd }).load(parseDocument(file, text));
  const said = problems.map(({ severity, code, source, range, message }) => {
    return `${severity === 0 ? 'error' : 'warn'} ${code} ${path.relative(cwd, source)}:${range.start.line + 1}:${range.start.character + 1} ${message}`;
  });
  return { said };
}

describe('a reference to a URL, when asked', () => {
  let server: Server;
  let base: string;
  const asked: string[] = [];
  beforeAll(async () => {
    const pages: Record<string, string> = {
      '/schemas/book.yaml': 'properties: {author: {$ref: "author.yaml#/Author"}, file: {$ref: "file:///etc/passwd"}}\n',
      '/schemas/author.yaml': 'Author: {type: object}\n',
    };
    server = createServer((request, response) => {
      asked.push(request.url!);
      const page = pages[request.url!];
      response.writeHead(page ? 200 : 404).end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('is followed, each once, and what it refers to as well, but for files', async () => {
    const folder = folderOf({
      'api.yaml': withSchema(
        `{oneOf: [{$ref: "${base}/schemas/book.yaml"}, {$ref: "${base}/schemas/book.yaml"}, {$ref: "${base}/no.yaml"}]}`,
      ),
    });
    expect(await load(path.join(folder, 'api.yaml'), { followUrls: true })).toEqual({
      files: [`${base}/schemas/author.yaml`, `${base}/schemas/book.yaml`],
      said: [
        expect.stringContaining(`${base}/no.yaml answers 404 Not Found.`),
        `error invalid-ref ${base}/schemas/book.yaml:1:66 file:///etc/passwd is not read: only files refer to files.`,
      ],
    });
    expect(asked.sort()).toEqual(['/no.yaml', '/schemas/author.yaml', '/schemas/book.yaml']);
  });
});
