import { once, recall, remember } from './attribute.js';
import type { Model } from './model.js';
import { newNode, type MediaTypeNode, type PropertyNode, type SchemaNode } from './nodes.js';
import type { Point } from './points.js';
import { newSchema } from './schemas.js';
import { helpersOf, isFreeForm, itemsOf, layers, membersOf, shapeOf } from './shapes.js';
import { collectionOf } from './uses.js';

/** A member of a body and where it stands in it. */
export interface BodyEntry {
  property: PropertyNode;
  depth: number;
  parent: string | undefined;
  /** A member of the top. */
  root: boolean | undefined;
}

const jsonType = /^application\/(?:[\w.-]+\+)?json\b|^\*\/\*$|^application\/\*$|\bjson\b/i;

export function isJson(mediaType: string): boolean {
  return jsonType.test(mediaType);
}

/** A media type of problem details, RFC 9457 §3. */
export function isProblem(mediaType: string): boolean {
  return /\bproblem\+(?:json|xml)\b/i.test(mediaType);
}

/** Media types whose content is an object that a schema describes member by member. */
function hasMembers(mediaType: string): boolean {
  return isJson(mediaType) || /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(mediaType);
}

/**
 * Members of the body at a content point: the envelope's own (0), the resource's (1); `deep`: all below (2).
 * What cannot be known (not JSON, no schema, free-form, unreadable) is a member without a name.
 */
export function bodyOf(model: Model, point: Point, deep: boolean): readonly BodyEntry[] {
  return deep ? (point.deepMembers ??= findMembers(model, point, true)) : (point.members ??= findMembers(model, point, false));
}

function findMembers(model: Model, point: Point, deep: boolean): readonly BodyEntry[] {
  const media = point.node as MediaTypeNode;
  if (media.schema && hasMembers(media.name)) return membersIn(model, media.schema, collectionOf(point.path), deep);
  return once(media, 'unknown body', () => [unknownMember(media, 1)]);
}

function membersIn(model: Model, root: SchemaNode, collection: string, deep: boolean): BodyEntry[] {
  const key = `members ${deep} ${collection}`;
  const cached = recall(root, key) as BodyEntry[] | undefined;
  if (cached) return cached;
  const found: BodyEntry[] = [];
  const { schemas } = model;
  const add = (schema: SchemaNode, depth: number, parent?: string) => {
    const isRoot = schema === root ? true : undefined;
    if (isFreeForm(schemas, schema)) found.push(unknownMember(schema, depth, parent, isRoot));
    for (const { property } of membersOf(schemas, schema).values()) found.push({ property, depth, parent, root: isRoot });
  };
  const shape = shapeOf(schemas, root, collection);
  if (shape.kind === 'plain') add(root, 1);
  else {
    if (shape.member) add(root, 0);
    for (const resource of shape.resources) add(resource, 1, shape.member?.name);
    if (shape.kind === 'list' && shape.resources.length === 0) found.push(unknownMember(root, 1));
    if (shape.member) for (const { schema, parent } of helpersOf(schemas, root, shape.member)) add(schema, 0, parent);
  }
  if (deep) addDeep(model, found);
  remember(root, key, found);
  return found;
}

function addDeep(model: Model, found: BodyEntry[]): void {
  const seen = new Set<SchemaNode>();
  const queue = found.filter((entry) => entry.depth > 0 || entry.parent !== undefined);
  for (const { property } of queue) {
    if (!property.schema) continue;
    for (const object of [property.schema, ...itemsOf(model.schemas, property.schema)].flatMap((schema) => layers(model.schemas, schema))) {
      if (seen.has(object)) continue;
      seen.add(object);
      for (const inner of object.properties.values()) {
        const entry = { property: inner, depth: 2, parent: property.name, root: undefined };
        found.push(entry);
        queue.push(entry);
      }
    }
  }
}

/** Stands for members that the description does not tell. */
function unknownMember(where: MediaTypeNode | SchemaNode, depth: number, parent?: string, root?: boolean): BodyEntry {
  const schema = where.target === 'Schema' ? where : where.schema;
  const property: PropertyNode = newNode<PropertyNode>({
    target: 'Property',
    name: '',
    value: {},
    place: where.place,
    knows: [],
    holder: schema ?? newSchema({}, where.place),
    schema: null,
  });
  return { property, depth, parent, root };
}
