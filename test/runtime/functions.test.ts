import { describe, expect, test } from '@jest/globals';
import { functions } from '../../src/runtime/functions/index.js';
import { ruleProblems } from '../../src/runtime/vocabulary.js';
import { description, findings, modelOfText, rule } from './support.js';

/** A description whose `Book` has the given properties. */
const book = (properties: string) =>
  modelOfText(
    description(`
paths: { /books: { get: { responses: { '200': { description: Books., content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } } } } } }
components: { schemas: { Book: { type: object, properties: { ${properties} } } } }
`),
  );
const operations = (body: string) => modelOfText(description(body));
const check = (model: ReturnType<typeof modelOfText>, given: string, name: string, functionOptions?: unknown, when?: unknown) =>
  findings(model, rule({ given, when, then: { function: name, functionOptions } })).map((line) =>
    line.replace(/^components\.schemas\.Book\.properties\./, ''),
  );

describe('is', () => {
  test.each([
    [{ format: 'date' }, 'born: { type: string, format: date-time }', ['born.format: Expected `format` `date`, found date-time.']],
    [{ format: 'date' }, 'born: { type: string }', ['born: Expected `format` `date`, found none.']],
    [{ description: true }, 'born: { type: string }', ['born: Expected `description`.']],
    [{ nullable: false }, 'born: { type: string, nullable: true }', ['born.nullable: Expected no `nullable`, found true.']],
    [{ types: { every: 'string' } }, 'born: { type: integer }', ['born.type: Expected `types` `string`, found integer.']],
    [{ name: 'born' }, 'birth: { type: string }', ['birth: Expected `born`, found `birth`.']],
    [
      { anyOf: [{ format: 'date' }, { pattern: true }] },
      'born: { type: string }',
      ['born: Expected `format` `date`, or `pattern` a value.'],
    ],
    [{ format: 'date', except: ['/^x/'] }, 'xborn: { type: string }', []],
    [{ format: 'date' }, 'born: { type: string, format: date }', []],
    [
      { lacks: { Property: { at: 'sibling', name: 'died' } } },
      'born: { type: string }, died: { type: string }',
      ['born: Expected no property `died`.'],
    ],
  ])('%j on { %s }', (options, properties, expected) => {
    expect(check(book(properties), 'Property', 'is', options, { name: { not: 'died' } })).toEqual(expected);
  });

  test('reports each failing member at its own place', () => {
    const model = modelOfText(
      description(
        `components: { securitySchemes: { oauth: { type: oauth2, flows: { implicit: { authorizationUrl: 'http://a.example.com', scopes: { 'read books': x, write: x } } } } } }`,
      ),
    );
    expect(check(model, 'SecurityScheme', 'is', { scopes: { every: { match: '/^\\S+$/' } } })).toEqual([
      'components.securitySchemes.oauth.flows.implicit.scopes.read books: Expected `scopes` a match of /^\\S+$/, found read books.',
    ]);
    expect(check(model, 'SecurityScheme', 'is', { authorizationEndpoints: { not: { match: '/^http:/' } } })[0]).toMatch(
      /^components\.securitySchemes\.oauth\.flows\.implicit\.authorizationUrl:/,
    );
  });
});

