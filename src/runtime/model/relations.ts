import { asArray, asString } from '../json.js';
import { once } from './attribute.js';
import { bodyOf } from './bodies.js';
import type { Model } from './model.js';
import {
  newNode,
  newUse,
  type EnumNode,
  type HeaderNode,
  type MediaTypeNode,
  type Node,
  type OperationNode,
  type ParameterNode,
  type PathNode,
  type PropertyNode,
  type ResponseNode,
  type SchemaNode,
  type TargetName,
  type Use,
} from './nodes.js';
import type { Point } from './points.js';
import { related as relatedPaths } from './resources.js';
import { schemeNamed } from './schemes.js';
import { literals } from './segments.js';
import { itemsOf, layers, membersOf } from './shapes.js';

/** A node reached from another, in the use by which it was reached. */
export interface Related {
  node: Node;
  use: Use;
}

/**
 * How one target leads to another.
 * `up`: depends on the point of use only · `point`: is followed point by point · `same`: both stand in the same uses.
 */
export type Relation =
  | { kind: 'up'; from(model: Model, point: Point): Related[] }
  | {
      kind: 'point';
      from(model: Model, node: Node, point: Point): Related[];
      /** Leads to the members of the bodies below the point. */ inBody?: { deep: boolean };
    }
  | {
      kind: 'same';
      from(model: Model, node: Node, use: Use): Related[];
      /** All that are related in this way, the node itself included. */ group?(model: Model, node: Node): Node[];
    };

type From<N extends Node> = (model: Model, node: N, point: Point) => Related[];

const point = <N extends Node>(from: From<N>): Relation => ({ kind: 'point', from: from as unknown as From<Node> });
const same = <N extends Node>(from: (model: Model, node: N, use: Use) => Related[]): Relation => ({ kind: 'same', from: from as never });

function inPoint(model: Model, node: Node, where: Point): Related {
  return { node, use: newUse(model.points.only(where)) };
}

/** The point of a kind at or above a point. */
export function climb(from: Point, kind: Point['kind']): Point | null {
  for (let at: Point | null = from; at; at = at.parent) if (at.kind === kind) return at;
  return null;
}

const up = (kind: Point['kind']): Relation => ({
  kind: 'up',
  from(model, from) {
    const above = climb(from, kind);
    return above?.node ? [inPoint(model, above.node, above)] : [];
  },
});

const upRelations: Partial<Record<TargetName, Relation>> = {
  Document: { kind: 'up', from: (model) => [{ node: model.document, use: newUse(model.points.only(model.document.point)) }] },
  Path: up('path'),
  Operation: up('operation'),
  Response: up('response'),
  RequestBody: up('request'),
  MediaType: up('content'),
};

const contentOf = (from: Point): Point[] => from.children.filter((child) => child.kind === 'content');

/** Points of bodies at or below a point; callbacks are no part of their operation. */
export function contentsOf(from: Point): Point[] {
  if (from.kind === 'content') return [from];
  return (from.contents ??= from.children.flatMap((child) => (child.kind === 'path' ? [] : contentsOf(child))));
}

function mediaTypes(model: Model, _node: Node, from: Point): Related[] {
  return contentsOf(from).map((at) => inPoint(model, at.node!, at));
}

function inBody(model: Model, from: Point, deep: boolean): Related[] {
  return contentsOf(from).flatMap((at) => {
    const points = model.points.only(at);
    return bodyOf(model, at, deep).map(({ property, depth, parent, root }) => ({
      node: property,
      use: newUse(points, depth, parent, root),
    }));
  });
}

const members = (deep: boolean): Relation => ({ kind: 'point', inBody: { deep }, from: (model, _node, from) => inBody(model, from, deep) });

function schemasInBody(model: Model, from: Point): Related[] {
  return contentsOf(from).flatMap((at) => {
    const root = (at.node as MediaTypeNode).schema;
    return root ? [{ node: root, use: newUse(model.points.only(at), undefined, undefined, true) }] : [];
  });
}

