import { remember } from './attribute.js';
import { asArray, asObject, asString, entries, member, type Json } from '../json.js';
import { childPlace, type Documents, type Place } from './documents.js';
import { newNode, type DocumentNode, type Edge, type PropertyNode, type SchemaNode } from './nodes.js';

/** Schemas nested in one another more deeply than this are not looked into: no person wrote or reads them. */
const maximumNesting = 256;

/** Keywords beside a `$ref` that do not make another schema of it. */
const annotations = new Set([
  '$ref',
  'description',
  'summary',
  'title',
  'deprecated',
  'example',
  'examples',
  'readOnly',
  'writeOnly',
  'default',
  'nullable',
]);

/** Most schemas have neither parts nor several users: empty lists are shared. */
const none: never[] = [];
const noProperties: ReadonlyMap<string, PropertyNode> = new Map();

/** The list with one more member: the same list, unless it was the shared empty one. */
export function grown<T>(list: readonly T[], member: T): readonly T[] {
  if (list === none) return [member];
  (list as T[]).push(member);
  return list;
}

/** A schema that nobody has looked into yet; `index` -1: one that is in no list. */
export function newSchema(value: Json, place: Place, index = -1): SchemaNode {
  return newNode<SchemaNode>({
    target: 'Schema',
    index,
    name: asString(value.title) ?? '',
    value,
    place,
    component: null,
    referenced: false,
    out: none,
    incoming: none,
    properties: noProperties,
    unreadable: false,
    rootPoints: none,
    isExpanded: false,
    nesting: 0,
    members: null,
    types: null,
    always: null,
    layers: null,
    uses: null,
    reach: null,
  });
}

/** All schemas of a description, each definition one node; a node's parts are read when somebody asks for them. */
export class Schemas {
  readonly all: SchemaNode[] = [];
  readonly properties: PropertyNode[] = [];
  readonly #documents: Documents;
  readonly #siblingsCount: boolean;
  readonly #isV2: boolean;
  readonly #known = new Map<object, SchemaNode>();

  constructor(documents: Documents, version: DocumentNode['version']) {
    this.#documents = documents;
    this.#siblingsCount = version === '3.1' || version === '3.2';
    this.#isV2 = version === '2.0';
  }

  /** The schema at a place, its `$ref` followed; null where there is none or it cannot be read. */
  at(raw: unknown, place: Place): SchemaNode | null {
    return this.#at(raw, place, false, 0);
  }

  component(raw: unknown, place: Place, name: string): void {
    const schema = this.#at(raw, place, false, 0);
    if (schema && schema.place.up === place.up && schema.place.key === place.key) {
      schema.component = name;
      schema.name = name;
    }
  }

  /** The object that the form parameters of an operation of 2.0 make up. */
  form(parameters: { name: string; value: Json; place: Place }[], place: Place): SchemaNode {
    const required = parameters.filter((parameter) => parameter.value.required === true).map((parameter) => parameter.name);
    const node = this.#make({ type: 'object', required, properties: {} }, place);
    node.isExpanded = true;
    for (const { name, value, place: where } of parameters) this.#addProperty(node, name, value, where, 0);
    return node;
  }

  /** All nodes that can be reached, the parts of each read. */
  expandAll(): SchemaNode[] {
    for (let index = 0; index < this.all.length; index++) this.expand(this.all[index]!);
    return this.all;
  }

  #at(raw: unknown, place: Place, referenced: boolean, nesting: number): SchemaNode | null {
    if (raw === true) return this.#make({}, place);
    const value = asObject(raw);
    if (!value) return null;
    const reference = asString(value.$ref);
    if (
      reference !== undefined &&
      !(this.#siblingsCount && Object.keys(value).some((key) => !annotations.has(key) && !key.startsWith('x-')))
    ) {
      const target = this.#documents.resolve(reference, place);
      return target ? this.#at(target.value, target.place, true, 0) : null;
    }
    const known = this.#known.get(value);
    if (known) {
      known.referenced ||= referenced;
      return known;
    }
    const node = this.#make(value, place);
    node.referenced = referenced;
    if (referenced) node.component = node.name = this.#componentName(place) ?? '';
    this.#known.set(value, node);
    node.nesting = nesting;
    return node;
  }