describe('has', () => {
  const answer = (response: string) => operations(`paths: { /books: { get: { responses: { '200': ${response} } } } }`);
  test.each([
    [{ Header: { name: 'ETag' } }, '{ description: Books. }', ['paths./books.get.responses.200: Expected header "ETag".']],
    [
      { Header: { name: 'ETag' } },
      '{ description: Books., headers: { X: { schema: { type: string } } } }',
      ['paths./books.get.responses.200.headers: Expected header "ETag".'],
    ],
    [{ Header: { name: 'ETag' } }, '{ description: Books., headers: { etag: { schema: { type: string } } } }', []],
    [
      [{ Header: { name: 'ETag' } }, { Link: {} }],
      '{ description: Books. }',
      ['paths./books.get.responses.200: Expected header "ETag" or link.'],
    ],
    [
      { allOf: [{ Header: { name: 'A' } }, { Header: { name: 'B' } }] },
      '{ description: Books., headers: { A: { schema: { type: string } } } }',
      ['paths./books.get.responses.200.headers: Expected header "B".'],
    ],
    [
      { Header: {}, atLeast: 2 },
      '{ description: Books., headers: { A: { schema: { type: string } } } }',
      ['paths./books.get.responses.200.headers: Expected header.'],
    ],
    [{ Header: {}, atMost: 1 }, '{ description: Books., headers: { A: { schema: { type: string } } } }', []],
    [
      { Property: { name: 'id', required: true, depth: 1 } },
      '{ description: Books., content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } }',
      ['paths./books.get.responses.200.content.application/json.schema.properties.id: Expected `id` to be required.'],
    ],
    [
      { Property: { name: 'id', depth: 1 } },
      '{ description: Books., content: { application/json: { schema: { type: object, properties: { title: { type: string } } } } } }',
      ['paths./books.get.responses.200.content.application/json.schema.properties: Expected property `id`.'],
    ],
  ])('%j in %s', (options, response, expected) => {
    expect(check(answer(response), 'Response', 'has', options)).toEqual(expected);
  });
});

test('what few of the bodies with a schema lack is reported at these, what most lack at the schema', () => {
  const responses = (codes: string[]) =>
    codes
      .map((code) => `'${code}': { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }`)
      .join(', ');
  const bodies = (codes: string[]) =>
    operations(`
paths: { /books: { get: { responses: { ${responses(codes)} } } } }
components: { schemas: { Book: { type: object, properties: { title: { type: string } } } } }
`);
  const options = { Property: { name: 'code', depth: 1 } };
  const lines = (codes: string[]) => check(bodies(codes), 'MediaType', 'has', options, { error: true });
  expect(lines(['200', '201', '400'])).toEqual([
    'paths./books.get.responses.400.content.application/json.schema: Expected property `code`.',
  ]);
  expect(lines(['200', '400', '404'])).toEqual(['components.schemas.Book.properties: Expected property `code`.']);
});

test('lacks reports what was found, a status at its key', () => {
  const model = operations(
    `paths: { /books: { get: { parameters: [{ name: q, in: query, schema: { type: string } }], responses: { '200': { description: Books. }, '203': { description: Else. } } } } }`,
  );
  expect(check(model, 'Operation', 'lacks', [{ Response: { status: '203' } }, { Parameter: { in: 'query' } }])).toEqual([
    'paths./books.get.responses.203: Unexpected response 203.',
    'paths./books.get.parameters.0: Unexpected parameter "q".',
  ]);
});

test('absent reports the node itself', () => {
  expect(check(book('password: { type: string }'), 'Property', 'absent')).toEqual(['password: Unexpected `password`.']);
});

describe('casing', () => {
  test.each([
    [{ type: 'camel' }, 'created_at', 'createdAt'],
    [{ type: 'snake' }, 'createdAt', 'created_at'],
    [{ type: 'kebab' }, 'createdAt', 'created-at'],
    [{ type: 'pascal' }, 'book_title', 'BookTitle'],
    [{ type: 'macro' }, 'bookTitle', 'BOOK_TITLE'],
    [{ type: ['kebab', 'camel'] }, 'book_title', 'book-title'],
    [{ type: 'camel' }, 'createdAt', null],
    [{ type: 'snake', except: ['/^[$@]/'] }, '$countAll', null],
    [{ type: 'camel' }, 'filter.created_at', 'filter.createdAt'],
    [{ type: 'camel' }, 'bookISBN', null],
  ])('%j of %s', (options, name, expected) => {
    const found = check(book(`'${name}': { type: string }`), 'Property', 'casing', options);
    expect(found).toEqual(expected === null ? [] : [expect.stringContaining(`Expected \`${expected}\``)]);
  });

  test('of a plural attribute is one finding at the first', () => {
    const model = book('state: { type: string, enum: [OPEN, inWork, done_it] }');
    expect(check(model, 'Enum', 'casing', { of: 'values', type: 'macro' })).toEqual([
      'state.enum.1: Expected `IN_WORK` (UPPER_SNAKE_CASE), found `inWork` and 1 more of 3.',
    ]);
  });
});

