import { describe, expect, test } from '@jest/globals';
import { caseOf, fold, hasCase, isPlural, singular, stemOf, toCase, wordsOf } from '../../src/runtime/model/names.js';
import { attribute, description, modelOfText, selected } from './support.js';

const ok = "responses: { '200': { description: OK } }";
const json = (schema: string) => `responses: { '200': { description: OK, content: { application/json: { schema: ${schema} } } } }`;
const book = '{ type: object, properties: { id: { type: string }, title: { type: string } } }';
const list = `{ type: array, items: ${book} }`;

/** Operations by name with an attribute of each. */
function ofOperations(paths: string, name: string, rest = ''): Record<string, unknown> {
  const model = modelOfText(description(`paths:\n${paths}\n${rest}`));
  return Object.fromEntries(
    model.operations.map((operation) => [operation.name, attribute(model, 'Operation', name, (node) => node === operation)]),
  );
}

describe('names', () => {
  test.each([
    ['bookISBNs', ['book', 'isb', 'ns']],
    ['created_at', ['created', 'at']],
    ['X-Request-ID', ['x', 'request', 'id']],
    ['HTTPStatus', ['http', 'status']],
    ['v2Books', ['v2', 'books']],
    ['', []],
  ])('%s consists of the words %j', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  test.each([
    ['X-Page_Size', 'pagesize'],
    ['$top', 'top'],
    ['@odata.nextLink', 'odatanextlink'],
  ])('%s folds to %s', (name, folded) => {
    expect(fold(name)).toBe(folded);
  });

  test.each([
    ['books', 'book'],
    ['categories', 'category'],
    ['addresses', 'address'],
    ['status', 'status'],
    ['boxes', 'box'],
    ['people', 'person'],
    ['series', 'series'],
    ['bus', 'bus'],
    ['houses', 'house'],
    ['databases', 'database'],
  ])('the singular of %s is %s', (plural, one) => {
    expect(singular(plural)).toBe(one);
  });

  test.each([
    ['name_fr', 'name'],
    ['nameFr', 'name'],
    ['start-date[]', 'start'],
    ['HTTPStatusCode', 'HTTPStatus'],
    ['name', undefined],
    ['_', undefined],
  ])('the stem of %s is %s', (name, stem) => {
    expect(stemOf(name)).toBe(stem);
  });

  test('styles of names', () => {
    expect(caseOf('title', ['camel', 'snake'])).toBeUndefined();
    expect(caseOf('bookTitle', ['camel', 'snake'])).toBe('camel');
    expect(hasCase('userID', 'camel')).toBe(true);
    expect(toCase('userID', 'snake')).toBe('user_id');
    expect(isPlural('books')).toBe(true);
  });
});

describe('Operation.kind', () => {
  test.each([
    [
      'an item path below makes a list',
      `  /books: { get: { ${ok} } }\n  /books/{id}: { get: { ${ok} } }`,
      { 'GET /books': 'list', 'GET /books/{id}': 'get' },
    ],
    ['an array makes a list', `  /books: { get: { ${json(list)} } }`, { 'GET /books': 'list' }],
    [
      'an array named like the collection makes a list',
      `  /books: { get: { ${json(`{ type: object, properties: { books: ${list}, total: { type: integer } } }`)} } }`,
      { 'GET /books': 'list' },
    ],
    [
      'an object with one list among others is none',
      `  /books/{id}: { get: { ${json(`{ type: object, properties: { id: { type: string }, items: ${list} } }`)} } }`,
      { 'GET /books/{id}': 'get' },
    ],
    ['a singleton is none', `  /me: { get: { ${json(book)} } }`, { 'GET /me': 'get' }],
    [
      'POST on a collection creates',
      `  /books: { post: { ${ok} } }\n  /books/{id}: { get: { ${ok} } }`,
      { 'POST /books': 'create', 'GET /books/{id}': 'get' },
    ],
    [
      'a search does not',
      `  /books: { post: { operationId: searchBooks, ${ok} } }\n  /books/{id}: { get: { ${ok} } }`,
      { 'POST /books': 'other', 'GET /books/{id}': 'get' },
    ],
    ['a verb is an action', `  /loans/{id}/renew: { post: { ${ok} } }`, { 'POST /loans/{id}/renew': 'action' }],
    ['a colon is an action', `  /loans/{id}:renew: { post: { ${ok} } }`, { 'POST /loans/{id}:renew': 'action' }],
    ['actions is an action', `  /loans/{id}/actions/renew: { post: { ${ok} } }`, { 'POST /loans/{id}/actions/renew': 'action' }],
    ['actions that are read are resources', `  /actions/runners: { get: { ${json(list)} } }`, { 'GET /actions/runners': 'list' }],
    [
      'the others have their names',
      `  /books/{id}: { put: { ${ok} }, patch: { ${ok} }, delete: { ${ok} } }`,
      { 'PUT /books/{id}': 'replace', 'PATCH /books/{id}': 'update', 'DELETE /books/{id}': 'delete' },
    ],
  ])('%s', (_title, paths, expected) => {
    expect(ofOperations(paths, 'kind')).toEqual(expected);
  });
});

describe('Operation.paged', () => {
  const parameters = (...names: string[]) =>
    `parameters: [${names.map((name) => `{ name: ${name}, in: query, schema: { type: ${/limit|size|page$|offset/.test(name) ? 'integer' : 'string'} } }`).join(', ')}]`;
  test.each([
    [['limit', 'offset'], list, 'number'],
    [['page', 'pageSize'], list, 'number'],
    [['page_token', 'page_size'], list, 'cursor'],
    [['limit'], list, 'size'],
    [['after', 'limit'], list, 'cursor'],
    [['after'], list, undefined],
    [['q'], list, undefined],
    [[], `{ type: object, properties: { items: ${list}, next: { type: string } } }`, 'server'],
    [
      [],
      `{ type: object, properties: { items: ${list}, meta: { type: object, properties: { nextCursor: { type: string } } } } }`,
      'server',
    ],
    [['limit', 'offset'], book, undefined],
  ])('%j and %s: %s', (names, schema, expected) => {
    expect(ofOperations(`  /books: { get: { ${parameters(...names)}, ${json(schema)} } }`, 'paged')).toEqual({ 'GET /books': expected });
  });

  test('a moment is a filter, not a page', () => {
    const paths = `  /books: { get: { parameters: [{ name: before, in: query, schema: { type: string, format: date-time } }, { name: limit, in: query, schema: { type: integer } }], ${json(list)} } }`;
    expect(ofOperations(paths, 'paged')).toEqual({ 'GET /books': 'size' });
  });
});

describe('security', () => {
  const schemes =
    "components: { securitySchemes: { token: { type: http, scheme: Bearer }, key: { type: apiKey, in: query, name: key }, tls: { type: mutualTLS }, oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://a.example.com', scopes: { read: x } } } } } }";
  const paths = `  /a: { get: { security: [{ token: [] }], ${ok} } }
  /b: { get: { security: [], ${ok} } }
  /c: { get: { security: [{}, { key: [] }], ${ok} } }
  /d: { get: { ${ok} } }
  /e: { get: { security: [{ oauth: [read] }], ${ok} } }`;
  const by = (name: string) => Object.values(ofOperations(paths, name, `${schemes}\nsecurity: [{ tls: [] }]`));

  test('is the operation’s own, else the document’s', () => {
    expect(by('secured')).toEqual([true, false, true, true, true]);
    expect(by('anonymous')).toEqual([false, false, true, false, false]);
    expect(by('schemes')).toEqual([['bearer'], [], ['apiKey-query'], ['mutualTLS'], ['oauth2']]);
    expect(by('scoped')).toEqual([false, false, false, false, true]);
    expect(by('scopes')).toEqual([[], [], [], [], ['read']]);
  });

  test('requirements know their schemes', () => {
    const model = modelOfText(
      description(`paths:\n  /a: { get: { security: [{ token: [], none: [] }, { oauth: [read, write] }], ${ok} } }\n${schemes}`),
    );
    expect(selected(model, 'Requirement', { defined: false })).toEqual(['none']);
    expect(selected(model, 'Requirement', { alone: true })).toEqual(['oauth']);
    expect(attribute(model, 'Requirement', 'unknownScopes', 'oauth')).toEqual(['write']);
    expect(selected(model, 'SecurityScheme', { has: { Operation: {} } })).toEqual(['token', 'oauth']);
  });

  test.each([
    ['/login', 'post', '', true],
    ['/books', 'get', 'parameters: [{ name: Authorization, in: header, schema: { type: string } }],', true],
    ['/books', 'get', '', false],
  ])('credentials are taken as input by %s %s %s: %s', (path, method, rest, expected) => {
    expect(Object.values(ofOperations(`  ${path}: { ${method}: { ${rest} ${ok} } }`, 'credentials'))).toEqual([expected]);
  });
});

describe('servers', () => {
  const server = (entry: string) => modelOfText(description(`servers: [${entry}]`));
  test.each([
    ["{ url: 'https://api.example.com/v1' }", { scheme: ['https'], host: 'api.example.com', basePath: '/v1', alone: true }],
    ["{ url: '/v1' }", { scheme: [], host: undefined, basePath: '/v1' }],
    ["{ url: '{scheme}://example.com', variables: { scheme: { default: https, enum: [http, https] } } }", { scheme: ['http', 'https'] }],
  ])('%s', (entry, expected) => {
    const model = server(entry);
    for (const [name, value] of Object.entries(expected))
      expect([name, attribute(model, 'Server', name, () => true)]).toEqual([name, value]);
  });
});

describe('responses', () => {
  test.each([
    ['Unauthorized', '401', '401'],
    ['Forbidden', '401', '403'],
    ['404 Not Found', '404', '404'],
    ['Unprocessable Entity', '422', '422'],
    ['', '409', '409'],
    ['Error', '500', '500'],
    ['The book is lent.', '409', undefined],
    ['Not found in this library', '404', undefined],
  ])('the description "%s" of %s is the phrase of %s', (text, status, expected) => {
    const model = modelOfText(description(`paths: { /a: { get: { responses: { '${status}': { description: '${text}' } } } } }`));
    expect(attribute(model, 'Response', 'phraseOf', () => true)).toBe(expected);
  });

  test('default is an error beside a success', () => {
    const model = modelOfText(
      description(
        "paths: { /a: { get: { responses: { '200': { description: OK }, default: { description: Bad. } } } }, /b: { get: { responses: { default: { description: All. } } } } }",
      ),
    );
    expect(selected(model, 'Response', { error: true })).toEqual(['default']);
  });

  test.each([
    ['200', true],
    ['418', false],
    ['305', false],
    ['499', false],
    ['4XX', true],
    ['default', true],
  ])('%s is registered: %s', (status, expected) => {
    const model = modelOfText(description(`paths: { /a: { get: { responses: { '${status}': { description: x } } } } }`));
    expect(selected(model, 'Response', { registered: true })).toHaveLength(expected ? 1 : 0);
  });
});

describe('values', () => {
  const property = (schema: string, version?: string) =>
    modelOfText(
      description(
        `components: { schemas: { Book: { type: object, required: [x], properties: { x: ${schema} } }, Title: { type: string, maxLength: 9 } } }`,
        version,
      ),
    );
  const name = (node: { name: string }) => node.name === 'x';
  test.each([
    ['types', '{ type: string }', ['string']],
    ['types', "{ $ref: '#/components/schemas/Title' }", ['string']],
    ['types', "{ allOf: [{ $ref: '#/components/schemas/Title' }] }", ['string']],
    ['types', '{ oneOf: [{ type: string }, { type: integer }] }', ['string', 'integer']],
    ['types', '{ properties: { y: {} } }', ['object']],
    ['types', '{ enum: [a, 1] }', ['string', 'integer']],
    ['types', '{}', []],
    ['nullable', '{ type: string, nullable: true }', true],
    ['nullable', '{ type: string }', false],
    ['bounded', '{ type: string }', false],
    ['bounded', "{ $ref: '#/components/schemas/Title' }", true],
    ['bounded', '{ type: string, pattern: "^[A-Z]{3}$" }', true],
    ['bounded', '{ type: string, pattern: "^[A-Z]+$" }', false],
    ['bounded', '{ type: integer, minimum: 1 }', false],
    ['bounded', '{ type: integer, minimum: 1, maximum: 5 }', true],
    ['map', '{ type: object, additionalProperties: { type: string } }', true],
    ['open', '{ type: object }', true],
    ['open', '{ type: object, properties: { y: {} } }', false],
    ['required', '{ type: string }', true],
    ['maxLength', "{ $ref: '#/components/schemas/Title' }", 9],
    ['exclusiveMinimum', '{ type: integer, minimum: 1, exclusiveMinimum: true }', 1],
    ['minimum', '{ type: integer, minimum: 1, exclusiveMinimum: true }', undefined],
    ['values', '{ type: string, example: a, default: b, enum: [b, c] }', ['a', 'b', 'b', 'c']],
  ])('%s of %s', (attributeName, schema, expected) => {
    expect(attribute(property(schema), 'Property', attributeName, name)).toEqual(expected);
  });

  test.each([
    ['types', '{ type: [string, "null"] }', ['string']],
    ['nullable', '{ type: [string, "null"] }', true],
    ['nullable', '{ oneOf: [{ type: string }, { type: "null" }] }', true],
    ['types', "{ $ref: '#/components/schemas/Title', maxLength: 3 }", ['string']],
    ['maxLength', "{ $ref: '#/components/schemas/Title', maxLength: 3 }", 3],
    ['types', '{ const: 1 }', ['integer']],
    ['types', 'true', []],
  ])('%s of %s in 3.1', (attributeName, schema, expected) => {
    expect(attribute(property(schema, '3.1.0'), 'Property', attributeName, name)).toEqual(expected);
  });
});

test('asynchronous operations and their monitors', () => {
  const paths = `  /exports: { post: { responses: { '202': { description: Later., content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } } } } } }
  /jobs/{id}: { get: { ${json("{ $ref: '#/components/schemas/Job' }")} } }
  /books/{id}: { get: { ${ok} } }`;
  const rest = 'components: { schemas: { Job: { type: object, properties: { status: { type: string } } } } }';
  expect(ofOperations(paths, 'asynchronous', rest)).toEqual({ 'POST /exports': true, 'GET /jobs/{id}': false, 'GET /books/{id}': false });
  expect(ofOperations(paths, 'monitor', rest)).toEqual({ 'POST /exports': false, 'GET /jobs/{id}': true, 'GET /books/{id}': false });
});

test.each([
  ['points to it', 'headers: { Location: {} }', '', true],
  ['names it', 'content: { application/json: { schema: { type: object, properties: { jobId: {} } } } }', '', true],
  ['points nowhere', '', '', false],
  ['points to it, but clients change it', 'headers: { Location: {} }', `, patch: { ${ok} }`, false],
])('jobs below a 202 that %s', (_title, accepted, more, expected) => {
  const paths = `  /exports/jobs/run: { post: { responses: { '202': { description: Accepted, ${accepted} } } } }\n  /exports/jobs/{id}: { get: { ${ok} }${more} }`;
  expect(ofOperations(paths, 'monitor')['GET /exports/jobs/{id}']).toBe(expected);
});

test('every place that names a version', () => {
  const model = modelOfText(
    description(`servers: [{ url: 'https://api.example.com/v2' }]
paths: { /v1/books: { get: { parameters: [{ name: api-version, in: query, schema: { type: string, default: 2024-05-01 } }], responses: { '200': { description: x, content: { application/vnd.books.v3+json: {} } } } } } }`),
  );
  expect(model.nodes('Version').map((node) => [attribute(model, 'Version', 'where', (one) => one === node), node.name])).toEqual([
    ['info', '1.0.0'],
    ['server', 'v2'],
    ['path', 'v1'],
    ['mediaType', 'v3'],
    ['query', '2024-05-01'],
  ]);
});

test('segments are the distinct literals below one parent', () => {
  const model = modelOfText(
    description(
      `paths: { /v1/books: { get: { ${ok} } }, '/v1/books/{id}': { get: { ${ok} } }, '/v1/books/{id}/loans': { get: { ${ok} } } }`,
    ),
  );
  expect(model.nodes('Segment').map((node) => node.name)).toEqual(['v1', 'books', 'loans']);
  expect(selected(model, 'Segment', { collection: true })).toEqual(['books']);
  expect(selected(model, 'Segment', { version: true })).toEqual(['v1']);
  expect(attribute(model, 'Segment', 'ancestors', 'loans')).toEqual(['v1', 'books']);
});

test('texts and references leave literals out', () => {
  const model = modelOfText(
    description(
      `paths: { /a: { get: { summary: Reads., responses: { '200': { description: All., content: { application/json: { example: { description: no text, $ref: '#/no' }, schema: { type: object, properties: { description: { type: string, title: A title } } } } } } } } } }`,
    ),
  );
  expect(
    model
      .nodes('Text')
      .map((node) => node.name)
      .sort(),
  ).toEqual(['A title', 'All.', 'Library', 'Reads.']);
  expect(model.nodes('Reference')).toEqual([]);
});