  #componentName(place: Place): string | undefined {
    const parent = place.up?.key;
    return parent === 'schemas' || parent === 'definitions'
      ? String(place.key)
      : place.up
        ? undefined
        : place.file.source
            .split('/')
            .pop()
            ?.replace(/\.\w+$/, '');
  }

  #make(value: Json, place: Place): SchemaNode {
    const node = newSchema(value, place, this.all.length);
    this.all.push(node);
    return node;
  }

  /** Reads the parts of a schema, one level. */
  expand(node: SchemaNode): SchemaNode {
    if (node.isExpanded) return node;
    node.isExpanded = true;
    const nesting = node.nesting + 1;
    if (nesting > maximumNesting) return node;
    // One look at each keyword: most schemas have two or three, and a description has thousands of schemas.
    for (const key of Object.keys(node.value)) this.#expandKeyword(node, key, nesting);
    return node;
  }

  #expandKeyword(node: SchemaNode, key: string, nesting: number): void {
    const raw = node.value[key];
    switch (key) {
      case '$ref':
        if (typeof raw === 'string') this.#link(node, 'ref', { $ref: raw }, node.place, nesting);
        return;
      case 'properties': {
        const list = childPlace(node.place, key);
        for (const [name, property] of entries(raw)) this.#addProperty(node, name, property, childPlace(list, name), nesting);
        return;
      }
      case 'allOf':
      case 'oneOf':
      case 'anyOf':
        return this.#linkEach(node, key, asArray(raw), key, nesting);
      case 'then':
      case 'else':
        if (asObject(raw)) this.#link(node, 'anyOf', raw, childPlace(node.place, key), nesting);
        return;
      case 'items':
        if (Array.isArray(raw)) this.#linkEach(node, 'items', raw, key, nesting);
        else if (raw !== undefined && (!this.#isV2 || asObject(raw))) this.#link(node, 'items', raw, childPlace(node.place, key), nesting);
        return;
      case 'prefixItems':
        return this.#linkEach(node, 'items', asArray(raw), key, nesting);
      case 'additionalProperties':
        if (asObject(raw)) this.#link(node, 'map', raw, childPlace(node.place, key), nesting);
        return;
      case 'patternProperties': {
        const list = childPlace(node.place, key);
        for (const [pattern, schema] of entries(raw)) this.#link(node, 'map', schema, childPlace(list, pattern), nesting);
        return;
      }
      case 'not':
        if (asObject(raw)) this.#link(node, 'not', raw, childPlace(node.place, key), nesting);
    }
  }

  #linkEach(node: SchemaNode, step: Edge['step'], list: unknown[], key: string, nesting: number): void {
    const place = childPlace(node.place, key);
    for (const [index, raw] of list.entries()) this.#link(node, step, raw, childPlace(place, index), nesting);
  }

  #addProperty(holder: SchemaNode, name: string, raw: unknown, place: Place, nesting: number): void {
    const value = asObject(raw) ?? {};
    const schema = this.#at(raw, place, false, nesting);
    const property = newNode<PropertyNode>({ target: 'Property', name, value, place, holder, schema });
    if (holder.properties === noProperties) holder.properties = new Map();
    (holder.properties as Map<string, PropertyNode>).set(name, property);
    this.properties.push(property);
    if (schema) this.#connect({ from: holder, step: 'property', property: name, to: schema });
    else if (member(raw, '$ref') !== undefined) remember(property, 'unreadable', true);
  }

  #link(from: SchemaNode, step: Edge['step'], raw: unknown, place: Place, nesting: number): void {
    const to = this.#at(raw, place, false, nesting);
    if (to) this.#connect({ from, step, property: null, to });
    else if (raw !== false) from.unreadable = true;
  }

  #connect(edge: Edge): void {
    edge.from.out = grown(edge.from.out, edge);
    edge.to.incoming = grown(edge.to.incoming, edge);
  }
}