describe('synonym', () => {
  test.each([
    ['previous', ['previous: Expected `prev`, found `previous`.']],
    ['prev', []],
    ['page_size', ['page_size: Expected `limit`, found `page_size`.']],
    ['nextToken', ['nextToken: Expected `nextPageToken`, found `nextToken`.']],
    ['next_token', ['next_token: Expected `next_page_token`, found `next_token`.']],
    ['skip', []],
  ])('%s', (name, expected) => {
    const options = { prefer: { prev: ['previous'], limit: ['pageSize', 'skip'], next_page_token: ['next_token'] }, accept: ['skip'] };
    expect(check(book(`${name}: { type: string }`), 'Property', 'synonym', options)).toEqual(expected);
  });
});

describe('words', () => {
  test.each([
    [{ number: 'singular' }, 'books', 'book'],
    [{ number: 'singular' }, 'bookAddresses', 'bookAddress'],
    [{ number: 'singular' }, 'status', null],
    [{ number: 'plural' }, 'category', 'categories'],
    [{ number: 'plural' }, 'books', null],
    [{ prefer: { 'time stamp': 'timestamp', colour: 'color' } }, 'timeStamp', 'timestamp'],
    [{ prefer: { colour: 'color' } }, 'cover_colour', 'cover_color'],
    [{ prefer: { colour: 'color' }, except: ['cover_colour'] }, 'cover_colour', null],
    [{ number: 'plural' }, 'readme', null],
    [{ number: 'plural' }, 'metadata', null],
    [{ number: 'plural' }, 'contactPerson', 'contactPeople'],
    [{ number: 'singular' }, 'cookies', 'cookie'],
    [{ number: 'singular' }, 'api_responses', 'api_response'],
    [{ number: 'singular' }, 'news', null],
    [{ prefer: 'american' }, 'organisationColour', 'organizationColor'],
    [{ prefer: 'american' }, 'analyses', null],
    [{ prefer: 'american' }, 'cancelled_grey_catalogue', null],
  ])('%j of %s', (options, name, expected) => {
    expect(check(book(`${name}: { type: string }`), 'Property', 'words', options)).toEqual(
      expected === null ? [] : [`${name}: Expected \`${expected}\`, found \`${name}\`.`],
    );
  });
});

test('words of a text are named, each once, and the text is left alone', () => {
  const model = modelOfText(
    'openapi: 3.0.4\ninfo: { title: Library, version: 1.0.0, description: "Organisations and their behaviour. The organisations `colour` of an Organisation is in the map." }\npaths: {}',
  );
  expect(check(model, 'Text', 'words', { of: 'prose', prefer: 'american' })).toEqual([
    'info.description: Expected `organizations`, `behavior`, found `organisations`, `behaviour`.',
  ]);
});

describe('values', () => {
  test.each([
    [{ valid: { match: '/^[A-Z]{3}$/' } }, '{ type: string, example: eur, default: EUR }', ['x.example']],
    [{ valid: { match: '/^[A-Z]{3}$/' } }, '{ type: string, enum: [EUR, usd, <currency>, "{currency}"] }', ['x.enum.1']],
    [{ valid: 1, places: ['default', 'minimum'] }, '{ type: integer, minimum: 0, default: 1, example: 7 }', ['x.minimum']],
    [{ valid: { min: 1 } }, "{ type: string, example: '0' }", ['x.example']],
    [{ valid: 'a', only: { match: '/^[ab]$/' } }, '{ type: string, enum: [a, b, c] }', ['x.enum.1']],
    [
      { valid: { max: 9007199254740991 }, places: ['exclusiveMaximum'] },
      '{ type: integer, exclusiveMaximum: 9223372036854775807 }',
      ['x.exclusiveMaximum'],
    ],
    [{ valid: { not: 'Content-Type' }, split: ',' }, "{ type: string, default: 'Accept, Content-Type' }", ['x.default']],
    [{ valid: { not: { match: '/^\\{/' } } }, `{ type: string, example: '{"author": "Austen"}', default: '{author}' }`, ['x.example']],
    [{ grammar: 'format' }, "{ type: string, format: date, example: 01/02/2024, default: '2024-02-01' }", ['x.example']],
    [{ grammar: 'format' }, '{ type: string, format: book-number, example: 7 }', []],
    [{ grammar: 'challenge' }, '{ type: string, example: Bearer, default: \'Bearer realm="x"\' }', ['x.example']],
  ])('%j of %s', (options, schema, expected) => {
    expect(check(book(`x: ${schema}`), 'Property', 'values', options).map((line) => line.replace(/: .*/, ''))).toEqual(expected);
  });
});

