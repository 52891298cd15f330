import { asArray } from '../json.js';
import { once, type Attributes } from './attribute.js';
import { bodyOf } from './bodies.js';
import type { Model } from './model.js';
import { caseOf, caseStyles, fold, plural, singular, toCase, wordsOf } from './names.js';
import type { Node, OperationNode, ParameterNode, PropertyNode, SchemaNode, SimpleNode } from './nodes.js';
import { isServed, singularName } from './paths.js';
import { isParameterSegment, segments } from './segments.js';
import { itemsOf, layers } from './shapes.js';

/** What names refer to: the component that holds a property, the collection of a parameter or reference, URLs to call back, tags. */

/** The component whose own member a property is; inline parts of its `allOf` are its own. */
function componentOf({ holder }: PropertyNode): string | undefined {
  let schema: SchemaNode | undefined = holder;
  for (let steps = 0; schema && steps < 16; steps++) {
    if (schema.component !== null) return schema.component;
    const edge: SchemaNode['incoming'][number] | undefined = schema.incoming[0];
    schema = !schema.referenced && edge?.step === 'allOf' && schema.incoming.length === 1 ? edge.from : undefined;
  }
  return undefined;
}

/** The name without the words of the component before it. */
function shortName(node: PropertyNode): string | undefined {
  const component = wordsOf(componentOf(node) ?? '');
  const words = wordsOf(node.name);
  if (component.length === 0 || words.length <= component.length || !component.every((word, index) => word === words[index]))
    return undefined;
  const rest = words.slice(component.length).join(' ');
  const style = caseOf(node.name, caseStyles) ?? (node.name.includes('_') ? 'snake' : node.name.includes('-') ? 'kebab' : 'camel');
  return toCase(rest, style);
}

/** The collections of the paths by their folded name and its singular. */
function collections(model: Model): Map<string, string> {
  return once(model.document, 'collections by name', () => {
    const found = new Map<string, string>();
    for (const path of model.paths) {
      if (path.point.role === 'consumer') continue;
      const parts = segments(path);
      parts.forEach((part, index) => {
        const next = parts[index + 1];
        if (isParameterSegment(part) || next === undefined || !isParameterSegment(next)) return;
        for (const name of [part, singularName(part)]) if (!found.has(fold(name))) found.set(fold(name), part);
      });
    }
    return found;
  });
}

const referring = new Set([
  'id',
  'ids',
  'uuid',
  'uuids',
  'guid',
  'gid',
  'key',
  'keys',
  'name',
  'names',
  'path',
  'ref',
  'refs',
  'href',
  'url',
  'uri',
]);

/** The collection that a name means, without a last word such as id. */
function refersTo(model: Model, name: string): string | undefined {
  const known = once(model.document, 'collections meant', () => new Map<string, string | undefined>());
  if (!known.has(name)) known.set(name, findReference(model, name));
  return known.get(name);
}

function findReference(model: Model, name: string): string | undefined {
  const words = wordsOf(name);
  const stem = (words.length > 1 && referring.has(words.at(-1)!) ? words.slice(0, -1) : words).join('');
  const known = collections(model);
  return known.get(stem) ?? known.get(plural(stem)) ?? known.get(singular(stem));
}

/** Singulars of the literals directly before a path parameter on the paths that use it. */
function collectionsBefore(node: ParameterNode): string[] {
  if (node.in !== 'path') return [];
  const found = new Set<string>();
  for (const { path } of node.points) {
    const parts = path ? segments(path) : [];
    const index = parts.indexOf(`{${node.name}}`);
    const before = index > 0 ? parts[index - 1]! : undefined;
    if (before !== undefined && !isParameterSegment(before)) found.add(singularName(before));
  }
  return [...found];
}

/** The schema of a property, or of its items, that is served whole at a path of its own. */
function embeds(model: Model, { schema, holder }: PropertyNode): boolean {
  if (!schema || (!schema.referenced && schema.out.length === 0)) return false;
  const own = new Set(layers(model.schemas, holder, false));
  return [schema, ...itemsOf(model.schemas, schema)]
    .flatMap((one) => layers(model.schemas, one, false))
    .some((one) => !own.has(one) && isServed(model, one));
}

