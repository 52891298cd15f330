import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { nodeAttributes, useAttributes } from '../../src/runtime/model/attributes.js';
import { Model } from '../../src/runtime/model/model.js';
import { targetNames } from '../../src/runtime/model/nodes.js';

const library = () => parse(readFileSync(new URL('../../fixtures/library.yaml', import.meta.url), 'utf8')) as Record<string, unknown>;

/** Asks every attribute of every node, and of the first use of each. */
function askAll(document: unknown): string[] {
  const model = new Model({ source: '/api/openapi.yaml', unresolved: document, referencedDocuments: {} });
  const errors: string[] = [];
  const ask = (what: string, question: () => unknown) => {
    try {
      question();
    } catch (error) {
      errors.push(`${what}: ${(error as Error).stack}`);
    }
  };
  for (const target of targetNames) {
    for (const node of model.nodes(target)) {
      for (const [name, attribute] of Object.entries(nodeAttributes[target])) {
        ask(`${target}.${name}`, () => [attribute.get(node, model), attribute.members?.(node, model)]);
      }
      const point = model.usesOf(node)[0]?.points.points[0];
      if (point) for (const [name, attribute] of Object.entries(useAttributes)) ask(`use.${name}`, () => attribute.of(point, model));
    }
  }
  return errors;
}

/** All objects and arrays of a document with their keys. */
function* slots(value: unknown): Generator<[holder: Record<string, unknown>, key: string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    yield [value as Record<string, unknown>, key];
    yield* slots((value as Record<string, unknown>)[key]);
  }
}

describe('no attribute throws', () => {
  const replacements = [null, [], {}, 'x', 0, true, [null], { $ref: '#/paths' }];
  test.each(replacements)('with %j anywhere in a document', (replacement) => {
    const count = [...slots(library())].length;
    // every 24th place, others for each replacement
    for (let index = replacements.indexOf(replacement) * 3; index < count; index += 24) {
      const document = library();
      const [holder, key] = [...slots(document)][index]!;
      holder[key] = replacement;
      expect([key, askAll(document)]).toEqual([key, []]);
    }
  });

  test('on objects that contain themselves', () => {
    const schema: Record<string, unknown> = { type: 'object', required: ['x'] };
    schema.properties = { self: schema, list: { type: 'array', items: schema }, more: schema };
    schema.allOf = [schema, { oneOf: [schema, { allOf: [schema] }] }];
    schema.enum = [schema];
    schema.default = schema;
    schema.example = schema;
    const content = { 'application/json': { schema, example: schema } };
    const operation = {
      requestBody: { content },
      responses: { 202: { description: 'x', content } },
      tags: ['a'],
      parameters: [{ name: 'q', in: 'query', schema }],
    };
    expect(
      askAll({
        openapi: '3.1.0',
        info: {},
        paths: { '/a/{b}': { get: operation, post: operation } },
        components: { schemas: { Self: schema } },
      }),
    ).toEqual([]);
  });

  test('on long chains and much sharing, in a time that a person waits', () => {
    const start = Date.now();
    const schemas: Record<string, unknown> = {};
    for (let index = 0; index < 300; index++) {
      const next = { $ref: `#/components/schemas/S${index + 1}` };
      schemas[`S${index}`] = {
        type: 'object',
        required: ['a', 'd'],
        properties: { a: next, b: next, c: { type: 'string', enum: ['x', 'y'] } },
        allOf: [next],
      };
    }
    let shared: Record<string, unknown> = { type: 'object', properties: { a: {}, b: {}, c: {} } };
    for (let index = 0; index < 40; index++) shared = { type: 'object', properties: { a: shared, b: shared, c: shared }, default: shared };
    schemas.Shared = shared;
    expect(askAll({ openapi: '3.0.4', info: {}, paths: {}, components: { schemas } })).toEqual([]);
    expect(Date.now() - start).toBeLessThan(10_000);
  });
});
