import type { Json } from '../json.js';
import type { Place } from './documents.js';
import type { Point, PointSet } from './points.js';

export const targetNames = [
  'Document',
  'Info',
  'Server',
  'Tag',
  'SecurityScheme',
  'Requirement',
  'Path',
  'Segment',
  'Operation',
  'Parameter',
  'RequestBody',
  'Response',
  'Header',
  'MediaType',
  'Schema',
  'Property',
  'Enum',
  'Example',
  'Link',
  'Callback',
  'Component',
  'Version',
  'Text',
  'Reference',
] as const;

export type TargetName = (typeof targetNames)[number];

/** A use of a node: points that agree in where the node stands in a body. */
export interface Use {
  points: PointSet;
  /** 0 an envelope's own, 1 the resource's, 2 deeper. */
  depth: number | undefined;
  /** Name of the property that holds the object. */
  parent: string | undefined;
  /** The top level of a body. */
  root: boolean | undefined;
}

/** A use at points, of one shape whatever it says (see `newNode`). */
export function newUse(points: PointSet, depth?: number, parent?: string, root?: boolean): Use {
  return { points, depth, parent, root };
}

/** The use at some of its points. */
export function restrictUse(use: Use, points: PointSet): Use {
  return points === use.points ? use : newUse(points, use.depth, use.parent, use.root);
}

/** A node of an API description that rules look at. Each definition is one node, however often it is used. */
export interface BaseNode {
  target: TargetName;
  /** Its place among the nodes of its target; -1: in no list. */
  index: number;
  name: string;
  /** The object as written, or its 3.x equivalent where 2.0 writes it otherwise. */
  value: Json;
  place: Place;
  /** Answers of attributes, kept. */
  memo: Map<string, unknown> | null;
  /** Its uses, and those by what the API's provider describes, once somebody asked. */
  uses: Use[] | null;
  provided: Use[] | null;
  /** Set where the definition cannot be read (free-form, not JSON, a `$ref` to nothing): the attributes that are known all the same. */
  knows?: readonly string[];
}

export interface DocumentNode extends BaseNode {
  target: 'Document';
  version: '2.0' | '3.0' | '3.1' | '3.2' | 'unknown';
  point: Point;
}

export interface PathNode extends BaseNode {
  target: 'Path';
  point: Point;
  operations: OperationNode[];
  parameters: ParameterNode[];
}

export interface OperationNode extends BaseNode {
  target: 'Operation';
  method: string;
  path: PathNode;
  point: Point;
  /** Point of its parameters. */
  parametersPoint: Point;
  /** Effective parameters: the operation's own, then those of the path item that it does not override. */
  parameters: ParameterNode[];
  /** Some parameter stands behind a `$ref` that cannot be read. */
  parametersUnknown: boolean;
  requestBody: RequestBodyNode | null;
  requestPoint: Point | null;
  responses: { status: string; response: ResponseNode; point: Point; place: Place }[];
  callbacks: CallbackNode[];
  servers: ServerNode[];
}

export interface ParameterNode extends BaseNode {
  target: 'Parameter';
  in: string;
  schema: SchemaNode | null;
  media: MediaTypeNode[];
  points: Point[];
}

export interface RequestBodyNode extends BaseNode {
  target: 'RequestBody';
  media: MediaTypeNode[];
  points: Point[];
}

export interface ResponseNode extends BaseNode {
  target: 'Response';
  headers: HeaderNode[];
  media: MediaTypeNode[];
  links: LinkNode[];
  points: Point[];
}

export interface HeaderNode extends BaseNode {
  target: 'Header';
  schema: SchemaNode | null;
  media: MediaTypeNode[];
  points: Point[];
}

export interface MediaTypeNode extends BaseNode {
  target: 'MediaType';
  schema: SchemaNode | null;
  /** A schema stands behind a `$ref` that cannot be read. */
  schemaUnknown: boolean;
  points: Point[];
}

/** How one schema reaches another. `property`: the name; null: same object (composition) or its items. */
export interface Edge {
  from: SchemaNode;
  step: 'property' | 'items' | 'map' | 'allOf' | 'oneOf' | 'anyOf' | 'not' | 'ref';
  property: string | null;
  to: SchemaNode;
}

