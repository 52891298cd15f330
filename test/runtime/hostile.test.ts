import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { stylebook } from '../../src/runtime/index.js';
import { parseTopic } from '../../src/topics/parse.js';
import type { CompiledRule } from '../../src/types.js';

const folder = new URL('../../topics/', import.meta.url);
const rules = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => parseTopic(file, readFileSync(new URL(file, folder), 'utf8')).topic?.rules ?? []) as unknown as CompiledRule[];

const errors: string[] = [];
beforeAll(() => {
  stylebook.onError = (error, rule) => errors.push(`${rule.id}: ${(error as Error).stack}`);
});
afterAll(() => {
  stylebook.onError = undefined;
});

/** Runs every rule of ours on a document; what was thrown, if anything. */
function run(document: unknown): string[] {
  errors.length = 0;
  const documentInventory = { source: '/api/openapi.yaml', unresolved: document, referencedDocuments: {} };
  for (const rule of rules) stylebook(document, rule, { documentInventory });
  return errors;
}

const library = () => parse(readFileSync(new URL('../../fixtures/library.yaml', import.meta.url), 'utf8')) as Record<string, unknown>;

/** All objects and arrays of a document with their keys. */
function* slots(value: unknown): Generator<[holder: Record<string, unknown>, key: string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    yield [value as Record<string, unknown>, key];
    yield* slots((value as Record<string, unknown>)[key]);
  }
}

describe('no rule throws', () => {
  test.each([
    ['null', null],
    ['a text', 'openapi'],
    ['a list', []],
    ['nothing but a version', { openapi: '3.1.0' }],
    [
      'null for every section',
      { openapi: '3.0.0', info: null, servers: null, paths: null, components: null, security: null, tags: null, webhooks: null },
    ],
    [
      'keys such as __proto__',
      JSON.parse(
        '{"openapi":"3.0.0","paths":{"__proto__":{"get":{"responses":{"__proto__":{"description":"x"}}}},"constructor":{"get":null}},"components":{"schemas":{"__proto__":{"type":"object","properties":{"__proto__":{"type":"string"},"hasOwnProperty":{"$ref":"#/components/schemas/__proto__"}}}}}}',
      ),
    ],
    [
      'a 2.0 document full of null',
      {
        swagger: '2.0',
        paths: { '/a': { get: { parameters: [null, {}], responses: { 200: null } }, parameters: null } },
        definitions: { A: null },
        securityDefinitions: { a: null },
      },
    ],
  ])('on %s', (_title, document) => {
    expect(run(document)).toEqual([]);
  });

  test.each([null, [], {}, 'x', 0, true, [null], { $ref: '#/paths' }])('with %j anywhere in a document', (replacement) => {
    const count = [...slots(library())].length;
    // every seventh place, another seventh for each replacement: over the eight replacements the whole document
    for (let index = 0; index < count; index += 7) {
      const document = library();
      const [holder, key] = [...slots(document)][index]!;
      holder[key] = replacement;
      expect([key, run(document)]).toEqual([key, []]);
    }
  });

  test('on schemas nested 10,000 levels deep, in a time that a person waits', () => {
    const root: Record<string, unknown> = { type: 'object' };
    let schema = root;
    for (let level = 0; level < 10_000; level++) {
      const inner = { type: 'object' };
      schema.properties = { a: inner };
      schema = inner;
    }
    const start = performance.now();
    expect(
      run({
        openapi: '3.0.0',
        paths: { '/a': { get: { responses: { 200: { description: 'x', content: { 'application/json': { schema: root } } } } } } },
      }),
    ).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('on aliases that would explode if they were copied', () => {
    let schema: Record<string, unknown> = { type: 'string' };
    for (let level = 0; level < 60; level++) schema = { type: 'object', properties: { a: schema, b: schema } };
    const start = performance.now();
    expect(
      run({
        openapi: '3.0.0',
        paths: {
          '/a': { get: { responses: { 200: { description: 'x', content: { 'application/json': { schema, example: schema } } } } } },
        },
      }),
    ).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('on compositions in a circle', () => {
    const document = {
      openapi: '3.1.0',
      paths: {
        '/a': {
          get: {
            responses: { 200: { description: 'x', content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } },
          },
        },
      },
      components: {
        schemas: {
          A: { allOf: [{ $ref: '#/components/schemas/B' }], properties: { self: { $ref: '#/components/schemas/A' } } },
          B: { anyOf: [{ $ref: '#/components/schemas/A' }, { items: { $ref: '#/components/schemas/B' } }] },
          C: { $ref: '#/components/schemas/C' },
          D: { $ref: '#/components/schemas/E' },
          E: { $ref: '#/components/schemas/D', type: 'object' },
        },
      },
    };
    expect(run(document)).toEqual([]);
  });
});
