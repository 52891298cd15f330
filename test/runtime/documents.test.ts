import { describe, expect, test } from '@jest/globals';
import { pathInFile, pathInRoot, resolveSource } from '../../src/runtime/model/documents.js';
import { description, modelOfText, selected } from './support.js';

describe('a $ref', () => {
  test.each([
    ['to a component', "{ $ref: '#/components/responses/Missing' }", 'components.responses.Missing'],
    ['through another $ref', "{ $ref: '#/components/responses/Alias' }", 'components.responses.Missing'],
    ['with a slash and a tilde in a name', "{ $ref: '#/components/responses/a~1b~0c' }", 'components.responses.a/b~c'],
    ['with percent-encoding', "{ $ref: '#/components/responses/a%7Bb%7D' }", 'components.responses.a{b}'],
    ['through a $ref on its way', "{ $ref: '#/components/pathItems/Shelf/get/responses/404' }", 'components.responses.Missing'],
  ])('%s leads to the definition', (_title, reference, place) => {
    const model = modelOfText(
      description(`
paths:
  /books: { get: { responses: { '404': ${reference} } } }
components:
  pathItems:
    Shelf: { get: { responses: { '404': { $ref: '#/components/responses/Missing' } } } }
  responses:
    Missing: { description: There is none. }
    Alias: { $ref: '#/components/responses/Missing' }
    a/b~c: { description: There is none. }
    a{b}: { description: There is none. }
`),
    );
    expect(pathInFile(model.operations[0]!.responses[0]!.response.place).join('.')).toBe(place);
  });

  test.each([
    ['to nothing', "'#/components/responses/None'"],
    ['to itself', "'#/paths/~1books/get/responses/404'"],
    ['to a file that is not there', "'missing.yaml#/x'"],
    ['to a URL', "'https://example.com/x.yaml'"],
    ['that is broken', "'%E0%A4%A'"],
  ])('%s leaves a response whose status is known and whose rest is not', (_title, reference) => {
    const model = modelOfText(description(`paths: { /books: { get: { responses: { '404': { $ref: ${reference} } } } } }`));
    expect(selected(model, 'Operation', { has: { Response: { status: '404' } } })).toEqual(['GET /books']);
    expect(selected(model, 'Operation', { has: { Response: { status: '404', hasContent: false } } })).toEqual([]);
  });

  test('to another file gives a place in that file, and a path through the root', () => {
    const model = modelOfText(description(`paths: { /books: { $ref: 'paths/books.yaml' } }`), {
      'paths/books.yaml': `get: { responses: { '404': { $ref: '../responses.yaml#/Missing' } } }`,
      'responses.yaml': `Missing: { description: There is none., headers: { X-Shelf: { schema: { $ref: 'types.yaml' } } } }`,
      'types.yaml': 'type: string',
    });
    const [header] = model.headers;
    expect(header!.place.file.source).toBe('/api/responses.yaml');
    expect(pathInFile(header!.place)).toEqual(['Missing', 'headers', 'X-Shelf']);
    expect(pathInRoot(header!.place, model.documents.root)).toEqual(['paths', '/books', 'get', 'responses', '404', 'headers', 'X-Shelf']);
    expect(pathInRoot(header!.schema!.place, model.documents.root)).toEqual([
      'paths',
      '/books',
      'get',
      'responses',
      '404',
      'headers',
      'X-Shelf',
      'schema',
    ]);
  });

  test('back into the root file gives the path in the root file', () => {
    const model = modelOfText(
      description(`paths: { /books: { $ref: 'books.yaml' } }\ncomponents: { responses: { Missing: { description: There is none. } } }`),
      {
        'books.yaml': `get: { responses: { '404': { $ref: 'openapi.yaml#/components/responses/Missing' } } }`,
      },
    );
    expect(pathInRoot(model.operations[0]!.responses[0]!.response.place, model.documents.root)).toEqual([
      'components',
      'responses',
      'Missing',
    ]);
  });

  test('in place of an operation is followed, as descriptions in many files have it', () => {
    const model = modelOfText(description(`paths: { /books: { get: { $ref: 'list.yaml' } } }`), {
      'list.yaml': `responses: { '200': { description: The books. } }`,
    });
    expect(selected(model, 'Response', { status: '200' })).toEqual(['200']);
  });
});

describe('a relative reference', () => {
  test.each([
    ['/api/openapi.yaml', 'schemas/book.yaml', '/api/schemas/book.yaml'],
    ['/api/openapi.yaml', './../shared/book.yaml', '/shared/book.yaml'],
    ['/api/openapi.yaml', '/etc/book.yaml', '/etc/book.yaml'],
    ['https://example.com/api/openapi.yaml', '../book.yaml', 'https://example.com/book.yaml'],
    ['https://example.com/api/openapi.yaml', '/book.yaml', 'https://example.com/book.yaml'],
    ['/api/openapi.yaml', 'https://example.com/book.yaml', 'https://example.com/book.yaml'],
  ])('from %s to %s is %s', (base, reference, expected) => {
    expect(resolveSource(base, reference)).toBe(expected);
  });
});