function examplesInBody(model: Model, from: Point): Related[] {
  return contentsOf(from).flatMap((at) => {
    const media = at.node as MediaTypeNode;
    const points = model.points.only(at);
    const holders = media.schema ? [media, ...layers(model.schemas, media.schema, false)] : [media];
    return holders.flatMap((holder) => model.examplesOf(holder)).map((node) => ({ node, use: newUse(points, undefined, undefined, true) }));
  });
}

function headersOf(model: Model, operation: OperationNode): Related[] {
  return operation.responses.flatMap((entry) => entry.response.headers.map((header) => inPoint(model, header, entry.point)));
}

const everything = (target: TargetName): Relation => ({
  kind: 'point',
  from: (model) => model.nodes(target).flatMap((node) => model.providerUsesOf(node).map((use) => ({ node, use }))),
});

const requirements: Relation = point<OperationNode>((model, operation, at) =>
  model.effectiveRequirements(operation).map((node) => inPoint(model, node, at)),
);

const ofOperation: Partial<Record<TargetName, Relation>> = {
  Parameter: point<OperationNode>((model, operation) => [
    ...operation.parameters.map((node) => inPoint(model, node, operation.parametersPoint)),
    ...(operation.parametersUnknown ? [inPoint(model, unreadable('Parameter', operation), operation.parametersPoint)] : []),
  ]),
  RequestBody: point<OperationNode>((model, operation) =>
    operation.requestBody ? [inPoint(model, operation.requestBody, operation.requestPoint!)] : [],
  ),
  Response: point<OperationNode>((model, operation) => operation.responses.map((entry) => inPoint(model, entry.response, entry.point))),
  MediaType: point<OperationNode>((model, operation) => mediaTypes(model, operation, operation.point)),
  Header: point<OperationNode>(headersOf),
  Property: members(false),
  Schema: point<OperationNode>((model, operation) => schemasInBody(model, operation.point)),
  Example: point<OperationNode>((model, operation) => examplesInBody(model, operation.point)),
  Requirement: requirements,
  SecurityScheme: point<OperationNode>((model, operation, at) =>
    model.effectiveRequirements(operation).flatMap((requirement) => {
      const scheme = schemeNamed(model, requirement.name);
      return scheme ? [inPoint(model, scheme, at)] : [];
    }),
  ),
  Server: point<OperationNode>((model, operation, at) => operation.servers.map((node) => inPoint(model, node, at))),
  Tag: point<OperationNode>((model, operation, at) => {
    const names = asArray(operation.value.tags);
    return model
      .nodes('Tag')
      .filter((tag) => names.includes(tag.name))
      .map((node) => inPoint(model, node, at));
  }),
  Link: point<OperationNode>((model, operation) =>
    operation.responses.flatMap((entry) => entry.response.links.map((link) => inPoint(model, link, entry.point))),
  ),
  Callback: point<OperationNode>((model, operation, at) => operation.callbacks.map((node) => inPoint(model, node, at))),
  Segment: point<OperationNode>((model, operation, at) => segmentsOn(model, operation.path, at)),
};

function segmentsOn(model: Model, path: PathNode, at: Point): Related[] {
  const names = literals(path);
  return model
    .nodes('Segment')
    .filter((segment) => names.includes(segment.name))
    .map((node) => inPoint(model, node, at));
}

/** The content of a component that nothing uses. */
function unusedContent(model: Model, node: Node, from: Point): Related[] {
  const isUnused = from.kind === 'unused' && (node.target === 'Response' || node.target === 'RequestBody');
  return isUnused ? node.media.map((media) => inPoint(model, media, from)) : [];
}

const ofBody: Partial<Record<TargetName, Relation>> = {
  MediaType: {
    kind: 'point',
    from: (model, node, from) => [...contentOf(from).map((at) => inPoint(model, at.node!, at)), ...unusedContent(model, node, from)],
  },
  Property: members(false),
  Schema: { kind: 'point', from: (model, _node, from) => schemasInBody(model, from) },
  Example: { kind: 'point', from: (model, _node, from) => examplesInBody(model, from) },
};

