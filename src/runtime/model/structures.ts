import { once, type Attributes } from './attribute.js';
import type { Model } from './model.js';
import type { SchemaNode } from './nodes.js';
import { layers, membersOf, shapeOf } from './shapes.js';

/** Structures of schemas: how deep objects nest, and which schemas are written more than once. */

/** Deeper than this nobody counts. */
const deepest = 64;

/** Levels of objects from an object on; maps, recursion and links count nothing. */
function levelsFrom(model: Model, schema: SchemaNode, known: Map<SchemaNode, number>, depth: number): number {
  const found = known.get(schema);
  if (found !== undefined) return found;
  if (depth > deepest) return 0;
  known.set(schema, 0); // a circle ends here
  const { schemas } = model;
  let deepestInner = 0;
  const look = (inner: SchemaNode) => {
    deepestInner = Math.max(deepestInner, levelsFrom(model, inner, known, depth + 1));
  };
  const members = membersOf(schemas, schema);
  for (const { property } of members.values())
    if (property.schema && property.name !== '_links' && property.name !== '_embedded') look(property.schema);
  for (const layer of layers(schemas, schema))
    for (const edge of layer.out) if (edge.step === 'items' || edge.step === 'map') look(edge.to);
  const levels = deepestInner + (members.size > 0 ? 1 : 0);
  known.set(schema, levels);
  return levels;
}

/** An envelope's own level does not count. */
function levelsOf(model: Model, schema: SchemaNode): number {
  const known = once(model.document, 'levels', () => new Map<SchemaNode, number>());
  const { resources } = shapeOf(model.schemas, schema);
  return Math.max(0, ...resources.map((one) => levelsFrom(model, one, known, 0)));
}

/** Keywords that say nothing of the values. */
const texts = new Set(['title', 'description', 'example', 'examples', 'externalDocs', 'summary', '$comment', 'deprecated', 'xml']);
const parts = new Set([
  'properties',
  'items',
  'prefixItems',
  'allOf',
  'oneOf',
  'anyOf',
  'not',
  'additionalProperties',
  'patternProperties',
]);
/** Objects with fewer members are not compared. */
const leastMembers = 3;

/** Schemas by structure: each inline one of some members, and the components that have one of their structures. */
interface Structures {
  of: Map<SchemaNode, string>;
  members: Map<string, SchemaNode[]>;
}

function structures(model: Model): Structures {
  return once(model.document, 'structures', () => {
    const all = (model.nodes('Schema') as SchemaNode[]).filter((schema) => schema.properties.size >= leastMembers);
    const byNames = new Map<string, SchemaNode[]>();
    for (const schema of all) {
      const key = [...schema.properties.keys()].sort().join(' ');
      const same = byNames.get(key);
      if (same) same.push(schema);
      else byNames.set(key, [schema]);
    }
    const known: Known = { of: new Map(), ids: new Map() };
    const found: Structures = { of: new Map(), members: new Map() };
    for (const group of byNames.values()) {
      if (group.length < 2 || group.every(isShared)) continue;
      for (const schema of group) {
        const structure = structureOf(schema, known, 0);
        found.of.set(schema, structure);
        const same = found.members.get(structure);
        if (same) same.push(schema);
        else found.members.set(structure, [schema]);
      }
    }
    return found;
  });
}

const isShared = (schema: SchemaNode): boolean => schema.component !== null || schema.referenced;

/** Keys of schemas, and the structures that they stand for: what is nested goes into a structure by its key, so that none grows. */
interface Known {
  of: Map<SchemaNode, string>;
  ids: Map<string, string>;
}

/** A key that equal structures share; what stands behind a `$ref` by its definition. */
function structureOf(schema: SchemaNode, known: Known, depth: number): string {
  const found = known.of.get(schema);
  if (found !== undefined) return found;
  const { value, out } = schema;
  const keywords = Object.keys(value).filter((key) => !texts.has(key) && !parts.has(key) && !key.startsWith('x-'));
  const stated = keywords.map((key) => `${key}:${literal(key === 'required' ? sorted(value[key]) : value[key])}`);
  const keyOf = (to: SchemaNode) => (isShared(to) || depth > deepest ? `#${to.index}` : structureOf(to, known, depth + 1));
  const inner = out.map(({ step, property, to }) => `${step} ${property ?? ''}:${keyOf(to)}`);
  const structure = [...stated, ...inner].sort().join('\n');
  const key = known.ids.get(structure) ?? `s${known.ids.size}`;
  known.ids.set(structure, key);
  known.of.set(schema, key);
  return key;
}

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(String).sort() : value);

/** Objects in literals (defaults, enums of objects) are not compared member by member: they may be large, or circles of YAML aliases. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => (typeof one === 'object' && one !== null ? '{}' : String(one))).join('|')}]`;
  return typeof value === 'object' && value !== null ? Object.keys(value).join('|') : String(value);
}

export const structureAttributes: Attributes = {
  Schema: {
    levels: {
      does: 'How deep objects are nested in it: 1 for an object of scalars; arrays looked through; maps, recursion, `_links`, `_embedded` and an envelope’s own level do not count.',
      get: (node: SchemaNode, model) => once(node, 'levels', () => levelsOf(model, node)),
    },
    structure: {
      does: 'A key that schemas with the same names, types, formats, bounds and required members share (texts, examples and extensions aside), where an inline object of three or more properties has another of its structure; else absent.',
      get: (node: SchemaNode, model) => {
        const { of, members } = structures(model);
        const structure = of.get(node);
        return structure !== undefined && members.get(structure)!.length > 1 ? structure : undefined;
      },
    },
    copies: {
      does: 'The number of schemas of its structure, itself and components counted; 1 where it has none.',
      get: (node: SchemaNode, model) => {
        const { of, members } = structures(model);
        return members.get(of.get(node) ?? '')?.length ?? 1;
      },
    },
    twin: {
      does: 'The component of its structure, if it is inline; absent where there is none.',
      get: (node: SchemaNode, model) => {
        const { of, members } = structures(model);
        if (isShared(node)) return undefined;
        return members.get(of.get(node) ?? '')?.find((one) => one.component !== null)?.component ?? undefined;
      },
    },
  },
};