/** A member of an object, found through `allOf`, `$ref` and the branches of `oneOf` and `anyOf`. */
export interface Member {
  property: PropertyNode;
  required: boolean;
  /** Stands in a branch of `oneOf` or `anyOf`. */
  optionalBranch: boolean;
}

export interface SchemaNode extends BaseNode {
  target: 'Schema';
  /** Key below `components/schemas` or `definitions`. */
  component: string | null;
  /** Reached by a `$ref`. */
  referenced: boolean;
  out: readonly Edge[];
  incoming: readonly Edge[];
  properties: ReadonlyMap<string, PropertyNode>;
  /** Some part stands behind a `$ref` that cannot be read. */
  unreadable: boolean;
  /** Points whose content, parameter or header has this schema at the top. */
  rootPoints: readonly Point[];
  /** Its parts have been read. */
  isExpanded: boolean;
  /** How many schemas it is nested in, in place. */
  nesting: number;
  /** Its members by name, and the JSON types that it allows, null aside, once somebody asked. */
  members: Map<string, Member> | null;
  types: string[] | null;
  /** The schemas that describe the same value, without and with branches, once somebody asked. */
  always: readonly SchemaNode[] | null;
  layers: readonly SchemaNode[] | null;
  /** Points that reach the schema at the resource's level or below it. */
  reach: PointSet | null;
}

export interface PropertyNode extends BaseNode {
  target: 'Property';
  holder: SchemaNode;
  schema: SchemaNode | null;
}

export interface EnumNode extends BaseNode {
  target: 'Enum';
  schema: SchemaNode;
  values: unknown[];
}

export interface ExampleNode extends BaseNode {
  target: 'Example';
  /** The literal. */
  content: unknown;
  holder: SchemaNode | MediaTypeNode | ParameterNode | HeaderNode;
}

export interface ServerNode extends BaseNode {
  target: 'Server';
  /** Entries of its `servers` list. */
  count: number;
  level: 'document' | 'path' | 'operation';
}

export interface LinkNode extends BaseNode {
  target: 'Link';
  points: Point[];
}

export interface CallbackNode extends BaseNode {
  target: 'Callback';
  paths: PathNode[];
  points: Point[];
}

export interface SimpleNode extends BaseNode {
  target: 'Info' | 'Tag' | 'SecurityScheme' | 'Requirement' | 'Segment' | 'Component' | 'Version' | 'Text' | 'Reference';
  /** What a Segment, Version, Text, Requirement or Component knows of itself beyond its value. */
  facts: Record<string, unknown>;
  points: Point[];
}

export type Node =
  | DocumentNode
  | PathNode
  | OperationNode
  | ParameterNode
  | RequestBodyNode
  | ResponseNode
  | HeaderNode
  | MediaTypeNode
  | SchemaNode
  | PropertyNode
  | EnumNode
  | ExampleNode
  | ServerNode
  | LinkNode
  | CallbackNode
  | SimpleNode;

/** What no maker of a node has to say. */
type Later = 'index' | 'memo' | 'uses' | 'provided' | 'knows';

/**
 * A node of the fields given. All nodes have one shape, whatever their target: the evaluation of rules goes over nodes of all targets, and an engine
 * that meets twenty shapes at one place compiles it again and again (0.5 s of 1.4 s on a large description).
 */
export function newNode<N extends Node>(fields: Omit<N, Later> & Partial<Pick<N, Later>>): N {
  return Object.assign(new AnyNode(), fields) as unknown as N;
}

/** The fields of all nodes. */
class AnyNode {
  target = '';
  name = '';
  value = null;
  place = null;
  memo = null;
  provided = null;
  knows = undefined;
  point = null;
  points = null;
  schema = null;
  media = null;
  holder = null;
  facts = null;
  index = -1;
  component = null;
  referenced = false;
  out = null;
  incoming = null;
  properties = null;
  unreadable = false;
  rootPoints = null;
  isExpanded = false;
  nesting = 0;
  members = null;
  types = null;
  always = null;
  layers = null;
  uses = null;
  reach = null;
  values = null;
  content = undefined;
  in = '';
  headers = null;
  links = null;
  schemaUnknown = false;
  method = '';
  path = null;
  parameters = null;
  parametersPoint = null;
  parametersUnknown = false;
  requestBody = null;
  requestPoint = null;
  responses = null;
  callbacks = null;
  servers = null;
  operations = null;
  paths = null;
  version = '';
  count = 0;
  level = '';
}
