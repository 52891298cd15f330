import { describe, expect, test } from '@jest/globals';
import { attribute, description, findings, modelOfText, rule, selected } from './support.js';

const schemasOf = (schemas: string, version?: string) => modelOfText(description(`components:\n  schemas:\n${schemas}`, version));

describe('Schema.undeclared', () => {
  test.each([
    ['a name that nobody defines', '{ type: object, required: [title, emial], properties: { title: {} } }', ['emial']],
    ['what another part defines', '{ required: [title], properties: { note: {} }, allOf: [{ properties: { title: {} } }] }', undefined],
    ['what a branch defines', '{ required: [title], properties: { note: {} }, oneOf: [{ properties: { title: {} } }, {}] }', undefined],
    ['an object without properties', '{ type: object, required: [title] }', undefined],
    ['a map beside', '{ required: [isbn], properties: { title: {} }, additionalProperties: { type: string } }', undefined],
    ['patterns', "{ required: [isbn], properties: { title: {} }, patternProperties: { '^i': {} } }", undefined],
    ['what cannot be read', "{ required: [isbn], properties: { title: {} }, allOf: [{ $ref: '#/nowhere' }] }", undefined],
    ['what is no list of names', '{ required: true, properties: { title: {} } }', undefined],
  ])('%s', (_title, schema, expected) => {
    const value = attribute(schemasOf(`    Book: ${schema}`), 'Schema', 'undeclared', 'Book') as string[];
    expect(value).toEqual(expected ?? []);
  });

  test('a branch that only requires looks at the schema around it; a part, too', () => {
    const model = schemasOf(`    Book:
      properties: { title: {}, isbn: {} }
      anyOf: [{ required: [title] }, { required: [isbn] }]
    Base: { required: [kind], properties: { id: {} } }
    Loan: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { kind: {} } }] }`);
    expect(selected(model, 'Schema', { undeclared: true })).toEqual([]);
  });

  test('each name at its place', () => {
    const model = schemasOf('    Book: { required: [title, emial, isbm], properties: { title: {} } }');
    const of = rule({
      given: 'Schema',
      then: { function: 'is', functionOptions: { undeclared: { not: { match: '/./' } } }, message: '{{found}}' },
    });
    expect(findings(model, of)).toEqual(['components.schemas.Book.required.1: emial', 'components.schemas.Book.required.2: isbm']);
  });
});

describe('Property.conflicts', () => {
  test.each([
    ['types without a common one', '{ id: { type: integer } }', '{ id: { type: string } }', ['id']],
    ['a number narrowed', '{ id: { type: number } }', '{ id: { type: integer } }', []],
    ['null taken away', '{ id: { type: string, nullable: true } }', '{ id: { type: string } }', []],
    ['texts of two formats', '{ at: { type: string, format: date } }', '{ at: { type: string, format: date-time } }', ['at']],
    ['a description added', '{ id: { type: integer } }', '{ id: { description: The number. } }', []],
  ])('%s', (_title, base, own, expected) => {
    const model = schemasOf(`    Base: { type: object, properties: ${base} }
    Book: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: ${own} }] }
    Other: { oneOf: [{ $ref: '#/components/schemas/Base' }, { properties: ${own} }] }`);
    expect(selected(model, 'Property', { conflicts: true })).toEqual(expected);
  });

  test('not at the shared part, even if it comes later', () => {
    const model = schemasOf(`    Base: { type: object, properties: { id: { type: integer } } }
    Book: { allOf: [{ properties: { id: { type: string } } }, { $ref: '#/components/schemas/Base' }] }`);
    expect(
      findings(model, rule({ given: 'Property', then: { function: 'is', functionOptions: { conflicts: false }, message: 'x' } })),
    ).toEqual(['components.schemas.Book.allOf.0.properties.id: x']);
  });
});

describe('Schema.indistinct', () => {
  const book = '{ type: object, properties: { title: {}, isbn: {} } }';
  const film = '{ type: object, properties: { title: {}, reel: {} } }';
  test.each([
    ['objects that share a member', `{ oneOf: [${book}, ${film}] }`, true],
    ['a discriminator', `{ oneOf: [${book}, ${film}], discriminator: { propertyName: kind } }`, false],
    ['one has all of the other', `{ oneOf: [${book}, { type: object, properties: { title: {} } }] }`, false],
    [
      'constants',
      '{ anyOf: [{ type: object, properties: { kind: { enum: [book] }, isbn: {} } }, { type: object, properties: { kind: { const: film }, reel: {} } }] }',
      false,
    ],
    ['types', `{ oneOf: [${book}, { type: string }] }`, false],
    [
      'each requires what no other has',
      '{ oneOf: [{ type: object, required: [isbn], properties: { title: {}, isbn: {} } }, { type: object, required: [reel], properties: { title: {}, reel: {} } }] }',
      false,
    ],
    ['a mixture', `{ anyOf: [${book}, ${film}] }`, false],
    ['requirements only', '{ properties: { a: {} }, anyOf: [{ required: [a] }, { required: [b] }] }', false],
  ])('%s', (_title, schema, expected) => {
    expect(attribute(schemasOf(`    Item: ${schema}`), 'Schema', 'indistinct', 'Item')).toBe(expected);
  });
});

