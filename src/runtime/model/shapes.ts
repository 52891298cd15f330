import { recall, remember } from './attribute.js';
import { asArray, asObject } from '../json.js';
import type { Member, PropertyNode, SchemaNode } from './nodes.js';
import type { Schemas } from './schemas.js';
import { fold, isPlural } from './names.js';

const composition = new Set(['allOf', 'ref']);
const branches = new Set(['oneOf', 'anyOf']);

/** The schema itself and all schemas that describe the same value: through `$ref`, `allOf` and, if asked, the branches. */
export function layers(schemas: Schemas, schema: SchemaNode, withBranches = true): readonly SchemaNode[] {
  return withBranches ? (schema.layers ??= findLayers(schemas, schema, true)) : (schema.always ??= findLayers(schemas, schema, false));
}

function findLayers(schemas: Schemas, schema: SchemaNode, withBranches: boolean): SchemaNode[] {
  const isLayer = (step: string) => composition.has(step) || (withBranches && branches.has(step));
  if (!schemas.expand(schema).out.some((edge) => isLayer(edge.step))) return [schema];
  const found = new Set<SchemaNode>([schema]);
  for (const node of found) for (const edge of schemas.expand(node).out) if (isLayer(edge.step)) found.add(edge.to);
  return [...found];
}

/** Members of the object by name. The first definition of a name counts; it is required if any part that always holds says so. */
export function membersOf(schemas: Schemas, schema: SchemaNode): Map<string, Member> {
  if (schema.members) return schema.members;
  const members = new Map<string, Member>();
  const always = layers(schemas, schema, false);
  const required = new Set(always.flatMap((node) => asArray(node.value.required).filter((name) => typeof name === 'string')));
  for (const node of layers(schemas, schema)) {
    const optionalBranch = !always.includes(node);
    for (const [name, property] of node.properties) {
      const inBranch = optionalBranch && asArray(node.value.required).includes(name);
      if (!members.has(name)) members.set(name, { property, required: required.has(name) || inBranch, optionalBranch });
    }
  }
  schema.members = members;
  return members;
}

const jsonTypes = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** JSON types that the schema allows, null aside; empty where it says nothing. */
export function typesOf(schemas: Schemas, schema: SchemaNode, seen = new Set<SchemaNode>()): string[] {
  if (schema.types) return schema.types;
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { value } = schema;
  const stated = (Array.isArray(value.type) ? value.type : [value.type]).filter(
    (type) => typeof type === 'string' && jsonTypes.includes(type),
  ) as string[];
  let types = new Set(stated);
  if (types.size === 0) {
    for (const literal of 'const' in value ? [value.const] : asArray(value.enum)) types.add(typeOfLiteral(literal));
  }
  if (types.size === 0) {
    const parts = schemas.expand(schema).out;
    const all = parts
      .filter((edge) => composition.has(edge.step))
      .map((edge) => typesOf(schemas, edge.to, seen))
      .filter((found) => found.length > 0);
    if (all.length > 0) types = new Set(all[0]!.filter((type) => all.every((other) => other.includes(type))));
    const some = parts.filter((edge) => branches.has(edge.step)).map((edge) => typesOf(schemas, edge.to, seen));
    if (types.size === 0 && some.every((found) => found.length > 0)) types = new Set(some.flat());
  }
  if (types.size === 0) {
    if (asObject(value.properties) || asObject(value.additionalProperties) || asObject(value.patternProperties)) types.add('object');
    else if (value.items !== undefined || value.prefixItems !== undefined) types.add('array');
  }
  types.delete('null');
  const result = [...types];
  schema.types = result;
  return result;
}

export function typeOfLiteral(literal: unknown): string {
  if (literal === null) return 'null';
  if (Array.isArray(literal)) return 'array';
  if (typeof literal === 'number') return Number.isInteger(literal) ? 'integer' : 'number';
  return typeof literal;
}

/** The first schema of the value that states a keyword, with what it states; own before inherited. */
export function keyword(schemas: Schemas, schema: SchemaNode, name: string): { value: unknown; schema: SchemaNode } | undefined {
  if (Object.hasOwn(schema.value, name)) return { value: schema.value[name], schema };
  for (const node of layers(schemas, schema, false)) if (Object.hasOwn(node.value, name)) return { value: node.value[name], schema: node };
  return undefined;
}

