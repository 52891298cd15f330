import { describe, expect, test } from '@jest/globals';
import { attribute, description, findings, modelOfText, rule, selected } from './support.js';

const english = 'The books of the library are in this list, and it is sorted by the name of the author.';

describe('Text.prose', () => {
  const proseOf = (text: string, other = english) => {
    const model = modelOfText(
      JSON.stringify({
        openapi: '3.0.4',
        info: { title: 'x', version: '1', description: text },
        tags: [{ name: 'a', description: other }],
        paths: {},
      }),
    );
    return attribute(model, 'Text', 'prose', (node) => node.name === text);
  };
  test.each([
    ['code', 'Set the `colour` of it:\n```\ncolour: red\n```\nand so on.', 'Set the of it: and so on.'],
    ['HTML and its code', '<p>The <code>colour</code> of it.</p>', 'The of it.'],
    ['URLs and targets of links', 'See [the colours](https://a.io/colour) or https://b.io/colour.', 'See [the colours] or'],
    ['quotations', 'Say "colour" to it.', 'Say to it.'],
    ['names inside a sentence', 'It is of the World Trade Organisation, as is said.', 'It is of the , as is said.'],
  ])('leaves out %s', (_title, text, expected) => {
    expect(String(proseOf(text)).replace(/\s+/g, ' ').trim()).toBe(expected);
  });

  test('is absent where the text is not English', () => {
    const dutch = 'De boeken van de bibliotheek staan in deze lijst, gesorteerd op naam van de auteur en daarna op titel.';
    expect(proseOf(dutch)).toBeUndefined();
    expect(proseOf('Naam van de auteur', dutch)).toBeUndefined();
    expect(proseOf('Name of the author')).toBe('Name of the author');
  });
});

describe('addedWords', () => {
  test.each([
    ['loanId', 'The loan id', []],
    ['loanId', 'The ID of the loan.', []],
    ['loanId', 'The identifier of the loan.', ['identifier']],
    ['loanIds', 'Loan id', []],
    ['status', 'Status: `open`', ['Status: `open`']],
    [
      'id',
      'A long text that says what this identifier of the loan is good for.',
      ['A long text that says what this identifier of the loan is good for.'],
    ],
  ])('%s: %s', (name, text, expected) => {
    const model = modelOfText(
      description(`components: { schemas: { Loan: { type: object, properties: { ${name}: { description: ${JSON.stringify(text)} } } } } }`),
    );
    expect(attribute(model, 'Property', 'addedWords', name)).toEqual(expected);
  });

  test('an operation of four words at most is compared with operationId and summary', () => {
    const of = (text: string) =>
      attribute(
        modelOfText(
          description(`paths: { /loans: { get: { operationId: listLoans, summary: List, description: ${text}, responses: {} } } }`),
        ),
        'Operation',
        'addedWords',
        () => true,
      );
    expect(of('List the loans')).toEqual([]);
    expect(of('List the loans of all members')).not.toEqual([]);
  });

  test('is absent without a description', () => {
    expect(attribute(modelOfText(description('tags: [{ name: a }]')), 'Tag', 'addedWords', 'a')).toBeUndefined();
  });
});

describe('what names refer to', () => {
  const model = modelOfText(
    description(`components:
  schemas:
    Book:
      type: object
      properties: { bookTitle: {}, book_id: {}, title: {}, books: {}, author: { $ref: '#/components/schemas/Author' }, parts: { type: array, items: { $ref: '#/components/schemas/Book' } }, shelf: { type: object, properties: { shelfKey: {} } } }
    Author: { allOf: [{ type: object, properties: { authorName: {}, bookIds: {}, loan_uri: {}, isbn: {} } }] }
paths:
  '/books/{bookId}': { get: { parameters: [{ name: bookId, in: path, required: true }], responses: { '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } } } }
  '/authors/{id}': { get: { parameters: [{ name: id, in: path, required: true }, { name: book, in: query }], responses: { '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Author' } } } } } } }
  '/loans/{id}': { get: { responses: {} } }`),
  );
  const of = (name: string, ...properties: string[]) => properties.map((property) => attribute(model, 'Property', name, property));

  test('component is that whose own member it is', () => {
    expect(of('component', 'bookTitle', 'authorName', 'shelfKey')).toEqual(['Book', 'Author', undefined]);
  });
  test('shortName leaves the component out', () => {
    expect(of('shortName', 'bookTitle', 'book_id', 'title', 'books', 'authorName')).toEqual(['title', 'id', undefined, undefined, 'name']);
  });
  test('refersTo is a collection of the document', () => {
    expect(of('refersTo', 'bookIds', 'loan_uri', 'author', 'isbn', 'title')).toEqual(['books', 'loans', 'authors', undefined, undefined]);
    expect(attribute(model, 'Parameter', 'refersTo', 'book')).toBe('books');
  });
  test('embeds: what has a path of its own, itself aside', () => {
    expect(selected(model, 'Property', { embeds: true })).toEqual(['author']);
  });
  test('collections stand before a path parameter', () => {
    expect(['bookId', 'book'].map((name) => attribute(model, 'Parameter', 'collections', name))).toEqual([['book'], []]);
  });
});

