import { describe, expect, test } from '@jest/globals';
import { attribute, description, findings, modelOfText, results, rule, selected } from './support.js';

/** One response component, used as 401 of a GET and as 403 of a POST. */
const shared = description(`
paths:
  /books:
    get: { responses: { '200': { $ref: '#/components/responses/Books' }, '401': { $ref: '#/components/responses/Denied' } } }
    post: { responses: { '201': { $ref: '#/components/responses/Books' }, '403': { $ref: '#/components/responses/Denied' } } }
components:
  responses:
    Books: { description: Books., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
    Denied: { description: No., content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } }
    Unused: { description: Nobody. }
  schemas:
    Book: { type: object, properties: { title: { type: string }, author: { $ref: '#/components/schemas/Author' } } }
    Author: { type: object, properties: { name: { type: string }, books: { type: array, items: { $ref: '#/components/schemas/Book' } } } }
    Problem: { type: object, properties: { type: { type: string }, status: { type: integer } } }
`);

describe('one use', () => {
  const model = modelOfText(shared);

  test.each([
    [{ status: '401', method: 'get' }, ['Denied']],
    [{ status: '403', method: 'post' }, ['Denied']],
    [{ status: '401', method: 'post' }, []],
    [{ status: '403', method: { not: 'post' } }, []],
    [{ status: { not: '401' }, error: true }, ['Denied']],
    [{ class: 4, lacks: { Operation: { method: 'get' } } }, ['Denied']],
    [{ status: '401', lacks: { Operation: { method: 'get' } } }, []],
    [{ anyOf: [{ status: '401', method: 'post' }, { status: '201' }] }, ['Books']],
  ])('has to pass all of %j', (when, expected) => {
    expect(selected(model, 'Response', when)).toEqual(
      expected.map((name) => (name === 'Books' ? expect.stringMatching(/Books/) : expect.stringMatching(/Denied/))),
    );
  });

  test.each([
    [{ name: 'title', direction: 'response', method: 'post', status: '201' }, true],
    [{ name: 'title', method: 'post', status: '200' }, false],
    [{ name: 'title', status: '401' }, false],
    [{ name: 'type', status: '401', method: 'get', mediaType: 'application/problem+json' }, true],
    [{ name: 'type', status: '401', method: 'post' }, false],
    [{ name: 'title', depth: 1, method: 'get' }, true],
    [{ name: 'title', depth: 2, parent: 'books' }, true],
    [{ name: 'title', depth: 1, parent: 'books' }, false],
    [{ name: 'name', depth: 2, parent: 'author', status: '200' }, true],
    [{ name: 'name', depth: 1 }, false],
  ])('of a property has to pass all of %j', (when, expected) => {
    expect(selected(model, 'Property', when)).toHaveLength(expected ? 1 : 0);
  });

  test('a component that nothing uses is looked at by rules without a test on their use', () => {
    expect(selected(model, 'Response', { description: 'Nobody.' })).toEqual(['Unused']);
    expect(selected(model, 'Response', { description: 'Nobody.', status: { not: '200' } })).toEqual([]);
    expect(selected(model, 'Response', { description: 'Nobody.', lacks: { Operation: { method: 'get' } } })).toEqual([]);
  });
});

test('Operation has Property counts only what the operation itself sends or receives', () => {
  const model = modelOfText(
    description(`
paths:
  /books:
    get: { responses: { '200': { description: Books., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
      responses: { '204': { description: Done. } }
components: { schemas: { Book: { type: object, properties: { title: { type: string } } } } }
`),
  );
  expect(selected(model, 'Operation', { has: { Property: { name: 'title', direction: 'request' } } })).toEqual(['POST /books']);
  expect(selected(model, 'Operation', { has: { Property: { name: 'title', direction: 'response' } } })).toEqual(['GET /books']);
});

