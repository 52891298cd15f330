import { asString, member } from '../json.js';
import { asynchronousAttributes } from './asynchronous.js';
import type { Attribute, Attributes, UseAttribute } from './attribute.js';
import { componentAttributes } from './components.js';
import { compositionAttributes } from './compositions.js';
import { classOf, errorAttributes, isError, responseUseAttributes } from './errors.js';
import { isField } from './fields.js';
import { isProblem } from './bodies.js';
import { headerAttributes } from './headers.js';
import { markdownAttributes } from './markdown.js';
import type { Model } from './model.js';
import { stemOf, wordsOf } from './names.js';
import { targetNames, type Node, type OperationNode, type PathNode, type SimpleNode, type TargetName } from './nodes.js';
import { pagedOf, pagingAttributes } from './paging.js';
import { pathAttributes, collectionName, resourceName } from './paths.js';
import { proseAttributes } from './prose.js';
import { purposeAttributes } from './purposes.js';
import { climb, usedInOperation } from './relations.js';
import { kindOf, resourceAttributes } from './resources.js';
import { schemesOf, securityAttributes } from './security.js';
import { keyword } from './shapes.js';
import { structureAttributes } from './structures.js';
import { schemaOf, valueAttributes } from './values.js';

/** What every target has. */
const common: Record<string, Attribute> = {
  name: {
    does: 'Its name: of a Path the template, of an Operation method and path, of a Server the URL, of a Text the text.',
    get: (node) => node.name,
  },
  target: { does: 'The name of the target; for rules on several.', get: (node) => node.target },
  words: { does: 'The words of the name in lower case (plural).', get: (node) => wordsOf(node.name) },
  firstWord: {
    does: 'The first word of the name in lower case, a leading x- aside.',
    get: (node) => wordsOf(node.name.replace(/^x-/i, ''))[0],
  },
  lastWord: { does: 'The last word of the name in lower case.', get: (node) => wordsOf(node.name).at(-1) },
  stem: {
    does: 'The name without its last word and the separator before it: of `name_fr` and `nameFr` `name`; absent for names of one word.',
    get: (node) => stemOf(node.name),
  },
  uses: {
    does: 'The number of operations that use it.',
    get: (node, model) =>
      new Set(
        model
          .usesOf(node)
          .flatMap((use) => use.points.points.map((point) => point.operation))
          .filter(Boolean),
      ).size,
  },
};

const fact = (name: string, does: string): Attribute<never> => ({ does, get: (node: SimpleNode) => node.facts[name] });

const own: Attributes = {
  Document: { version: { does: 'The version of OpenAPI: 2.0, 3.0, 3.1 or 3.2.', get: (_node, model) => model.document.version } },
  Operation: {
    method: { does: 'The method in lower case.', get: (node: OperationNode) => node.method },
    path: { does: 'The template of its path.', get: (node: OperationNode) => node.path.name },
    siblings: {
      does: 'Methods of the same path (plural).',
      get: (node: OperationNode) => node.path.operations.map((operation) => operation.method),
    },
  },
  Path: {
    methods: { does: 'Methods of its operations (plural).', get: (node: PathNode) => node.operations.map((operation) => operation.method) },
  },
  Segment: {
    position: fact('position', 'Its index in the path, from 0.'),
    collection: fact('collection', 'A parameter follows it on some path.'),
    last: fact('last', 'It ends the first path that has it.'),
    version: fact('version', 'A version such as `v1`.'),
    technical: fact('technical', 'A version, `api`, `rest`, `.well-known`, or begins with `@`, `_` or `~`.'),
    ancestors: fact('ancestors', 'The literals before it (plural).'),
    action: fact('action', 'It stands behind `actions`.'),
  },
  Component: {
    kind: fact(
      'kind',
      'schemas, responses, parameters, examples, requestBodies, headers, securitySchemes, links, callbacks, pathItems or mediaTypes.',
    ),
  },
  Version: {
    where: fact('where', 'Where it stands: path, server, host, mediaType, query, header or info.'),
    version: fact('version', 'As written.'),
    major: fact('major', 'Its first number.'),
    date: fact('date', 'It is a date.'),
  },
  Text: {
    field: fact('field', 'description, summary or title.'),
    text: fact('text', 'The text.'),
    of: fact('of', 'The key or index of the object that it describes.'),
  },
  Reference: {
    remote: fact('remote', 'An http(s) URL.'),
    external: fact('external', 'It leaves the file.'),
    readable: fact('readable', 'What it names can be read.'),
  },
};

