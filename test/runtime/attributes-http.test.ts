import { describe, expect, test } from '@jest/globals';
import { isRegisteredField, isRegisteredRelation, isRegisteredType } from '../../src/runtime/model/registries.js';
import { attribute, description, findings, modelOfText, rule, selected } from './support.js';

const ok = "responses: { '200': { description: OK } }";
const query = (...parameters: string[]) => `parameters: [${parameters.map((one) => `{ in: query, ${one} }`).join(', ')}]`;

describe('names in registries', () => {
  test.each([
    ['application/json', true],
    ['Application/JSON; charset=utf-8', true],
    ['application/merge-patch+json', true],
    ['application/vnd.library.book+json', true],
    ['application/x-www-form-urlencoded', true],
    ['audio/mpeg', true],
    ['*/*', true],
    ['image/*', true],
    ['json', true],
    ['image/jpg', false],
    ['audio/mp3', false],
    ['application/octocat-stream', false],
    ['text/json', false],
    ['application/x-yaml', false],
  ])('%s is registered: %s', (name, expected) => {
    expect(isRegisteredType(name)).toBe(expected);
    const model = modelOfText(
      description(`paths: { /books: { get: { responses: { '200': { description: OK, content: { '${name}': {} } } } } } }`),
    );
    expect(attribute(model, 'MediaType', 'registered', name)).toBe(expected);
  });

  test('header fields, whatever their case', () => {
    expect(['ETag', 'retry-after', 'X-Content-Type-Options'].every(isRegisteredField)).toBe(true);
    expect(isRegisteredField('X-Loan-Note')).toBe(false);
  });

  test('link relations, whatever their case and separators; URIs and CURIEs', () => {
    expect(['next', 'create-form', 'version_history', 'https://example.com/author', 'lib:author'].every(isRegisteredRelation)).toBe(true);
    expect(['nextPage', 'loans'].some(isRegisteredRelation)).toBe(false);
  });

  test('a property of _links asks for its own name', () => {
    const model = modelOfText(
      description(
        "components: { schemas: { Book: { type: object, properties: { _links: { type: object, properties: { self: { type: object }, allLoans: { type: object } } } } } } }\npaths: { /book: { get: { responses: { '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } } } } }",
      ),
    );
    expect(selected(model, 'Property', { parent: '_links', registered: false })).toEqual(['allLoans']);
  });
});

describe('headers', () => {
  const header = (name: string) => `{ name: ${name}, in: header, schema: { type: string } }`;
  const names = [
    'Accept',
    'X-Request-ID',
    'x-amz-date',
    'X-Forwarded-Host',
    'RateLimit-Policy',
    'Idempotency-Key',
    'X-Loan-Key',
    'X-Loan-Note',
    'Library-Branch',
  ];
  const body = `paths: { /books: { get: { parameters: [${names.map(header).join(', ')}, { name: note, in: query }], responses: { '200': { description: OK, headers: { X-Shelf: {}, ETag: {} } } } } } }`;
  const scheme = 'components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Loan-Key } } }';

  test('custom are those that nobody else knows', () => {
    const model = modelOfText(description(`${body}\n${scheme}`));
    expect(selected(model, 'Parameter', { custom: true })).toEqual(['X-Loan-Note', 'Library-Branch']);
    expect(selected(model, 'Header', { custom: true })).toEqual(['X-Shelf']);
    expect(attribute(model, 'Parameter', 'custom', 'note')).toBeUndefined();
  });

  test('the first word of a name leaves a leading x- aside', () => {
    const model = modelOfText(description(body));
    expect(attribute(model, 'Parameter', 'firstWord', 'X-Loan-Note')).toBe('loan');
    expect(attribute(model, 'Parameter', 'firstWord', 'Library-Branch')).toBe('library');
  });

  test('share is most from four of five operations on', () => {
    const operation = (method: string, with_: string) =>
      `${method}: { parameters: [{ name: ${with_}, in: header }], responses: { '200': { description: OK, headers: { ${with_}: {} } } } }`;
    const paths = (names: string[]) =>
      `paths:\n${names.map((name, index) => `  /books${index}: { ${operation('get', name)} }`).join('\n')}`;
    const shared = modelOfText(description(paths(['X-Flow', 'x-flow', 'X-Flow', 'X-Flow', 'X-Note'])));
    expect(selected(shared, 'Parameter', { share: 'most' })).toEqual(['X-Flow', 'x-flow', 'X-Flow', 'X-Flow']);
    expect(selected(shared, 'Header', { share: 'some' })).toEqual(['X-Note']);
    const few = modelOfText(description(paths(['X-Flow', 'X-Flow', 'X-Flow', 'X-Flow'])));
    expect(selected(few, 'Parameter', { share: 'most' })).toEqual([]);
  });
});

describe('Parameter.purpose', () => {
  test.each([
    ['name: limit, schema: { type: integer }', 'size'],
    ['name: page, schema: { type: integer }', 'page'],
    ['name: offset, schema: { type: integer }', 'offset'],
    ['name: page_token, schema: { type: string }', 'cursor'],
    ['name: $orderBy, schema: { type: string }', 'sort'],
    ['name: sort, schema: { type: boolean }', undefined],
    ['name: q, schema: { type: string }', 'search'],
    ['name: query, schema: { type: object }', undefined],
    ['name: read_mask, schema: { type: string }', 'fields'],
    ['name: include, schema: { type: boolean }', undefined],
    ['name: expand, schema: { type: array, items: { type: string } }', 'expand'],
    ['name: locale', 'language'],
    ['name: date_from, schema: { type: string }', 'from'],
    ['name: author, schema: { type: string }', undefined],
  ])('{ %s } is for %s', (parameter, purpose) => {
    const model = modelOfText(description(`paths: { /books: { get: { ${query(parameter)}, ${ok} } } }`));
    expect(attribute(model, 'Parameter', 'purpose', () => true)).toBe(purpose);
  });
});

test('Parameter at earlier: those written before it in the operation, the path item’s first', () => {
  const model = modelOfText(
    description(
      `paths: { '/books/{name}': { parameters: [{ name: name, in: path, required: true }], get: { ${query('name: Name', 'name: page')}, ${ok} } } }`,
    ),
  );
  expect(
    findings(
      model,
      rule({
        given: 'Parameter',
        then: {
          function: 'is',
          functionOptions: { lacks: { Parameter: { at: 'earlier', name: { like: ['{name}'] } } } },
          message: '{{name}}',
        },
      }),
    ),
  ).toEqual(['paths./books/{name}.get.parameters.0: Name']);
});

test.each([
  ['style', 'Parameter', '{ name: sort, in: query, style: form }', '{ name: q, in: query }'],
  ['required', 'Parameter', '{ name: sort, in: query, required: false }', '{ name: q, in: query }'],
  ['deprecated', 'Parameter', '{ name: sort, in: query, deprecated: false }', '{ name: q, in: query }'],
])('the default of %s is not stated', (name, target, written, silent) => {
  const model = modelOfText(description(`paths: { /books: { get: { parameters: [${written}, ${silent}], ${ok} } } }`));
  expect(selected(model, target as 'Parameter', { [name]: { stated: true } })).toEqual(['sort']);
});