describe('Operation.takesCallbackUrl', () => {
  const post = (rest: string) => modelOfText(description(`paths: { /loans: { post: { ${rest}, responses: {} } } }`));
  const body = (name: string) =>
    `requestBody: { content: { application/json: { schema: { type: object, properties: { ${name}: { type: string } } } } } }`;
  test.each([
    [body('callbackUrl'), true],
    [body('webhook_uri'), true],
    [body('coverUrl'), false],
    ['parameters: [{ name: X-ReplyTo, in: header }]', true],
    ["callbacks: { due: { '{$request.body#/x}': { post: { responses: {} } } } }", true],
    ["callbacks: { due: { 'https://example.com/due': { post: { responses: {} } } } }", false],
  ])('%s: %s', (rest, expected) => {
    expect(attribute(post(rest), 'Operation', 'takesCallbackUrl', 'POST /loans')).toBe(expected);
  });
});

describe('tags', () => {
  const model = modelOfText(
    description(`tags: [{ name: books }, { name: loans }]
paths: { /books: { get: { tags: [books, Loans], responses: {} }, post: { tags: [Loans, 7], responses: {} }, put: { tags: authors, responses: {} } } }`),
  );
  test('that nobody declares are reported once, where they stand first', () => {
    const undeclared = rule({
      given: 'Operation',
      then: { function: 'is', functionOptions: { undeclaredTags: { not: { match: '/./' } } }, message: '{{found}}' },
    });
    expect(findings(model, undeclared)).toEqual(['paths./books.get.tags.1: Loans']);
  });
  test('count their operations', () => {
    expect(['books', 'loans'].map((name) => attribute(model, 'Tag', 'uses', name))).toEqual([1, 0]);
  });
});

test('Document.commonPrefix leaves resources out', () => {
  const of = (...paths: string[]) =>
    attribute(
      modelOfText(description(`paths:\n${paths.map((path) => `  '${path}': { get: { responses: {} } }`).join('\n')}`)),
      'Document',
      'commonPrefix',
      () => true,
    );
  expect(of('/books', '/books/{id}')).toBeUndefined();
  expect(of('/v1/books', '/v1/books/{id}')).toBe('v1');
  expect(of('/api/v1/books/{id}', '/api/v1/loans/{id}')).toBe('api/v1');
  expect(of('/{tenant}/books/{id}', '/{tenant}/loans')).toBeUndefined();
});

describe('deprecated', () => {
  test.each([
    ['3.0.4', '{ type: string, deprecated: true }', true],
    ['3.0.4', '{ type: string, x-deprecated: true }', false],
    ['2.0', '{ type: string, x-deprecated: true }', true],
  ])('in %s by %s: %s', (version, schema, expected) => {
    const definitions = `{ Book: { type: object, properties: { title: ${schema} } } }`;
    const model = modelOfText(
      description(version === '2.0' ? `definitions: ${definitions}` : `components: { schemas: ${definitions} }`, version),
    );
    expect(attribute(model, 'Property', 'deprecated', 'title')).toBe(expected);
  });
});

test('the version behind scim is that of SCIM', () => {
  const model = modelOfText(
    description("paths: { '/scim/v2/Users': { get: { responses: {} } }, '/v1/books': { get: { responses: {} } } }"),
  );
  expect(selected(model, 'Version', { where: 'path' })).toEqual(['v1']);
});