/** Names under which a client says where it is called back. */
const callbackName = /(?:callback|web_?hook|notification|notify|hook)s?_?(?:ur[il]|endpoint|target|address)$|^(?:reply_?to|x-reply-?to)$/i;

function takesCallbackUrl(model: Model, operation: OperationNode): boolean {
  if (operation.callbacks.some(({ value }) => Object.keys(value).some((key) => key.includes('{$request.')))) return true;
  if (operation.parameters.some(({ in: where, name }) => where !== 'path' && callbackName.test(name))) return true;
  const contents = operation.requestPoint?.children ?? [];
  return contents.some((point) => bodyOf(model, point, false).some(({ property }) => callbackName.test(property.name)));
}

/** Tags of an operation that the document does not declare and no earlier operation has. */
function undeclaredTags(model: Model): Map<OperationNode, { value: string; path: (string | number)[] }[]> {
  return once(model.document, 'undeclared tags', () => {
    const known = new Set(model.nodes('Tag').map((tag) => tag.name));
    const found = new Map<OperationNode, { value: string; path: (string | number)[] }[]>();
    for (const operation of model.operations) {
      asArray(operation.value.tags).forEach((tag, index) => {
        if (typeof tag !== 'string' || known.has(tag)) return;
        known.add(tag);
        const list = found.get(operation);
        const entry = { value: tag, path: ['tags', index] };
        if (list) list.push(entry);
        else found.set(operation, [entry]);
      });
    }
    return found;
  });
}

/** How many operations have a tag. */
function tagged(model: Model): Map<unknown, number> {
  return once(model.document, 'tagged', () => {
    const counts = new Map<unknown, number>();
    for (const operation of model.operations)
      for (const tag of new Set(asArray(operation.value.tags))) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return counts;
  });
}

const refers = {
  refersTo: {
    does: 'The collection of the document that its name means: the name, a last id, ids, uuid, key, name, path, ref, href, url or uri aside, is its singular or plural; absent else.',
    get: (node: Node, model: Model) => refersTo(model, node.name),
  },
};

export const componentAttributes: Attributes = {
  Property: {
    ...refers,
    component: {
      does: 'The key of the component schema whose own member it is, inline parts of its allOf included; absent for members of inline objects.',
      get: (node: PropertyNode) => componentOf(node),
    },
    shortName: {
      does: 'The name without the words of `component` before it, in its own style; absent where it does not begin with them or nothing is left.',
      get: (node: PropertyNode) => shortName(node),
    },
    embeds: {
      does: 'Its schema, or that of its items, is one with which GET on an item path answers; a resource in itself aside.',
      get: (node: PropertyNode, model) => embeds(model, node),
    },
  },
  Parameter: {
    ...refers,
    collections: {
      does: 'Of a path parameter: the singulars of the literals directly before it on the paths that use it (plural).',
      get: (node: ParameterNode) => once(node, 'collections', () => collectionsBefore(node)),
    },
  },
  Operation: {
    takesCallbackUrl: {
      does: 'A parameter, header or request member is named like a URL to call back, or a runtime expression of its callbacks points into the request.',
      get: (node: OperationNode, model) => once(node, 'takesCallbackUrl', () => takesCallbackUrl(model, node)),
    },
    undeclaredTags: {
      does: 'Tags that the document does not declare and no earlier operation has (plural).',
      get: (node: OperationNode, model) => (undeclaredTags(model).get(node) ?? []).map((one) => one.value),
      members: (node: OperationNode, model) => undeclaredTags(model).get(node) ?? [],
      field: 'tags',
    },
  },
  Tag: {
    uses: { does: 'The number of operations that have the tag.', get: (node: SimpleNode, model) => tagged(model).get(node.name) ?? 0 },
  },
};