/** Attributes of a use, for all targets from Parameter to Example, and `role` for Path and Operation. */
export const useAttributes: Record<string, UseAttribute> = {
  role: {
    does: '`provider` for paths, `consumer` for callbacks and webhooks; rules look at `provider` unless they say otherwise.',
    of: (point) => point.role,
  },
  method: { does: 'The method of the operation.', of: (point) => point.operation?.method },
  kind: { does: 'Operation.kind.', of: (point, model) => point.operation && kindOf(model, point.operation) },
  collection: { does: 'Operation.collection.', of: (point) => point.path && collectionName(point.path) },
  resource: { does: 'Operation.resource.', of: (point) => point.path && resourceName(point.path) },
  status: { does: 'The response key: 200, 4XX, default.', of: (point) => point.status },
  class: { does: '1 to 5, of codes and ranges.', of: (point) => classOf(point.status) },
  error: { does: '4xx and 5xx, and `default` beside a 2xx or 3xx.', of: (point) => isError(point) },
  direction: {
    does: '`request` or `response`.',
    of: (point) => (point.status !== undefined ? 'response' : point.operation ? 'request' : undefined),
  },
  mediaType: { does: 'The media type of the body.', of: (point) => point.mediaType },
  problem: {
    does: 'The media type is `application/problem+json` or `+xml` (RFC 9457).',
    of: (point) => point.mediaType !== undefined && isProblem(point.mediaType),
  },
  bulk: {
    does: 'Operation.bulk.',
    of: (point, model) => point.operation && resourceAttributes.Operation!.bulk!.get(point.operation as never, model),
  },
  paged: {
    does: 'Operation.paged, of success responses and of requests.',
    of: (point, model) => (point.operation && !isError(point) ? pagedOf(model, point.operation) : undefined),
  },
  schemes: { does: 'Operation.schemes (plural).', of: (point, model) => (point.operation ? schemesOf(model, point.operation) : undefined) },
  usage: {
    does: '`body`, `parameter` or `header`.',
    of: (point) =>
      climb(point, 'content') ? 'body' : point.kind === 'parameters' ? 'parameter' : point.kind === 'response' ? 'header' : undefined,
  },
  ...responseUseAttributes,
};

/** Attributes of the place of a node in a body. */
export const placeAttributes: Record<string, string> = {
  depth: '0: an envelope’s own members and those of its helper objects (`meta`, `links`); 1: the resource’s; 2: deeper.',
  parent: 'Name of the property that holds the object.',
  root: 'The object is the top of the body.',
};

/** Targets that have uses. */
export const usedTargets: ReadonlySet<TargetName> = new Set<TargetName>([...usedInOperation, 'Link']);
/** Targets that stand at a place in a body. */
export const placedTargets: ReadonlySet<TargetName> = new Set(['Schema', 'Property', 'Enum', 'Example'] as const);

const subjects: Attributes[] = [
  own,
  resourceAttributes,
  pagingAttributes,
  securityAttributes,
  errorAttributes,
  asynchronousAttributes,
  valueAttributes,
  componentAttributes,
  compositionAttributes,
  headerAttributes,
  markdownAttributes,
  pathAttributes,
  proseAttributes,
  purposeAttributes,
  structureAttributes,
];

/** All attributes of nodes by target, fields of OpenAPI aside. */
export const nodeAttributes: Readonly<Record<TargetName, Readonly<Record<string, Attribute>>>> = Object.fromEntries(
  targetNames.map((target) => [
    target,
    Object.assign({}, common, ...subjects.map((subject) => subject[target] ?? {})) as Record<string, Attribute>,
  ]),
) as Record<TargetName, Record<string, Attribute>>;

/** Which of the three kinds an attribute of a target is; undefined where the target has none of this name. */
export function attributeKind(target: TargetName, name: string): AttributeKind | undefined {
  let known = kinds.get(target);
  if (!known) kinds.set(target, (known = new Map()));
  let kind = known.get(name);
  if (kind === undefined) known.set(name, (kind = findKind(target, name) ?? null));
  return kind ?? undefined;
}

type AttributeKind = 'node' | 'use' | 'place' | 'field';
const kinds = new Map<TargetName, Map<string, AttributeKind | null>>();

function findKind(target: TargetName, name: string): AttributeKind | undefined {
  if (Object.hasOwn(nodeAttributes[target], name)) return 'node';
  if (placedTargets.has(target) && Object.hasOwn(placeAttributes, name)) return 'place';
  if (Object.hasOwn(useAttributes, name) && (usedTargets.has(target) || name === 'role')) return 'use';
  return isField(target, name) ? 'field' : undefined;
}

type Reader = (model: Model, node: Node) => unknown;
const readers = new Map<TargetName, Map<string, Reader>>();

/** How an attribute of a target is read; looked up once, for it is read of every node. */
export function readerOf(target: TargetName, name: string): Reader {
  let known = readers.get(target);
  if (!known) readers.set(target, (known = new Map()));
  let reader = known.get(name);
  if (!reader) {
    const attributes = nodeAttributes[target];
    const attribute = Object.hasOwn(attributes, name) ? attributes[name]! : undefined;
    reader = attribute ? (model, node) => attribute.get(node, model) : fieldReader(name);
    known.set(name, reader);
  }
  return reader;
}

/** The value of an attribute of a node, a field of OpenAPI included. */
export function attributeOf(model: Model, node: Node, name: string): unknown {
  return readerOf(node.target, name)(model, node);
}

/** A field, dotted or not, by its effective value: the node's own, else its schema's. */
export function fieldValue(model: Model, node: Node, name: string): unknown {
  return fieldReader(name)(model, node);
}

function fieldReader(name: string): Reader {
  const [first = '', ...rest] = name.split('.');
  return (model, node) => {
    if (rest.length > 0 && Object.hasOwn(node.value, name)) return node.value[name];
    let value: unknown;
    if (node.target === 'Example' && (first === 'value' || first === 'dataValue')) value = node.content;
    else if (Object.hasOwn(node.value, first)) value = node.value[first];
    else {
      const schema = node.target === 'MediaType' ? null : schemaOf(node);
      if (schema) value = keyword(model.schemas, schema, first)?.value;
    }
    for (const key of rest) value = member(value, key);
    return value;
  };
}

/** Names of a header are compared without case. */
export function isCaseless(node: Node, attribute: string): boolean {
  return (
    attribute === 'name' &&
    (node.target === 'Header' ||
      (node.target === 'Parameter' && node.in === 'header') ||
      (node.target === 'SecurityScheme' && asString(node.value.in) === 'header'))
  );
}
