import { once, type Attributes } from './attribute.js';
import type { Model } from './model.js';
import { singular, wordsOf } from './names.js';
import type { OperationNode, PathNode, SchemaNode, ServerNode, SimpleNode } from './nodes.js';
import { isItem, normal, successSchemas, templates } from './resources.js';
import { isParameterSegment, literals, segments } from './segments.js';
import { shapeOf } from './shapes.js';
import { isVersion, versionsIn } from './versions.js';

/** What the template of a path says by its segments: versions, gaps, other ways to the same resource, length. */

/** The last literal segment. */
export function collectionName(path: PathNode): string | undefined {
  return literals(path).at(-1);
}

/** The last literal segment in the singular, in its own style: `book-loans` is `book-loan`. */
export function resourceName(path: PathNode): string | undefined {
  return once(path, 'resource', () => {
    const name = collectionName(path);
    return name === undefined ? undefined : singularName(name);
  });
}

/** A name with its last word in the singular. */
export function singularName(name: string): string {
  const last = wordsOf(name).at(-1) ?? '';
  const one = singular(last);
  const end = name.slice(-last.length);
  if (one === last || end.toLowerCase() !== last) return name;
  const isCapital = end[0] !== last[0];
  return name.slice(0, -last.length) + (isCapital ? one.charAt(0).toUpperCase() + one.slice(1) : one);
}

const versionsOf = (path: PathNode): string[] => once(path, 'versions', () => versionsIn(path.name));

/** The template one segment shorter, if no path has it. */
function gapAbove(model: Model, path: PathNode): string | undefined {
  const parts = segments(path);
  if (parts.length < 2) return undefined;
  const above = `/${parts.slice(0, -1).join('/')}`;
  return templates(model).has(normal(above)) ? undefined : above;
}

/** The component with which GET on an item answers. */
function itemSchema(model: Model, path: PathNode): SchemaNode | undefined {
  const get = path.operations.find((operation) => operation.method === 'get');
  if (!get || !isItem(path)) return undefined;
  for (const schema of successSchemas(get)) {
    const shape = shapeOf(model.schemas, schema, collectionName(path));
    const [resource] = shape.resources;
    if (shape.kind !== 'list' && resource && shape.resources.length === 1 && (resource.component !== null || resource.referenced))
      return resource;
  }
  return undefined;
}

/** Definitions with which GET on an item path answers, each with the shortest of its paths by collection. */
function itemPaths(model: Model): Map<SchemaNode, Map<string, PathNode>> {
  return once(model.document, 'item paths', () => {
    const found = new Map<SchemaNode, Map<string, PathNode>>();
    for (const path of model.paths) {
      const schema = path.point.role === 'provider' ? itemSchema(model, path) : undefined;
      if (!schema) continue;
      const byCollection = found.get(schema) ?? new Map<string, PathNode>();
      found.set(schema, byCollection);
      const collection = collectionName(path) ?? '';
      const known = byCollection.get(collection);
      if (!known || lengthOf(path) < lengthOf(known)) byCollection.set(collection, path);
    }
    return found;
  });
}

/** Whether GET on an item path answers with the schema. */
export function isServed(model: Model, schema: SchemaNode): boolean {
  return itemPaths(model).has(schema);
}

/** Segments, versions aside: versions stand side by side. */
const lengthOf = (path: PathNode): number => segments(path).filter((part) => !isVersion(part)).length;

function canonical(model: Model, path: PathNode): string | undefined {
  const schema = path.point.role === 'provider' ? itemSchema(model, path) : undefined;
  const shortest =
    schema &&
    itemPaths(model)
      .get(schema)
      ?.get(collectionName(path) ?? '');
  return shortest && lengthOf(shortest) < lengthOf(path) ? shortest.name : undefined;
}

/** The length of a parameter in a URL. */
const parameterLength = 10;

function urlLength(model: Model, path: PathNode): number {
  const lengths = path.operations.flatMap((operation) => operation.servers).map((server) => lengthWith(server.name.replace(/\/+$/, '')));
  return Math.max(0, ...lengths) + lengthWith(path.name);
}

const lengthWith = (template: string): number => template.replace(/\{[^}]*\}/g, '.'.repeat(parameterLength)).length;

/** An alias for the calling user, where a collection has its item. */
const alias = /^(?:@?me|my|self|~|current)$/i;