const ofResponse: Partial<Record<TargetName, Relation>> = {
  ...ofBody,
  Header: point<ResponseNode>((model, response, at) => response.headers.map((node) => inPoint(model, node, at))),
  Link: point<ResponseNode>((model, response, at) => response.links.map((node) => inPoint(model, node, at))),
};

const ofValue: Partial<Record<TargetName, Relation>> = {
  Schema: same<ParameterNode | HeaderNode>((_model, node, use) => (node.schema ? [{ node: node.schema, use }] : [])),
  MediaType: same<ParameterNode | HeaderNode>((_model, node, use) => node.media.map((media) => ({ node: media, use }))),
  Property: same<ParameterNode | HeaderNode>((model, node, use) => (node.schema ? directMembers(model, node.schema, use) : [])),
  Enum: same<ParameterNode | HeaderNode>((model, node, use) => (node.schema ? enums(model, node.schema, use) : [])),
  Example: same<ParameterNode | HeaderNode>((model, node, use) => [
    ...model.examplesOf(node).map((example) => ({ node: example, use })),
    ...(node.schema && node.schema.value !== node.value ? examples(model, node.schema, use) : []),
  ]),
};

/** Direct members of an object, or of the objects in an array. */
function directMembers(model: Model, schema: SchemaNode, use: Use): Related[] {
  const objects = [schema, ...itemsOf(model.schemas, schema)];
  return objects.flatMap((object) =>
    [...membersOf(model.schemas, object).values()].map(({ property }) => ({ node: property as Node, use })),
  );
}

function enums(model: Model, schema: SchemaNode, use: Use): Related[] {
  const bySchema = once(
    model.document,
    'enums by schema',
    () => new Map((model.nodes('Enum') as EnumNode[]).map((node) => [node.schema, node])),
  );
  return layers(model.schemas, schema).flatMap((layer) => {
    const node = bySchema.get(layer);
    return node ? [{ node, use }] : [];
  });
}

function examples(model: Model, schema: SchemaNode, use: Use): Related[] {
  return layers(model.schemas, schema, false)
    .flatMap((layer) => model.examplesOf(layer))
    .map((node) => ({ node, use }));
}

function along(model: Model, schema: SchemaNode, steps: string[], use: Use): Related[] {
  return layers(model.schemas, schema, false).flatMap((layer) =>
    model.schemas
      .expand(layer)
      .out.filter((edge) => steps.includes(edge.step))
      .map((edge) => ({ node: edge.to, use })),
  );
}

const ofSchema: Partial<Record<TargetName, Relation>> = {
  Property: same<SchemaNode>((model, node, use) => directMembers(model, node, use)),
  Schema: same<SchemaNode>((model, node, use) => along(model, node, ['items', 'map', 'oneOf', 'anyOf'], use)),
  Enum: same<SchemaNode>((model, node, use) => enums(model, node, use)),
  Example: same<SchemaNode>((model, node, use) => examples(model, node, use)),
};

const ofProperty: Partial<Record<TargetName, Relation>> = {
  Property: same<PropertyNode>((model, node, use) => (node.schema ? directMembers(model, node.schema, use) : [])),
  Schema: same<PropertyNode>((_model, node, use) => (node.schema ? [{ node: node.schema, use }] : [])),
  Enum: same<PropertyNode>((model, node, use) => (node.schema ? enums(model, node.schema, use) : [])),
  Example: same<PropertyNode>((model, node, use) => (node.schema ? examples(model, node.schema, use) : [])),
};

/** Members that can stand in one object with a property: of its schema and what that is composed with, not of other branches. */
function membersBeside(model: Model, { holder }: PropertyNode): Node[] {
  return once(holder, 'members beside', () => {
    const composed = new Set<SchemaNode>([holder]);
    for (const schema of composed)
      for (const edge of schema.incoming) if (edge.step === 'allOf' || edge.step === 'ref') composed.add(edge.from);
    const found = new Set<PropertyNode>();
    for (const schema of composed)
      for (const layer of layers(model.schemas, schema, false)) for (const other of layer.properties.values()) found.add(other);
    return [...found];
  });
}

