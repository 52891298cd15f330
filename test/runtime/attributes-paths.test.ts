import { describe, expect, test } from '@jest/globals';
import { attribute, description, findings, modelOfText, rule, selected } from './support.js';

const ok = "responses: { '200': { description: OK } }";
const get = `get: { ${ok} }`;
const pathsOf = (...names: string[]) => modelOfText(description(`paths:\n${names.map((name) => `  '${name}': { ${get} }`).join('\n')}`));
const ofPaths = (names: string[], attributeName: string) => names.map((name) => attribute(pathsOf(...names), 'Path', attributeName, name));

describe('Path', () => {
  test.each([
    ['/v1/books/{id}', 'books', 'book'],
    ['/book-loans/{id}:renew', 'book-loans', 'book-loan'],
    ['/bookLoans', 'bookLoans', 'bookLoan'],
    ['/BookSeries', 'BookSeries', 'BookSeries'],
    ['/{id}', undefined, undefined],
  ])('%s is of the collection %s, whose resource is %s', (path, collection, resource) => {
    const model = pathsOf(path);
    expect(attribute(model, 'Path', 'collection', path)).toBe(collection);
    expect(attribute(model, 'Path', 'resource', path)).toBe(resource);
    expect(attribute(model, 'Operation', 'resource', `GET ${path}`)).toBe(resource);
    expect(attribute(model, 'Response', 'collection', () => true)).toBe(collection);
  });

  test.each([
    ['/v1/books', ['v1'], '1', 0],
    ['/library/v2/books/V3', ['v2', 'V3'], '2', 1],
    ['/2024-05-01/books', ['2024-05-01'], undefined, 0],
    ['/books/1.0', ['1.0'], '1', 1],
    ['/books/v2ray', [], undefined, undefined],
    ['/books/{version}', [], undefined, undefined],
  ])('%s has the versions %j', (path, versions, major, position) => {
    const model = pathsOf(path);
    expect(attribute(model, 'Path', 'versions', path)).toEqual(versions);
    expect(attribute(model, 'Path', 'version', path)).toBe(versions[0]);
    expect(attribute(model, 'Path', 'major', path)).toBe(major);
    expect(attribute(model, 'Path', 'versionPosition', path)).toBe(position);
  });

  test.each(['/books/{id}:undelete', '/books/{id}/undelete'])('the action %s is one on the item, which can be undone then', (action) => {
    const model = modelOfText(description(`paths:\n  /books/{id}: { delete: { ${ok} } }\n  '${action}': { post: { ${ok} } }`));
    expect(attribute(model, 'Operation', 'softDelete', 'DELETE /books/{id}')).toBe('action');
  });

  test('gap: the path above that nobody describes', () => {
    expect(ofPaths(['/books', '/books/{bookId}', '/books/{id}/loans/{loanId}', '/books/{id}:lend'], 'gap')).toEqual([
      undefined,
      undefined,
      '/books/{id}/loans',
      undefined,
    ]);
  });

  test('shape, and the shape without an alias for the caller', () => {
    expect(ofPaths(['/users/me/loans/{id}', '/users/{id}/loans/{loanId}', '/me'], 'withoutAlias')).toEqual([
      '/users/{}/loans/{}',
      undefined,
      undefined,
    ]);
    expect(ofPaths(['/users/{id}/loans/{loanId}'], 'shape')).toEqual(['/users/{}/loans/{}']);
  });

  test('length with the longest server, parameters alike', () => {
    const model = modelOfText(
      description(`servers: [{ url: 'https://a.io/' }, { url: 'https://{region}.a.io' }]\npaths: { '/b/{id}': { ${get} } }`),
    );
    expect(attribute(model, 'Path', 'urlLength', '/b/{id}')).toBe('https://0123456789.a.io/b/0123456789'.length);
  });

  test('canonical: a shorter way to the same component', () => {
    const answer = (schema: string) =>
      `get: { responses: { '200': { description: OK, content: { application/json: { schema: ${schema} } } } } }`;
    const loan = "{ $ref: '#/components/schemas/Loan' }";
    const model = modelOfText(
      description(`components: { schemas: { Loan: { type: object, properties: { id: { type: string } } } } }
paths:
  '/loans/{id}': { ${answer(loan)} }
  '/books/{id}/loans/{loanId}': { ${answer(loan)} }
  '/v2/loans/{id}': { ${answer(loan)} }
  '/books/{id}/notes/{noteId}': { ${answer('{ type: object, properties: { id: { type: string } } }')} }
  '/members/{id}/current/{loanId}': { ${answer(loan)} }`),
    );
    expect(model.paths.map((path) => attribute(model, 'Path', 'canonical', (node) => node === path))).toEqual([
      undefined,
      '/loans/{id}',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('Segment', () => {
  const model = modelOfText(
    description(`paths:
  '/books': { ${get} }
  '/books/{bookId}': { ${get} }
  '/books/{id}/loans/{loanId}/notes': { ${get} }
  '/books/{id}/{format}': { get: { parameters: [{ name: format, in: path, required: true, schema: { enum: [pdf, epub] } }], ${ok} } }
  '/loans/{member}/{number}': { ${get} }
  '/shelves/{kind}': { get: { parameters: [{ name: kind, in: path, required: true, schema: { enum: [a, b] } }], ${ok} } }`),
  );
  const of = (name: string) => ['books', 'loans', 'notes', 'shelves'].map((segment) => attribute(model, 'Segment', name, segment));

  test('level counts literals behind parameters', () => {
    expect(of('level')).toEqual([0, 1, 2, 0]);
  });
  test('parent is the resource below which it stands', () => {
    expect(of('parent')).toEqual([undefined, 'book', 'loan', undefined]);
  });
  test('parameters are the names behind it', () => {
    expect(of('parameters')).toEqual([['bookId', 'id'], ['loanId'], [], []]);
  });
  test('version is what Version takes for one', () => {
    expect(selected(pathsOf('/v1beta2/books', '/2024-05-01/loans', '/3d/models'), 'Segment', { version: true })).toEqual([
      'v1beta2',
      '2024-05-01',
    ]);
  });
});

test('Server.version stands in the path of its URL', () => {
  const model = modelOfText(
    description("servers: [{ url: 'https://v2.example.com/library/v1' }, { url: 'https://v2.example.com' }, { url: /v3 }]"),
  );
  expect(model.servers.map((server) => attribute(model, 'Server', 'version', (node) => node === server))).toEqual(['v1', undefined, 'v3']);
});

test('one version in most paths', () => {
  const model = pathsOf('/v1/books', '/v1/loans', '/v2/members');
  expect(
    findings(
      model,
      rule({
        given: 'Path',
        when: { version: true },
        then: { function: 'consistent', functionOptions: { of: 'major', majority: 0.5, least: 2 } },
      }),
    ),
  ).toHaveLength(1);
});