function withoutAlias(path: PathNode): string | undefined {
  const parts = segments(path);
  const index = parts.findIndex((part, position) => position > 0 && alias.test(part) && !isParameterSegment(parts[position - 1]!));
  return index < 0 ? undefined : normal(`/${parts.map((part, position) => (position === index ? '{}' : part)).join('/')}`);
}

const ofPath: Attributes['Path'] = {
  collection: { does: 'The last literal segment, without an action.', get: (node: PathNode) => collectionName(node) },
  resource: {
    does: 'The last literal segment in the singular, as written: `book-loans` is `book-loan`.',
    get: (node: PathNode) => resourceName(node),
  },
};

export const pathAttributes: Attributes = {
  Path: {
    ...ofPath,
    versions: { does: 'Its literals that name a version: `v1`, `1.0`, `2024-05-01` (plural).', get: (node: PathNode) => versionsOf(node) },
    version: { does: 'The first of its versions.', get: (node: PathNode) => versionsOf(node)[0] },
    major: {
      does: 'The first number of the version; absent for dates.',
      get: (node: PathNode) => {
        const [version = ''] = versionsOf(node);
        return /^\d{4}-/.test(version) ? undefined : /\d+/.exec(version)?.[0];
      },
    },
    versionPosition: {
      does: 'The number of segments before the first version.',
      get: (node: PathNode) => {
        const [version] = versionsOf(node);
        return version === undefined ? undefined : segments(node).indexOf(version);
      },
    },
    gap: {
      does: 'The template one segment shorter, an action aside, where the description has no such path, whatever its parameters are called; absent if it has, and for paths of one segment.',
      get: (node: PathNode, model) => (node.point.role === 'provider' ? gapAbove(model, node) : undefined),
    },
    canonical: {
      does: 'The shortest item path with the same last collection whose GET answers with the same component, versions aside; absent where this is it.',
      get: (node: PathNode, model) => once(node, 'canonical', () => canonical(model, node)),
    },
    urlLength: {
      does: `Characters of the longest server URL and the path, each parameter counted as ${parameterLength}.`,
      get: (node: PathNode, model) => urlLength(model, node),
    },
    shape: { does: 'The template with each parameter as `{}`.', get: (node: PathNode) => normal(node.name) },
    withoutAlias: {
      does: 'Its shape with the alias for the calling user (`@me`, `me`, `my`, `self`, `~`, `current`) that stands where a collection has its item replaced by `{}`; absent without one.',
      get: (node: PathNode) => withoutAlias(node),
    },
  },
  Operation: {
    collection: {
      does: 'The last literal segment of the path, without an action.',
      get: (node: OperationNode) => collectionName(node.path),
    },
    resource: { does: 'Path.resource.', get: (node: OperationNode) => resourceName(node.path) },
  },
  Server: {
    version: {
      does: 'A segment of the URL’s path that names a version.',
      get: (node: ServerNode) => versionsIn(node.name.replace(/^[a-z][a-z0-9+.-]*:/i, '').replace(/^\/\/[^/]*/, ''))[0],
      field: 'url',
    },
  },
  Segment: {
    level: {
      does: 'How many literals on the way to it, itself included, stand directly behind a parameter: 0 for `books`, 1 for `loans` in `/books/{id}/loans`.',
      get: (node: SimpleNode) => node.facts.level,
    },
    parent: {
      does: 'The singular of the collection below whose items it stands; absent elsewhere.',
      get: (node: SimpleNode) => (typeof node.facts.above === 'string' ? singularName(node.facts.above) : undefined),
    },
    parameters: {
      does: 'Names of the parameters that follow it, those with an enum and those directly followed by another parameter aside (plural).',
      get: (node: SimpleNode, model) => parametersBehind(model, node),
    },
  },
};

/** Names of parameters that stand for the whole segment behind a literal, without those that choose among listed values. */
function parametersBehind(model: Model, node: SimpleNode): string[] {
  return once(node, 'parameters', () => {
    const found = new Set<string>();
    for (const { path, name } of (node.facts.behind ?? []) as { path: PathNode; name: string }[]) {
      const isList = path.operations.some((operation) =>
        operation.parameters.some((one) => one.in === 'path' && one.name === name && Array.isArray(one.schema?.value.enum)),
      );
      if (!isList) found.add(name);
    }
    return [...found];
  });
}