describe('Enum.open', () => {
  test.each([
    ['a plain list', '{ type: string, enum: [a, b] }', false],
    ['x-extensible-enum', '{ type: string, x-extensible-enum: [a, b] }', true],
    ['x-ms-enum', '{ type: string, enum: [a, b], x-ms-enum: { name: Kind, modelAsString: true } }', true],
    ['a value for the unknown', '{ type: string, enum: [a, unknownFutureValue] }', true],
    ['a text beside it', '{ anyOf: [{ type: string }, { type: string, enum: [a, b] }] }', true],
    ['a number beside it', '{ anyOf: [{ type: integer }, { type: string, enum: [a, b] }] }', false],
  ])('%s', (_title, schema, expected) => {
    expect(attribute(schemasOf(`    Kind: ${schema}`), 'Enum', 'open', () => true)).toBe(expected);
  });
});

describe('Schema.levels', () => {
  const address = '{ type: object, properties: { city: { type: string } } }';
  test.each([
    ['an object of scalars', address, 1],
    ['objects in arrays', `{ type: object, properties: { addresses: { type: array, items: ${address} } } }`, 2],
    ['a list', `{ type: array, items: ${address} }`, 1],
    ['an envelope', `{ type: object, properties: { data: ${address} } }`, 1],
    ['links', `{ type: object, properties: { id: { type: string }, _links: { type: object, properties: { self: ${address} } } } }`, 1],
    ['a map', `{ type: object, properties: { id: {}, byCity: { type: object, additionalProperties: ${address} } } }`, 2],
    ['a circle', "{ type: object, properties: { id: {}, parent: { $ref: '#/components/schemas/Book' } } }", 1],
    ['a scalar', '{ type: string }', 0],
  ])('%s', (_title, schema, expected) => {
    expect(attribute(schemasOf(`    Book: ${schema}`), 'Schema', 'levels', 'Book')).toBe(expected);
  });
});

describe('schemas of one structure', () => {
  const money = (rest = '') =>
    `{ type: object, required: [amount, currency], properties: { amount: { type: number }, currency: { type: string }, note: { type: string${rest} } } }`;
  const model = schemasOf(`    Money: ${money()}
    Loan: { type: object, properties: { fee: ${money(', description: What it is for., example: late')}, fine: ${money()}, deposit: ${money(', maxLength: 9')} } }
    Other: { type: object, properties: { fee: { type: object, properties: { amount: { type: number }, currency: { type: string } } } } }`);
  const of = (name: string) =>
    ['fee', 'fine', 'deposit'].map((property) => attribute(model, 'Schema', name, (node) => node.place.key === property));

  test('are counted, texts aside', () => {
    expect(of('copies')).toEqual([3, 3, 1]);
    expect(attribute(model, 'Schema', 'copies', 'Money')).toBe(3);
  });
  test('share a key', () => {
    const [fee, fine, deposit] = of('structure');
    expect(fee).toBe(fine);
    expect(deposit).toBeUndefined();
  });
  test('have a component for a twin', () => {
    expect(of('twin')).toEqual(['Money', 'Money', undefined]);
    expect(attribute(model, 'Schema', 'twin', 'Money')).toBeUndefined();
  });
});

describe('Enum.name', () => {
  test.each([
    ['the property', '{ type: object, properties: { kind: { enum: [a] } } }', 'kind'],
    ['the property of a list', '{ type: object, properties: { kinds: { type: array, items: { enum: [a] } } } }', 'kinds'],
    ['the component', '{ enum: [a] }', 'Book'],
  ])('is that of %s', (_title, schema, expected) => {
    expect(selected(schemasOf(`    Book: ${schema}`), 'Enum', {})).toEqual([expected]);
  });
});

test('a response that nothing uses has its content', () => {
  const model = modelOfText(description('components: { responses: { Missing: { description: x, content: { application/json: {} } } } }'));
  expect(selected(model, 'Response', { has: { MediaType: { json: true } } })).toEqual(['Missing']);
});