const siblings: Relation = {
  kind: 'same',
  from: (model, node, use) => membersBeside(model, node as PropertyNode).flatMap((other) => (other === node ? [] : [{ node: other, use }])),
  group: (model, node) => membersBeside(model, node as PropertyNode),
};

/** Properties whose value the schema describes, directly or as item. */
function holders(schema: SchemaNode, use: Use, seen = new Set<SchemaNode>()): Related[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  return schema.incoming.flatMap((edge): Related[] => {
    if (edge.step !== 'property') return holders(edge.from, use, seen);
    const property = edge.from.properties.get(edge.property!);
    return property ? [{ node: property, use }] : [];
  });
}

const onPath = (where: string): Relation =>
  point<PathNode | OperationNode>((model, node) => {
    const from = node.target === 'Path' ? node : node.path;
    const paths = where === 'self' ? [from] : relatedPaths(model, from, where);
    return paths.flatMap((path) =>
      node.target === 'Path'
        ? [inPoint(model, path, path.point)]
        : path.operations.filter((other) => other !== node).map((other) => inPoint(model, other, other.point)),
    );
  });

/** Relations that need a word for the direction: `at`. */
const sideways: Record<string, Partial<Record<TargetName, Partial<Record<TargetName, Relation>>>>> = {
  sibling: {
    Property: { Property: siblings },
    Parameter: {
      Parameter: point<ParameterNode>((model, node, at) =>
        (at.operation?.parameters ?? []).filter((other) => other !== node).map((other) => inPoint(model, other, at)),
      ),
    },
    Header: {
      Header: point<HeaderNode>((model, node, at) =>
        headersAt(at)
          .filter((other) => other !== node)
          .map((other) => inPoint(model, other, at)),
      ),
    },
    Response: {
      Response: point<ResponseNode>((model, _node, at) =>
        (at.operation?.responses ?? []).filter((entry) => entry.point !== at).map((entry) => inPoint(model, entry.response, entry.point)),
      ),
    },
  },
  earlier: {
    Parameter: {
      Parameter: point<ParameterNode>((model, node, at) => {
        const all = at.operation ? asWritten(at.operation) : [];
        return all.slice(0, Math.max(0, all.indexOf(node))).map((other) => inPoint(model, other, at));
      }),
    },
  },
  holder: {
    Property: { Property: same<PropertyNode>((_model, node, use) => holders(node.holder, use)) },
    Schema: { Property: same<SchemaNode>((_model, node, use) => holders(node, use)) },
    Enum: { Property: same<EnumNode>((_model, node, use) => holders(node.schema, use)) },
  },
  deep: {
    Operation: { Property: members(true) },
    RequestBody: { Property: members(true) },
    Response: { Property: members(true) },
    MediaType: { Property: members(true) },
  },
  items: { Schema: { Schema: same<SchemaNode>((model, node, use) => along(model, node, ['items'], use)) } },
  branches: { Schema: { Schema: same<SchemaNode>((model, node, use) => along(model, node, ['oneOf', 'anyOf'], use)) } },
  base: { Schema: { Schema: same<SchemaNode>((model, node, use) => along(model, node, ['allOf', 'ref'], use)) } },
};
for (const where of ['self', 'item', 'collection', 'parent', 'action']) {
  const relation = onPath(where);
  sideways[where] = {
    Path: { Path: relation, Operation: relationToOperations(where) },
    Operation: { Operation: relation, Path: relationToPaths(where) },
  };
}

function relationToOperations(where: string): Relation {
  return point<PathNode>((model, node) => {
    const paths = where === 'self' ? [node] : relatedPaths(model, node, where);
    return paths.flatMap((path) => path.operations.map((operation) => inPoint(model, operation, operation.point)));
  });
}

function relationToPaths(where: string): Relation {
  return point<OperationNode>((model, node) => {
    const paths = where === 'self' ? [node.path] : relatedPaths(model, node.path, where);
    return paths.map((path) => inPoint(model, path, path.point));
  });
}

/** The parameters of an operation in the order of the document: those of the path item first. */
function asWritten(operation: OperationNode): ParameterNode[] {
  return once(operation, 'parameters as written', () => {
    const shared = operation.parameters.filter((node) => operation.path.parameters.includes(node));
    return [...shared, ...operation.parameters.filter((node) => !shared.includes(node))];
  });
}

