import { asArray, asObject, asString, entries, member, type Json } from '../json.js';
import { childPlace, Documents, type Inventory, type Place } from './documents.js';
import {
  newNode,
  type BaseNode,
  type CallbackNode,
  type DocumentNode,
  type HeaderNode,
  type LinkNode,
  type MediaTypeNode,
  type OperationNode,
  type ParameterNode,
  type PathNode,
  type RequestBodyNode,
  type ResponseNode,
  type SchemaNode,
  type ServerNode,
} from './nodes.js';
import { Points, type Point } from './points.js';
import { grown, Schemas } from './schemas.js';
import * as v2 from './v2.js';

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Path items nested by callbacks deeper than this are not visited. */
const maximumCallbackDepth = 8;

/** The skeleton of a description: paths, operations, parameters, bodies, responses, headers, each definition once, with its points of use. */
export class Skeleton {
  readonly documents: Documents;
  readonly points = new Points();
  readonly schemas: Schemas;
  readonly document: DocumentNode;
  readonly paths: PathNode[] = [];
  readonly operations: OperationNode[] = [];
  readonly parameters: ParameterNode[] = [];
  readonly requestBodies: RequestBodyNode[] = [];
  readonly responses: ResponseNode[] = [];
  readonly headers: HeaderNode[] = [];
  readonly mediaTypes: MediaTypeNode[] = [];
  readonly links: LinkNode[] = [];
  readonly callbacks: CallbackNode[] = [];
  readonly servers: ServerNode[] = [];
  readonly #known = new Map<string, Map<object, BaseNode>>();

  constructor(inventory: Inventory) {
    this.documents = new Documents(inventory);
    const { root } = this.documents;
    const data = asObject(root.data) ?? {};
    const version = versionOf(data);
    this.schemas = new Schemas(this.documents, version);
    const point = this.points.add('document', null, {});
    this.document = point.node = newNode<DocumentNode>({
      target: 'Document',
      name: asString(member(data.info, 'title')) ?? '',
      value: data,
      place: root.root,
      version,
      point,
    });
    this.servers.push(...this.#serversOf(data, root.root, 'document'));
    this.#components(data, root.root);
    for (const [template, item] of entries(data.paths)) {
      if (!template.startsWith('x-')) this.#path(template, item, at(root.root, 'paths', template), point, 'provider', 0);
    }
    for (const [name, item] of entries(data.webhooks)) this.#path(name, item, at(root.root, 'webhooks', name), point, 'consumer', 0);
  }

  get isV2(): boolean {
    return this.document.version === '2.0';
  }

  /** Makes the node of a definition, or finds it again. */
  #once<T extends BaseNode>(kind: string, value: object, make: () => T, list: T[]): T {
    const known = this.#known.get(kind) ?? new Map<object, BaseNode>();
    this.#known.set(kind, known);
    let node = known.get(value) as T | undefined;
    if (!node) {
      node = make();
      known.set(value, node);
      list.push(node);
    }
    return node;
  }