describe('a shared definition', () => {
  const model = modelOfText(shared);

  test('is reported once, where it is written, with the number of operations', () => {
    expect(
      findings(
        model,
        rule({ given: 'Response', when: { class: 4 }, then: { function: 'has', functionOptions: { Header: { name: 'X-Id' } } } }),
      ),
    ).toEqual(['components.responses.Denied: Expected header "X-Id" (used by 2 operations).']);
  });

  test('that fails in some of its uses only is reported at the reference', () => {
    expect(
      findings(
        model,
        rule({ given: 'Response', when: { status: '403' }, then: { function: 'is', functionOptions: { hasContent: false } } }),
      ),
    ).toEqual(['paths./books.post.responses.403: Expected no `hasContent`, found true.']);
    expect(
      findings(model, rule({ given: 'Response', when: { class: 4 }, then: { function: 'is', functionOptions: { hasContent: false } } })),
    ).toEqual(['components.responses.Denied.content: Expected no `hasContent`, found true (used by 2 operations).']);
  });

  test('is one node, however often it is used, in circles too', () => {
    expect(
      model
        .nodes('Property')
        .map((node) => node.name)
        .sort(),
    ).toEqual(['author', 'books', 'name', 'status', 'title', 'type']);
  });

  test('has users whatever the use, at `user`', () => {
    expect(selected(model, 'Response', { status: '401', has: { Operation: { at: 'user', method: 'post' } } })).toHaveLength(1);
    expect(selected(model, 'Response', { status: '401', has: { Operation: { at: 'user', method: 'delete' } } })).toHaveLength(0);
    expect(selected(model, 'Response', { status: '401', has: { Response: { at: 'user', status: { not: '{status}' } } } })).toHaveLength(1);
  });
});

describe('the provider', () => {
  const model = modelOfText(
    description(
      `
paths:
  /loans:
    post:
      responses: { '201': { description: Lent. } }
      callbacks:
        due: { '{$request.body#/url}': { post: { responses: { '418': { description: Tea. } } } } }
webhooks:
  overdue: { post: { responses: { '409': { description: No. } } } }
`,
      '3.1.0',
    ),
  );

  test.each([
    [{}, ['201']],
    [{ role: 'consumer' }, ['418', '409']],
    [{ role: ['provider', 'consumer'] }, ['201', '418', '409']],
  ])('is looked at unless a rule says %j', (when, expected) => {
    expect(selected(model, 'Response', when).sort()).toEqual([...expected].sort());
  });
});

describe('depth', () => {
  const body = (schema: string, path = '/books') =>
    modelOfText(
      description(
        `paths: { ${path}: { get: { responses: { '200': { description: Books., content: { application/json: { schema: ${schema} } } } } } } }`,
      ),
    );
  const book =
    '{ type: object, properties: { id: { type: string }, tags: { type: array, items: { type: object, properties: { word: { type: string } } } } } }';

  test.each([
    ['a plain object', book, { id: 1, tags: 1, word: 2 }],
    ['an array', `{ type: array, items: ${book} }`, { id: 1, word: 2 }],
    ['a wrapper', `{ type: object, properties: { data: ${book} } }`, { data: 0, id: 1, word: 2 }],
    [
      'a list named like the collection',
      `{ type: object, properties: { books: { type: array, items: ${book} }, total: { type: integer } } }`,
      { books: 0, total: 0, id: 1 },
    ],
    [
      'a list with links',
      `{ type: object, properties: { items: { type: array, items: ${book} }, links: { type: object, properties: { next: { type: string } } } } }`,
      { items: 0, links: 0, next: 0, id: 1 },
    ],
    [
      'an error',
      '{ type: object, properties: { error: { type: object, properties: { code: { type: string } } } } }',
      { error: 0, code: 1 },
    ],
    ['a composition', `{ allOf: [${book}, { type: object, properties: { isbn: { type: string } } }] }`, { id: 1, isbn: 1 }],
    ['branches', `{ oneOf: [${book}, { type: object, properties: { isbn: { type: string } } }] }`, { id: 1, isbn: 1 }],
  ])('of the members of %s', (_title, schema, expected) => {
    const model = body(schema);
    for (const [name, depth] of Object.entries(expected)) {
      expect([name, model.usesOf(model.nodes('Property').find((node) => node.name === name)!)[0]!.depth]).toEqual([name, depth]);
    }
  });

  test('helper objects of an envelope are the parent of their members', () => {
    const model = body(
      `{ type: object, properties: { data: { type: array, items: ${book} }, meta: { type: object, properties: { total: { type: integer } } } } }`,
    );
    expect(selected(model, 'Property', { depth: 0, parent: 'meta' })).toEqual(['total']);
  });
});