export function isNullable(schemas: Schemas, schema: SchemaNode): boolean {
  return layers(schemas, schema, false).some(({ value, out }) => {
    const types = asArray(value.type);
    if (value.nullable === true || value['x-nullable'] === true || types.includes('null') || value.type === 'null') return true;
    if (asArray(value.enum).includes(null) || ('const' in value && value.const === null)) return true;
    return out.some((edge) => branches.has(edge.step) && (edge.to.value.type === 'null' || edge.to.value.nullable === true));
  });
}

/** Says nothing about the members of an object: no properties, or only a map's. */
export function isFreeForm(schemas: Schemas, schema: SchemaNode): boolean {
  const types = typesOf(schemas, schema);
  if (types.length > 0 && !types.includes('object')) return false;
  return layers(schemas, schema).some((node) => node.unreadable) || membersOf(schemas, schema).size === 0;
}

/** Schemas of the items of an array, looking through `$ref` and compositions. */
export function itemsOf(schemas: Schemas, schema: SchemaNode): SchemaNode[] {
  return layers(schemas, schema).flatMap((node) =>
    schemas
      .expand(node)
      .out.filter((edge) => edge.step === 'items')
      .map((edge) => edge.to),
  );
}

/** Names of a member that holds the resource itself. */
const wrapperNames = new Set([
  'data',
  'result',
  'results',
  'response',
  'payload',
  'body',
  'content',
  'error',
  'value',
  'item',
  'attributes',
]);
/** Names of the array that holds the items of a list, besides the name of the collection. */
const listNames = new Set([
  'items',
  'value',
  'values',
  'results',
  'resources',
  'data',
  'content',
  'records',
  'entries',
  'elements',
  'list',
  'rows',
  'objects',
  'errors',
  'embedded',
]);
/** Members that stand beside the resource in an envelope. */
const envelopeNames = new Set(
  (
    'meta metadata links link paging pagination page pages pageinfo pager next prev previous first last self total totalcount totalresults totalitems totalsize count size limit offset cursor hasmore ' +
    'included jsonapi success status statuscode code message messages error errors warnings warning object url requestid traceid timestamp type kind apiversion version nextpagetoken nextcursor ' +
    'errormessage resultinfo responsestatus responsemetadata nextlink odatanextlink odatacontext odatacount schema headers ' +
    'embedded order sort sortby sortorder nextmarker prevmarker previouscursor prevcursor prevpagetoken startcursor endcursor hasnext hasprevious hasprev truncated istruncated incompleteresults itemsperpage ' +
    'startindex startat resultset cursors continuationtoken continue perpage pagesize pagenumber totalpages pagecount firstid lastid currentpage lastpage query sync nextpage prevpage nextpagelink'
  ).split(' '),
);

/** Of these, what speaks of pages: beside it, an array of objects is a list whatever its name. */
const pagingNames =
  /^(?:meta|links?|paging|pagination|pages?|pageinfo|pager|cursors?|next|prev|total|count|size|limit|offset|has(?:more|next)|truncated|istruncated|resultinfo|resultset|nextlink|nextmarker)|^total|^next/;

/** Objects in an envelope beside the resource, and the objects in them: `links`, `meta.pagination`, `paging.cursors`. */
export function helpersOf(schemas: Schemas, root: SchemaNode, resource: PropertyNode): { schema: SchemaNode; parent: string }[] {
  const isHelper = (schema: SchemaNode) => {
    const types = typesOf(schemas, schema);
    return types.includes('object') || (types.length === 0 && membersOf(schemas, schema).size > 0);
  };
  const objects = (schema: SchemaNode) =>
    [...membersOf(schemas, schema).values()].flatMap(({ property }) =>
      property !== resource && property.schema && isHelper(property.schema) ? [{ schema: property.schema, parent: property.name }] : [],
    );
  return objects(root).flatMap((helper) => [helper, ...(envelopeNames.has(fold(helper.parent)) ? objects(helper.schema) : [])]);
}