describe('Text as CommonMark', () => {
  const of = (name: string, text: string) => {
    const model = modelOfText(JSON.stringify({ openapi: '3.0.4', info: { title: 'x', version: '1', description: text }, paths: {} }));
    return attribute(model, 'Text', name, (node) => node.name === text);
  };
  test.each([
    ['html', 'One<br/>two <a href="x">three</a>, `<b>` a < b <CompanyName> <https://a.io>', ['<br/>', '<a>']],
    ['html', '```\n<p>x</p>\n```\n\n    <p>y</p>\n<!-- <p> -->', []],
    ['headings', '# Books {#books}\nText\n\n## Loans\nFees\n---\n#tag', ['# Books', '## Loans', 'Fees']],
    ['headings', '```\n# comment\n```\n- one\n---\n| a |\n---', []],
    ['tables', 'Text\n\n| a | b |\n|---|:-:|\n| 1 | 2 |', ['| a | b |']],
    ['tables', 'a | b\n\n`|---|`', []],
    [
      'links',
      '[a](/books "Books") ![b](<https://a.io/x.png>) [c]: #top\n[d]: ../loans\n<a href=\'x.html\'> `[e](no)`',
      ['/books', 'https://a.io/x.png', '../loans', 'x.html'],
    ],
    ['jsonBlocks', 'So:\n```json\n{\n  "a": 1\n}\n```', ['{ "a": 1 }']],
    ['jsonBlocks', 'So:\n\n    [\n      1\n    ]\n', ['[ 1 ]']],
    ['jsonBlocks', '```\n{\n  "a": 1, // one\n  "b": [1, 2,],\n}\n```', ['{ "a": 1, // one "b": [1, 2,], }']],
    ['jsonBlocks', '```json\n{ "count": number of books,\n "b": 1 }\n```\n```json\n{ "type": "object",\n "properties": {} }\n```', []],
    ['jsonBlocks', '```yaml\n{\n}\n```\n```\n{ "a": ... \n}\n```\n{ "b":\n 1 }', []],
  ])('%s of %j', (name, text, expected) => {
    expect(of(name, text)).toEqual(expected);
  });

  test('long lines of signs are read in time', () => {
    const start = Date.now();
    for (const text of ['[', '](', '<a ', '|-', '`', '#', '```\n', '[a]: <', '-\n'].map((sign) => sign.repeat(20_000)))
      for (const name of ['html', 'headings', 'tables', 'links', 'jsonBlocks', 'prose']) of(name, text);
    expect(Date.now() - start).toBeLessThan(5000);
  });
});

test('Text.owner is what the text describes', () => {
  const model = modelOfText(
    description(`tags: [{ name: a, description: Tag }]
servers: [{ url: /, description: Server, variables: { a: { default: b, description: variable } } }]
paths:
  /books:
    description: Path
    get:
      summary: Operation
      parameters: [{ name: a, in: query, description: Parameter, schema: { description: Schema } }]
      callbacks: { due: { '{$url}': { post: { description: Operation, requestBody: { description: RequestBody, content: { application/json: { schema: { items: { properties: { properties: { description: Property, allOf: [{ description: Schema }] } } } } } } } } } } }
      responses: { '200': { description: Response, headers: { description: { description: Header } } } }
components: { schemas: { title: { title: Schema } }, securitySchemes: { a: { description: SecurityScheme } } }`),
  );
  const owners = model.nodes('Text').map((node) => [node.name, attribute(model, 'Text', 'owner', (one) => one === node)]);
  expect(owners.filter(([text, owner]) => text !== owner)).toEqual([
    ['Library', 'Info'],
    ['variable', undefined],
  ]);
  const old = modelOfText(
    description('paths: { /a: { post: { parameters: [{ in: body, name: b, description: RequestBody }], responses: {} } } }', '2.0'),
  );
  expect(attribute(old, 'Text', 'owner', 'RequestBody')).toBe('RequestBody');
});

test('texts and references come in the order of the document', () => {
  const model = modelOfText(
    description(
      `paths: { /a: { $ref: '#/a' }, /b: { description: one, get: { summary: two, responses: { '200': { $ref: '#/b' }, '404': { description: three } } } }, /c: { $ref: '#/c' } }`,
    ),
  );
  expect(model.nodes('Text').map((node) => node.name)).toEqual(['Library', 'one', 'two', 'three']);
  expect(model.nodes('Reference').map((node) => node.name)).toEqual(['#/a', '#/b', '#/c']);
});