describe('consistent', () => {
  test.each([
    [{ by: 'case', least: 3 }, ['createdAt', 'updatedAt', 'borrowedAt', 'due_at'], ['due_at']],
    [{ by: 'case', least: 3 }, ['created_at', 'updated_at', 'borrowedAt', 'dueAt'], []],
    [{ by: 'case', least: 10 }, ['createdAt', 'updatedAt', 'borrowedAt', 'due_at'], []],
    [{ by: 'case', least: 1, majority: 0 }, ['created_at', 'updated_at', 'borrowedAt'], ['borrowedAt']],
    [{ by: 'case', least: 3 }, ['title', 'author', 'due_at', 'createdAt', 'updatedAt', 'lentAt'], ['due_at']],
  ])('%j among %j', (options, names, expected) => {
    const model = book(names.map((name) => `${name}: { type: string }`).join(', '));
    expect(check(model, 'Property', 'consistent', options).map((line) => line.replace(/: .*/, ''))).toEqual(expected);
  });

  test('in a value, within groups', () => {
    const model = modelOfText(
      description(
        `paths: { /a: { get: { parameters: [${['integer', 'integer', 'string'].map((type, index) => `{ name: page${index < 3 ? '' : index}, in: ${['query', 'header', 'cookie'][index]!}, schema: { type: ${type} } }`).join(', ')}], responses: { '200': { description: x } } } } }`,
      ),
    );
    expect(check(model, 'Parameter', 'consistent', { of: 'types', within: 'name', least: 3, majority: 0.6 })).toEqual([
      'paths./a.get.parameters.2.schema.type: Expected `integer`, found `string`; as in 2 of 3.',
    ]);
  });
});