function headersAt(at: Point): HeaderNode[] {
  return at.node?.target === 'Response' ? at.node.headers : [];
}

const down: Partial<Record<TargetName, Partial<Record<TargetName, Relation>>>> = {
  Path: {
    Operation: point<PathNode>((model, path) => path.operations.map((operation) => inPoint(model, operation, operation.point))),
    Parameter: point<PathNode>((model, path) =>
      path.operations.flatMap((operation) => operation.parameters.map((node) => inPoint(model, node, operation.parametersPoint))),
    ),
    Segment: point<PathNode>((model, path, at) => segmentsOn(model, path, at)),
  },
  Operation: ofOperation,
  RequestBody: ofBody,
  Response: ofResponse,
  MediaType: { Schema: ofBody.Schema!, Property: ofBody.Property!, Example: ofBody.Example! },
  Parameter: ofValue,
  Header: ofValue,
  Schema: ofSchema,
  Property: ofProperty,
  Requirement: {
    SecurityScheme: point((model, node, at) => {
      const scheme = schemeNamed(model, node.name);
      return scheme ? [inPoint(model, scheme, at)] : [];
    }),
  },
  SecurityScheme: {
    Requirement: point((model, node) => {
      const key = node.target === 'SecurityScheme' ? node.facts.key : undefined;
      return model
        .nodes('Requirement')
        .filter((requirement) => requirement.name === key)
        .map((requirement) => ({ node: requirement, use: model.usesOf(requirement)[0]! }));
    }),
    Operation: point((model, node) => {
      const key = asString(node.target === 'SecurityScheme' ? node.facts.key : '');
      return model.operations
        .filter(
          (operation) => operation.point.role === 'provider' && model.effectiveRequirements(operation).some((one) => one.name === key),
        )
        .map((operation) => inPoint(model, operation, operation.point));
    }),
  },
};

function unreadable(target: 'Parameter', operation: OperationNode): Node {
  return newNode<ParameterNode>({
    target,
    name: '',
    value: {},
    place: operation.place,
    knows: [],
    in: '',
    schema: null,
    media: [],
    points: [],
  });
}

/** From what an operation contains, its paths sideways start at the operation of the use. */
function fromOperation(from: TargetName, to: TargetName, at: string): Relation | null {
  const relation = sideways[at]?.Operation?.[to];
  if (!relation || relation.kind !== 'point' || !usedInOperation.has(from)) return null;
  return {
    kind: 'up',
    from(model, start) {
      const above = climb(start, 'operation');
      return above?.operation ? relation.from(model, above.operation, above) : [];
    },
  };
}

/** Targets whose nodes operations use. */
export const usedInOperation: ReadonlySet<TargetName> = new Set([
  'Parameter',
  'RequestBody',
  'Response',
  'Header',
  'MediaType',
  'Schema',
  'Property',
  'Enum',
  'Example',
] as const);

const relationCache = new Map<string, Relation | null>();

/** The relation from one target to another, or null where there is none. `at`: the direction of a sideways relation. */
export function relationOf(from: TargetName, to: TargetName, at?: string): Relation | null {
  const key = `${from} ${to} ${at ?? ''}`;
  let found = relationCache.get(key);
  if (found === undefined) {
    if (at !== undefined) found = sideways[at]?.[from]?.[to] ?? fromOperation(from, to, at);
    else if (from === 'Document') found = to === 'Document' ? upRelations.Document! : everything(to);
    else found = down[from]?.[to] ?? (to === 'Document' || !documentLevel.has(from) ? (upRelations[to] ?? null) : null);
    relationCache.set(key, found);
  }
  return found;
}

/** Targets that stand in no path: nothing but the document is above them. */
const documentLevel: ReadonlySet<TargetName> = new Set([
  'Info',
  'Server',
  'Tag',
  'SecurityScheme',
  'Component',
  'Version',
  'Text',
  'Reference',
] as const);

export const directions = Object.keys(sideways);