  #components(data: Json, root: Place): void {
    const each = (path: string[], visit: (value: unknown, place: Place, name: string) => void) => {
      let value: unknown = data;
      for (const key of path) value = member(value, key);
      for (const [name, entry] of entries(value)) visit(entry, at(root, ...path, name), name);
    };
    const base = this.isV2 ? [] : ['components'];
    each(this.isV2 ? ['definitions'] : ['components', 'schemas'], (value, place, name) => this.schemas.component(value, place, name));
    each([...base, 'parameters'], (value, place, name) => {
      if (!asString(member(value, '$ref'))) this.#parameter(value, place, name);
    });
    each([...base, 'responses'], (value, place, name) => {
      if (!asString(member(value, '$ref'))) this.#response(value, place, name);
    });
    if (this.isV2) return;
    each(['components', 'requestBodies'], (value, place, name) => {
      if (!asString(member(value, '$ref'))) this.#requestBody(value, place, name);
    });
    each(['components', 'headers'], (value, place, name) => {
      if (!asString(member(value, '$ref'))) this.#header(name, value, place);
    });
  }

  #path(template: string, item: unknown, place: Place, parent: Point, role: Point['role'], depth: number): PathNode | null {
    const target = this.documents.dereference(item, place);
    const value = asObject(target?.value);
    if (!target || !value) return null;
    const point = this.points.add('path', parent, { role });
    const path: PathNode = newNode<PathNode>({
      target: 'Path',
      name: template,
      value,
      place,
      point,
      operations: [],
      parameters: [],
    });
    point.path = path;
    point.node = path;
    this.paths.push(path);
    const shared = this.#parameterList(value.parameters, at(target.place, 'parameters'));
    path.parameters = shared.nodes;
    const servers = this.#serversOf(value, target.place, 'path');
    this.servers.push(...servers);
    const visit = (method: string, written: unknown, where: Place) => {
      // A `$ref` in place of an operation is none of OpenAPI's, but descriptions in many files have it.
      const found = this.documents.dereference(written, where);
      const operation = asObject(found?.value);
      if (found && operation) path.operations.push(this.#operation(method, operation, found.place, path, shared, servers, depth));
    };
    for (const method of methods) visit(method, value[method], at(target.place, method));
    for (const [method, operation] of entries(value.additionalOperations)) {
      visit(method.toLowerCase(), operation, at(target.place, 'additionalOperations', method));
    }
    return path;
  }

  #operation(
    method: string,
    value: Json,
    place: Place,
    path: PathNode,
    shared: { nodes: ParameterNode[]; unknown: boolean },
    pathServers: ServerNode[],
    depth: number,
  ): OperationNode {
    const point = this.points.add('operation', path.point, {});
    const parametersPoint = this.points.add('parameters', point, {});
    const own = this.#parameterList(value.parameters, at(place, 'parameters'));
    const overridden = new Set(own.nodes.map((node) => `${node.in} ${node.name}`));
    const servers = this.#serversOf(value, place, 'operation');
    this.servers.push(...servers);
    const operation: OperationNode = newNode<OperationNode>({
      target: 'Operation',
      name: `${method.toUpperCase()} ${path.name}`,
      value,
      place,
      method,
      path,
      point,
      parametersPoint,
      parameters: [...own.nodes, ...shared.nodes.filter((node) => !overridden.has(`${node.in} ${node.name}`))],
      parametersUnknown: own.unknown || shared.unknown,
      requestBody: null,
      requestPoint: null,
      responses: [],
      callbacks: [],
      servers:
        servers.length > 0 ? servers : pathServers.length > 0 ? pathServers : this.servers.filter((server) => server.level === 'document'),
    });
    point.operation = operation;
    point.node = operation;
    parametersPoint.operation = operation;
    this.operations.push(operation);
    if (this.isV2) this.#bodyV2(operation);
    else {
      operation.parameters = operation.parameters.filter((node) => node.in !== 'body' && node.in !== 'formData');
      this.#bodyV3(operation);
    }
    for (const parameter of operation.parameters) this.#useParameter(parameter, parametersPoint);
    this.#responsesOf(operation);
    for (const [name, callback] of entries(value.callbacks)) this.#callback(name, callback, at(place, 'callbacks', name), operation, depth);
    return operation;
  }

  #useParameter(parameter: ParameterNode, point: Point): void {
    parameter.points.push(point);
    useSchema(parameter.schema, point);
    for (const media of parameter.media) this.#useValue(media, point);
  }

  /** The `content` of a parameter or header is a value, not a body. */
  #useValue(media: MediaTypeNode, point: Point): void {
    media.points.push(point);
    useSchema(media.schema, point);
  }

  #useMedia(media: MediaTypeNode, parent: Point): void {
    const point = this.points.add('content', parent, { mediaType: media.name, node: media });
    media.points.push(point);
    useSchema(media.schema, point);
  }

  #bodyV3(operation: OperationNode): void {
    const written = operation.value.requestBody;
    if (!asObject(written)) return;
    const place = at(operation.place, 'requestBody');
    const target = this.documents.dereference(written, place);
    const body = this.#requestBody(target?.value, target?.place ?? place, '', !target);
    this.#useBody(operation, body);
  }

  #useBody(operation: OperationNode, body: RequestBodyNode): void {
    operation.requestBody = body;
    operation.requestPoint = this.points.add('request', operation.point, { node: body });
    body.points.push(operation.requestPoint);
    for (const media of body.media) this.#useMedia(media, operation.requestPoint);
  }

  #bodyV2(operation: OperationNode): void {
    const inBody = operation.parameters.filter((node) => node.in === 'body' || node.in === 'formData');
    operation.parameters = operation.parameters.filter((node) => !inBody.includes(node));
    const [first] = inBody;
    if (!first) return;
    const types = v2.consumes(operation.value, this.document.value, inBody);
    const schema =
      first.in === 'body'
        ? this.schemas.at(first.value.schema, at(first.place, 'schema'))
        : this.schemas.form(
            inBody.map((node) => ({ name: node.name, value: node.value, place: node.place })),
            operation.place,
          );
    // One shared body parameter is one body, whoever consumes it as what.
    const key = first.in === 'body' ? first.value : operation.value;
    const body = this.#once<RequestBodyNode>(
      `body ${types.join()}`,
      key,
      () =>
        newNode<RequestBodyNode>({
          target: 'RequestBody',
          name: first.name,
          value: first.value,
          place: first.place,
          points: [],
          media: types.map((name) =>
            this.#mediaV2(name, first.place, first.value, schema, first.in === 'body' && first.value.schema !== undefined && !schema),
          ),
        }),
      this.requestBodies,
    );
    this.#useBody(operation, body);
  }

  #mediaV2(name: string, place: Place, value: Json, schema: SchemaNode | null, schemaUnknown: boolean): MediaTypeNode {
    const media: MediaTypeNode = newNode<MediaTypeNode>({
      target: 'MediaType',
      name,
      value: v2.mediaType(value, name),
      place,
      schema,
      schemaUnknown,
      points: [],
    });
    this.mediaTypes.push(media);
    return media;
  }

  #requestBody(raw: unknown, place: Place, name: string, unreadable = false): RequestBodyNode {
    const value = asObject(raw) ?? {};
    return this.#once<RequestBodyNode>(
      'RequestBody',
      value,
      () => {
        const unknown = unreadable ? { knows: [] } : {};
        return newNode<RequestBodyNode>({
          target: 'RequestBody',
          name,
          value,
          place,
          points: [],
          media: this.#content(value, place),
          ...unknown,
        });
      },
      unreadable ? [] : this.requestBodies,
    );
  }

  #content(holder: Json, place: Place): MediaTypeNode[] {
    return entries(holder.content)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([name, raw]) => {
        const written = at(place, 'content', name);
        const target = this.documents.dereference(raw, written) ?? { value: {}, place: written };
        const value = asObject(target.value) ?? {};
        return this.#once<MediaTypeNode>(
          `MediaType ${name}`,
          value,
          () => {
            const schema = this.schemas.at(value.schema ?? value.itemSchema, at(target.place, value.schema ? 'schema' : 'itemSchema'));
            return newNode<MediaTypeNode>({
              target: 'MediaType',
              name,
              value,
              place: target.place,
              schema,
              schemaUnknown: value.schema !== undefined && !schema,
              points: [],
            });
          },
          this.mediaTypes,
        );
      });
  }

  #responsesOf(operation: OperationNode): void {
    for (const [status, raw] of entries(operation.value.responses)) {
      if (status.startsWith('x-')) continue;
      const written = at(operation.place, 'responses', status);
      const target = this.documents.dereference(raw, written);
      const readable = asObject(target?.value) !== undefined;
      const response = this.#response(target?.value, readable ? target!.place : written, status, !readable);
      if (!response.name) response.name = status;
      const code = /^[1-5]xx$/i.test(status) ? status.toUpperCase() : status;
      const point = this.points.add('response', operation.point, { status: code, node: response });
      operation.responses.push({ status: code, response, point, place: written });
      response.points.push(point);
      for (const header of response.headers) {
        header.points.push(point);
        useSchema(header.schema, point);
        for (const media of header.media) this.#useValue(media, point);
      }
      const media = this.isV2 ? this.#responseMediaV2(response, operation) : response.media;
      for (const one of media) this.#useMedia(one, point);
      for (const link of response.links) link.points.push(point);
    }
  }

  #responseMediaV2(response: ResponseNode, operation: OperationNode): MediaTypeNode[] {
    if (response.value.schema === undefined && !asObject(response.value.examples)) return [];
    const types = v2.produces(operation.value, this.document.value, response.value);
    const schema = this.schemas.at(response.value.schema, at(response.place, 'schema'));
    return types.map((name) => {
      const known = response.media.find((media) => media.name === name);
      if (known) return known;
      const media = this.#mediaV2(name, response.place, response.value, schema, response.value.schema !== undefined && !schema);
      response.media.push(media);
      return media;
    });
  }

  #response(raw: unknown, place: Place, name: string, unreadable = false): ResponseNode {
    const value = asObject(raw) ?? {};
    return this.#once<ResponseNode>(
      'Response',
      value,
      () => {
        const headers: HeaderNode[] = [];
        for (const [header, rawHeader] of entries(value.headers)) {
          if (header.startsWith('x-') && !asObject(rawHeader)) continue;
          const written = at(place, 'headers', header);
          const target = this.documents.dereference(rawHeader, written);
          headers.push(this.#header(header, target?.value, target?.place ?? written, !target));
        }
        const links = entries(value.links).map(([link, rawLink]) => this.#link(link, rawLink, at(place, 'links', link)));
        const media = this.isV2 ? [] : this.#content(value, place);
        const unknown = unreadable ? { knows: [] } : {};
        return newNode<ResponseNode>({ target: 'Response', name, value, place, headers, media, links, points: [], ...unknown });
      },
      unreadable ? [] : this.responses,
    );
  }

  #link(name: string, raw: unknown, place: Place): LinkNode {
    const target = this.documents.dereference(raw, place) ?? { value: {}, place };
    const value = asObject(target.value) ?? {};
    return this.#once<LinkNode>(
      'Link',
      value,
      () => newNode<LinkNode>({ target: 'Link', name, value, place: target.place, points: [] }),
      this.links,
    );
  }

  #header(name: string, raw: unknown, place: Place, unreadable = false): HeaderNode {
    const value = asObject(raw) ?? {};
    // A header component may be used under several names: one node a name.
    return this.#once<HeaderNode>(
      `Header ${name.toLowerCase()}`,
      value,
      () => {
        const media = this.isV2 ? [] : this.#content(value, place);
        const unknown = unreadable ? { knows: ['name'] } : {};
        return newNode<HeaderNode>({
          target: 'Header',
          name,
          value,
          place,
          schema: this.#valueSchema(value, place),
          media,
          points: [],
          ...unknown,
        });
      },
      unreadable ? [] : this.headers,
    );
  }

  /** The schema of a parameter or header; in 2.0 the keywords stand in the object itself. */
  #valueSchema(value: Json, place: Place): SchemaNode | null {
    if (value.schema !== undefined) return this.schemas.at(value.schema, at(place, 'schema'));
    return this.isV2 && value.in !== 'body' ? this.schemas.at(value, place) : null;
  }

  #parameterList(list: unknown, place: Place): { nodes: ParameterNode[]; unknown: boolean } {
    const nodes: ParameterNode[] = [];
    let unknown = false;
    for (const [index, raw] of asArray(list).entries()) {
      const target = this.documents.dereference(raw, childPlace(place, index));
      if (asObject(target?.value)) nodes.push(this.#parameter(target!.value, target!.place, ''));
      else unknown = true;
    }
    return { nodes, unknown };
  }

  #parameter(raw: unknown, place: Place, key: string): ParameterNode {
    const value = asObject(raw) ?? {};
    return this.#once<ParameterNode>(
      'Parameter',
      value,
      () => {
        const where = asString(value.in) ?? '';
        const name = asString(value.name) ?? key;
        const media = this.isV2 ? [] : this.#content(value, place);
        return newNode<ParameterNode>({
          target: 'Parameter',
          name,
          value,
          place,
          in: where,
          schema: this.#valueSchema(value, place),
          media,
          points: [],
        });
      },
      this.parameters,
    );
  }

  #callback(name: string, raw: unknown, place: Place, operation: OperationNode, depth: number): void {
    const target = this.documents.dereference(raw, place);
    const value = asObject(target?.value);
    if (!target || !value) return;
    const callback = this.#once<CallbackNode>(
      'Callback',
      value,
      () => newNode<CallbackNode>({ target: 'Callback', name, value, place: target.place, paths: [], points: [] }),
      this.callbacks,
    );
    callback.points.push(operation.point);
    operation.callbacks.push(callback);
    if (callback.points.length > 1 || depth >= maximumCallbackDepth) return;
    for (const [expression, item] of entries(value)) {
      if (expression.startsWith('x-')) continue;
      const path = this.#path(expression, item, at(target.place, expression), operation.point, 'consumer', depth + 1);
      if (path) callback.paths.push(path);
    }
  }

  #serversOf(holder: Json, place: Place, level: ServerNode['level']): ServerNode[] {
    const make = (value: Json, where: Place, count: number): ServerNode =>
      newNode<ServerNode>({
        target: 'Server',
        name: asString(value.url) ?? '',
        value,
        place: where,
        count,
        level,
      });
    if (this.isV2) {
      const found = level === 'path' ? [] : v2.servers(holder, level === 'document', this.documents.root.data);
      return found.map(({ url, key }) => make({ url }, key.length > 0 ? at(place, ...key) : place, found.length));
    }
    const list = asArray(holder.servers);
    return list.flatMap((raw, index) => {
      const value = asObject(raw);
      return value ? [make(value, at(place, 'servers', index), list.length)] : [];
    });
  }
}

function useSchema(schema: SchemaNode | null, point: Point): void {
  if (schema) schema.rootPoints = grown(schema.rootPoints, point);
}

export function at(place: Place, ...keys: (string | number)[]): Place {
  return keys.reduce(childPlace, place);
}

function versionOf(data: Json): DocumentNode['version'] {
  if (String(data.swagger).startsWith('2.')) return '2.0';
  const version = /^3\.[0-2](?=\.|$)/.exec(String(data.openapi))?.[0];
  return (version as DocumentNode['version'] | undefined) ?? 'unknown';
}