describe('agree', () => {
  const model = (headers200: string, headers206: string, schema202 = '{ type: object }') =>
    operations(`
paths:
  /books:
    get:
      responses:
        '200': { description: Books., headers: { ${headers200} }, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }
        '206': { description: Some., headers: { ${headers206} } }
        '202': { description: Later., content: { application/json: { schema: ${schema202} } } }
components: { schemas: { Book: { type: object, properties: { title: { type: string } } } } }
`);
  const header = (name: string) => `${name}: { schema: { type: string } }`;

  test.each([
    [header('ETag'), '', ['paths./books.get.responses.206: Expected header "ETag" as in 200.']],
    [header('ETag'), header('etag'), []],
    [header('X-Other'), '', []],
  ])('covers, only some headers: { %s } and { %s }', (a, b, expected) => {
    expect(
      check(
        model(a, b),
        'Response',
        'agree',
        { with: { Response: { at: 'sibling', status: '200' } }, of: 'headers', mode: 'covers', only: ['ETag'] },
        { status: '206' },
      ),
    ).toEqual(expected);
  });

  test.each([
    ["{ $ref: '#/components/schemas/Book' }", 1],
    ["{ allOf: [{ $ref: '#/components/schemas/Book' }] }", 1],
    ['{ type: object, properties: { state: { type: string } } }', 0],
  ])('different, of the body: %s', (schema, count) => {
    expect(
      check(
        model('', '', schema),
        'Response',
        'agree',
        { with: { Response: { at: 'sibling', status: '200' } }, of: 'body', mode: 'different' },
        { status: '202' },
      ),
    ).toHaveLength(count);
  });

  test.each([
    ['the same', '{ id: {}, title: {} }', 'equal', []],
    ['less', '{ id: {} }', 'equal', ['paths./books.get.responses.200: Expected `title` as in GET /books/{id}.']],
    ['more', '{ id: {}, title: {}, isbn: {} }', 'equal', ['paths./books.get.responses.200: Expected no `isbn` as in GET /books/{id}.']],
    ['more that does not count', '{ id: {}, title: {}, x-isbn: {} }', 'equal', []],
    ['more, which covers', '{ id: {}, title: {}, isbn: {} }', 'covers', []],
    [
      'the same, where another is wanted',
      '{ id: {}, title: {} }',
      'different',
      ['paths./books.get.responses.200: Expected another resource than that of GET /books/{id}.'],
    ],
  ])('the resource in a list has %s', (_title, properties, mode, expected) => {
    const answer = (schema: string) =>
      `get: { responses: { '200': { description: OK, content: { application/json: { schema: ${schema} } } } } }`;
    const model = operations(
      `paths: { /books: { ${answer(`{ type: object, properties: { items: { type: array, items: { type: object, properties: ${properties} } }, next: { type: string } } }`)} }, '/books/{id}': { ${answer('{ type: object, properties: { id: {}, title: {} } }')} } }`,
    );
    const options = { with: { Operation: { at: 'item', method: 'get' } }, of: 'resource', mode, except: ['/^x-/'] };
    expect(check(model, 'Operation', 'agree', options, { kind: 'list' })).toEqual(expected);
  });

  test('between request and response what only one of them can have does not count', () => {
    const content = (properties: string) => `content: { application/json: { schema: { type: object, properties: ${properties} } } }`;
    const model = operations(
      `paths: { '/books/{id}': { put: { requestBody: { ${content('{ title: { writeOnly: true }, secret: { writeOnly: true } }')} }, responses: { '200': { description: OK, ${content('{ id: { readOnly: true }, pages: { allOf: [{ type: integer }, { readOnly: true }] }, title: {}, isbn: {} }')} } } } } }`,
    );
    const options = { with: { Operation: { at: 'self', method: 'put' } }, of: 'resource', mode: 'covers' };
    expect(check(model, 'RequestBody', 'agree', { ...options, with: { Operation: {} } })).toEqual([
      'paths./books/{id}.put.requestBody: Expected `isbn` as in PUT /books/{id}.',
    ]);
  });
});

test('what a form of OpenAPI 2.0 lacks is reported at what is written', () => {
  const form = description(
    'paths: { /covers: { post: { parameters: [{ name: file, in: formData, type: file }], responses: {} } } }',
    '2.0',
  );
  const has = { function: 'has', functionOptions: { Property: { name: 'title' } } };
  expect(findings(modelOfText(form), rule({ given: 'RequestBody', then: has }))).toEqual([
    'paths./covers.post: Expected property `title`.',
  ]);
});