/** What a body is made of at its top. */
export interface Shape {
  /** `plain`: the root is the resource. `list`: an array of resources. `wrapper`: a member holds the resource. */
  kind: 'plain' | 'list' | 'wrapper';
  /** The member that holds the resource or the items; absent where the root itself is the array. */
  member?: PropertyNode;
  /** The resource: the root, what is wrapped, or the items. */
  resources: SchemaNode[];
}

/** Whether the schema is an array of objects (or of something that is not known to be anything else). */
function isObjectArray(schemas: Schemas, schema: SchemaNode | null): boolean {
  if (!schema || !typesOf(schemas, schema).includes('array')) return false;
  const items = itemsOf(schemas, schema);
  return items.length > 0 && items.every((item) => typesOf(schemas, item).includes('object'));
}

/**
 * Finds the resource in a body. `collection`: the last literal segment of the path, whose name the array of a list may have.
 * An array of strings at the root is a list too; in an object only an array of objects makes one.
 */
export function shapeOf(schemas: Schemas, root: SchemaNode, collection = ''): Shape {
  const key = `shape ${collection}`;
  const cached = recall(root, key) as Shape | undefined;
  if (cached) return cached;
  const shape = findShape(schemas, root, fold(collection));
  remember(root, key, shape);
  return shape;
}

function findShape(schemas: Schemas, root: SchemaNode, collection: string): Shape {
  if (typesOf(schemas, root).includes('array')) return { kind: 'list', resources: itemsOf(schemas, root) };
  const members = [...membersOf(schemas, root).values()];
  const embedded = membersOf(schemas, root).get('_embedded')?.property;
  const array = listAmong(schemas, members, collection) ?? embeddedList(schemas, embedded);
  if (array) return { kind: 'list', member: array.property, resources: itemsOf(schemas, array.property.schema!) };
  const isAlone = (one: Member) => members.every((other) => other === one || envelopeNames.has(fold(other.property.name)));
  const wrapped = members.find((one) => isWrapped(schemas, one, members, isAlone));
  if (wrapped) {
    const inner = wrapped.property.schema!;
    const list = typesOf(schemas, inner).includes('array');
    return { kind: list ? 'list' : 'wrapper', member: wrapped.property, resources: list ? itemsOf(schemas, inner) : [inner] };
  }
  return { kind: 'plain', resources: [root] };
}

/** The list of a HAL document: the one array of objects in `_embedded`. */
function embeddedList(schemas: Schemas, embedded: PropertyNode | undefined): Member | undefined {
  const inner = embedded?.schema ? [...membersOf(schemas, embedded.schema).values()] : [];
  const arrays = inner.filter((one) => isObjectArray(schemas, one.property.schema));
  return arrays.length === 1 && inner.length === 1 ? arrays[0] : undefined;
}

/** The member that holds the items, if the object is the envelope of a list and not a resource that has a list. */
function listAmong(schemas: Schemas, members: Member[], collection: string): Member | undefined {
  const arrays = members.filter((one) => isObjectArray(schemas, one.property.schema));
  const [array] = arrays.length === 1 ? arrays : arrays.filter((one) => listNames.has(fold(one.property.name)));
  if (!array) return undefined;
  const others = members.filter((one) => one !== array).map((one) => fold(one.property.name));
  const strangers = others.filter((name) => !envelopeNames.has(name));
  if (strangers.length > 2 || others.some((name) => ['id', 'uuid', 'guid'].includes(name))) return undefined;
  const name = fold(array.property.name);
  const isNamed =
    listNames.has(name) || (collection !== '' && (name === collection || name.endsWith(collection) || collection.endsWith(name)));
  if (isNamed) return arrays.length === 1 || strangers.length === 0 ? array : undefined;
  if (strangers.length > 0) return undefined;
  return others.some((other) => pagingNames.test(other)) || (others.length === 0 && isPlural(collection)) ? array : undefined;
}

function isWrapped(schemas: Schemas, one: Member, members: Member[], isAlone: (one: Member) => boolean): boolean {
  const { schema, name } = one.property;
  if (!schema) return false;
  const types = typesOf(schemas, schema);
  const isObject = types.includes('object') && membersOf(schemas, schema).size > 0;
  if (members.length === 1) return isObject && !envelopeNames.has(fold(name).replace('error', ''));
  return wrapperNames.has(fold(name)) && (isObject || (types.includes('array') && name === 'data')) && isAlone(one);
}