describe('what cannot be known', () => {
  const has = { function: 'has', functionOptions: { Property: { name: 'code', depth: [0, 1] } } };
  test.each([
    ['a free-form object', 'application/json: { schema: { type: object } }', 0],
    ['a map', 'application/json: { schema: { type: object, additionalProperties: { type: string } } }', 0],
    ['no schema', 'application/json: {}', 0],
    ['no JSON', 'text/plain: { schema: { type: string } }', 0],
    ['a schema that cannot be read', "application/json: { schema: { $ref: '#/components/schemas/None' } }", 0],
    ['an object with other members', 'application/json: { schema: { type: object, properties: { id: { type: string } } } }', 1],
  ])('is not absent: %s', (_title, content, expected) => {
    const model = modelOfText(
      description(`paths: { /books: { get: { responses: { '400': { description: No., content: { ${content} } } } } } }`),
    );
    expect(results(model, rule({ given: 'Response', when: { status: '400' }, then: has }))).toHaveLength(expected);
    expect(selected(model, 'Response', { has: { Property: { name: 'code' } } })).toEqual([]);
    expect(selected(model, 'Response', { lacks: { Property: { name: 'code' } } })).toHaveLength(expected);
  });
});

test('effective parameters are those of the path item unless the operation overrides them', () => {
  const model = modelOfText(
    description(`
paths:
  /books:
    parameters: [{ name: page, in: query, schema: { type: integer } }, { name: lang, in: query, schema: { type: string } }]
    get:
      parameters: [{ name: page, in: query, schema: { type: string } }]
      responses: { '200': { description: Books. } }
`),
  );
  expect(
    model.operations[0]!.parameters.map((parameter) => [
      parameter.name,
      attribute(model, 'Parameter', 'types', (node) => node === parameter),
    ]),
  ).toEqual([
    ['page', ['string']],
    ['lang', ['string']],
  ]);
});

test('OpenAPI 2.0 says the same in its own words', () => {
  const model = modelOfText(
    description(
      `
host: api.example.com
basePath: /v1
schemes: [https, http]
produces: [application/json]
consumes: [application/json]
securityDefinitions: { basic: { type: basic }, oauth: { type: oauth2, flow: accessCode, authorizationUrl: 'https://a.example.com', tokenUrl: 'https://t.example.com', scopes: { read: Read } } }
paths:
  /books:
    post:
      parameters: [{ name: body, in: body, schema: { $ref: '#/definitions/Book' } }, { name: tags, in: query, type: array, items: { type: string }, collectionFormat: multi }]
      responses: { '201': { $ref: '#/responses/Created' }, default: { description: Error., schema: { $ref: '#/definitions/Problem' } } }
  /covers:
    post:
      parameters: [{ name: file, in: formData, type: file, required: true }]
      responses: { '201': { $ref: '#/responses/Created' } }
definitions: { Book: { type: object, properties: { title: { type: string, x-nullable: true } } }, Problem: { type: object, properties: { code: { type: string } } } }
responses: { Created: { description: Made., headers: { Location: { type: string, format: uri } }, schema: { $ref: '#/definitions/Book' } } }
`,
      '2.0',
    ),
  );
  expect(model.servers.map((server) => server.name)).toEqual(['https://api.example.com/v1', 'http://api.example.com/v1']);
  expect(selected(model, 'Property', { direction: 'request', mediaType: 'application/json' })).toEqual(['title']);
  expect(selected(model, 'Property', { direction: 'request', mediaType: 'multipart/form-data', required: true })).toEqual(['file']);
  expect(selected(model, 'Property', { error: true })).toEqual(['code']);
  expect(selected(model, 'Property', { status: '201', nullable: true })).toHaveLength(1);
  expect(selected(model, 'Header', { format: 'uri', types: 'string' })).toHaveLength(1);
  expect(selected(model, 'Parameter', { style: 'form', explode: true })).toEqual(['tags']);
  expect(selected(model, 'SecurityScheme', { type: 'http', kind: 'basic' })).toEqual(['basic']);
  expect(selected(model, 'SecurityScheme', { flow: 'authorizationCode', scopes: 'read' })).toEqual(['oauth']);
  expect(selected(model, 'Component', { kind: 'schemas' })).toEqual(['Book', 'Problem']);
});