describe('keys of a rule', () => {
  const many = operations(
    `paths: { ${['a', 'b', 'c'].map((name) => `/${name}: { get: { responses: { '200': { description: x } } } }`).join(', ')}, /d: { get: { operationId: d, responses: { '200': { description: x } } } } }`,
  );
  const id = { function: 'is', functionOptions: { operationId: true } };

  test.each([
    [{}, 3],
    [{ once: true }, 3],
    [{ once: true, unless: [{ path: '/d' }] }, 1],
    [{ once: 'method' }, 1],
    [{ once: 'Path' }, 3],
    [{ evidence: 'some' }, 3],
    [{ evidence: 'most' }, 0],
  ])('%j', (keys, count) => {
    expect(findings(many, rule({ given: 'Operation', then: id, ...keys }))).toHaveLength(count);
  });

  test('once says how many more', () => {
    expect(findings(many, rule({ given: 'Operation', unless: [{ path: '/d' }], then: id, once: true }))).toEqual([
      'paths./a.get: Expected `operationId` (and 2 more).',
    ]);
  });

  const named = (names: string[]) =>
    modelOfText(
      description(`components: { schemas: { Book: { type: object, properties: { ${names.map((name) => `${name}: {}`).join(', ')} } } } }`),
    );
  const numbered = (count: number, style: (number: number) => string) => Array.from({ length: count }, (_, index) => style(index));
  const snake = (count: number) => numbered(count, (index) => `page_${index}`);
  const camel = (count: number) => numbered(count, (index) => `pageNo${index}`);
  const flat = (count: number) => numbered(count, (index) => `page${index}`);

  test.each<[string, string[], boolean | string, number]>([
    ['nine in ten of twenty and more', [...snake(27), ...camel(3)], true, 1],
    ['nine in ten of them, whatever their number of values', [...snake(27), ...camel(3)], 'name', 1],
    ['fewer than nine in ten', [...snake(26), ...camel(3)], true, 26],
    ['nearly all of fewer than twenty', [...snake(19), ...camel(1)], true, 19],
    ['all beside names that fit every style, which do not count', [...snake(20), ...flat(50)], true, 1],
  ])('once folds what fails by convention: %s', (_title, names, once, count) => {
    const text = rule({ given: 'Property', then: { function: 'casing', functionOptions: { type: 'camel' } }, once });
    expect(findings(named(names), text)).toHaveLength(count);
  });

  test('an entry of then has a when and a message of its own', () => {
    const text = rule({
      given: 'Operation',
      then: [
        { ...id, when: { path: '/a' }, message: '{{name}} has {{found}}, {{satisfied}} of {{all}}.' },
        { ...id, when: { path: '/b' } },
      ],
      message: 'No id.',
    });
    expect(findings(many, text)).toEqual(['paths./a.get: GET /a has none, 2 of 4.', 'paths./b.get: No id.']);
  });
});

describe('the options of every function', () => {
  test.each(Object.entries(functions).filter(([, fn]) => typeof fn.options !== 'string'))('%s are checked', (name, fn) => {
    const problems = ruleProblems(rule({ given: 'Property', then: { function: name, functionOptions: { nonsense: 1 } } }));
    expect(problems.map((problem) => problem.message)).toContainEqual(expect.stringMatching(/no option `nonsense`/));
    for (const [option, { required }] of Object.entries(fn.options))
      if (required)
        expect(problems.map((problem) => problem.message)).toContainEqual(expect.stringContaining(`needs the option \`${option}\``));
  });

  test.each([
    [{ given: 'Respons', then: { function: 'is' } }, 'Unknown target `Respons`. Did you mean `Response`?'],
    [{ given: 'Response', then: { function: 'iz' } }, 'Unknown function `iz`. Did you mean `is`?'],
    [
      { given: 'Response', when: { statuss: '1' }, then: { function: 'is' } },
      'Response has no attribute `statuss`. Did you mean `status`?',
    ],
    [{ given: 'Response', then: { function: 'has', functionOptions: { Headr: {} } } }, 'Unknown target `Headr`. Did you mean `Header`?'],
    [{ given: 'Tag', then: { function: 'has', functionOptions: { Property: {} } } }, 'No relation leads from Tag to Property.'],
    [
      { given: 'Path', then: { function: 'has', functionOptions: { Operation: { at: 'itm' } } } },
      'Unknown direction `itm`. Did you mean `item`?',
    ],
    [{ given: 'Property', then: { function: 'casing', functionOptions: { type: 'camle' } } }, '`type` of `casing` has a wrong value.'],
    [{ given: 'Property', message: '{{nam}}', then: { function: 'is' } }, 'Unknown placeholder `{{nam}}`. Did you mean `name`?'],
    [{ given: 'Property', once: 'Foo', then: { function: 'is' } }, '`Foo` is neither a target nor an attribute of Property.'],
    [{ given: 'Property', evidence: 'all', then: { function: 'is' } }, '`evidence` is `some` or `most`.'],
  ])('%j is a problem', (text, message) => {
    expect(ruleProblems(rule(text)).map((problem) => problem.message)).toContain(message);
  });
});
