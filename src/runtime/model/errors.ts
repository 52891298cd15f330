import { asString, member } from '../json.js';
import { once, type Attributes } from './attribute.js';
import { isJson } from './bodies.js';
import type { Model } from './model.js';
import type { ExampleNode, MediaTypeNode, OperationNode, ResponseNode, SchemaNode } from './nodes.js';
import type { Point } from './points.js';
import { itemsOf, membersOf, typesOf } from './shapes.js';
import { isRegistered, phraseOf } from './statuses.js';

/** Errors: 4xx and 5xx, and `default` beside a success or redirection. */
export function isError(point: Point): boolean {
  if (point.status === undefined) return false;
  if (/^[45]/.test(point.status)) return true;
  return point.status === 'default' && (point.operation?.responses.some((entry) => /^[23]/.test(entry.status)) ?? false);
}

export function classOf(status: string | undefined): number | undefined {
  const first = status?.[0];
  return first !== undefined && first >= '1' && first <= '5' ? Number(first) : undefined;
}

/** Names of the members of an error body, those behind `error` and `errors` included. */
function errorMembers(model: Model, schema: SchemaNode): string[] {
  const members = membersOf(model.schemas, schema);
  const names = new Set(members.keys());
  for (const key of ['error', 'errors']) {
    const inner = members.get(key)?.property.schema;
    if (!inner) continue;
    for (const object of [inner, ...itemsOf(model.schemas, inner)])
      for (const name of membersOf(model.schemas, object).keys()) names.add(name);
  }
  return [...names];
}

/** All texts in a literal, members of objects included; what stands there twice (a YAML alias) once. */
function textsIn(value: unknown): string[] {
  const found: string[] = [];
  const seen = new Set<unknown>([value]);
  for (const one of seen) {
    if (typeof one === 'string') found.push(one);
    else if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) seen.add(inner);
  }
  return found;
}

const describes = (response: ResponseNode): string | undefined =>
  phraseOf(asString(response.value.description) ?? '', String(response.points[0]?.status ?? response.name));

export const errorAttributes: Attributes = {
  Response: {
    hasContent: {
      does: 'Declares content (2.0: a schema). What stands behind an unreadable `$ref` is unknown.',
      get: (node: ResponseNode) => node.media.length > 0 || node.value.schema !== undefined,
      field: (_node, model) => [model.isV2 ? 'schema' : 'content'],
    },
    structured: {
      does: 'Some media type has a schema of type object or array.',
      get: (node: ResponseNode, model) =>
        node.media.some(
          (media) => media.schema && typesOf(model.schemas, media.schema).some((type) => type === 'object' || type === 'array'),
        ),
    },
    mediaTypes: { does: 'Names of its media types (plural).', get: (node: ResponseNode) => node.media.map((media) => media.name) },
    phraseOf: {
      does: 'The status whose reason phrase (or a former name of it) is all that the description says; absent where it says more.',
      get: (node: ResponseNode) => describes(node),
      field: 'description',
    },
  },
  Schema: {
    errorMembers: {
      does: 'Names of its members, those behind `error` and `errors` included (plural).',
      get: (node: SchemaNode, model) => once(node, 'errorMembers', () => errorMembers(model, node)),
    },
  },
  MediaType: {
    errorMembers: {
      does: 'Names of the members of its schema, those behind `error` and `errors` included (plural).',
      get: (node: MediaTypeNode, model) =>
        node.schema ? once(node.schema, 'errorMembers', () => errorMembers(model, node.schema!)) : undefined,
    },
  },
  Example: {
    texts: { does: 'All texts in the example (plural).', get: (node: ExampleNode) => once(node, 'texts', () => textsIn(node.content)) },
    phraseOf: {
      does: 'The status whose reason phrase `value.title` is.',
      get: (node: ExampleNode) => phraseOf(asString(member(node.content, 'title')) ?? '', ''),
    },
  },
  Operation: {
    success: {
      does: 'Declared statuses of success: 2xx (plural).',
      get: (node: OperationNode) => node.responses.map((entry) => entry.status).filter((status) => status.startsWith('2')),
      field: 'responses',
    },
    statuses: {
      does: 'Declared response keys: 200, 4XX, default (plural).',
      get: (node: OperationNode) => node.responses.map((entry) => entry.status),
      field: 'responses',
    },
    input: {
      does: 'Takes a body or a query parameter.',
      get: (node: OperationNode) => node.requestBody !== null || node.parameters.some((parameter) => parameter.in === 'query'),
    },
    negotiable: {
      does: 'Some success response offers more than one media type, parameters such as charset aside, and no wildcard.',
      get: (node: OperationNode) =>
        node.responses.some(({ status, response }) => {
          const names = new Set(response.media.map((media) => media.name.replace(/;.*$/, '').trim().toLowerCase()));
          return status.startsWith('2') && names.size > 1 && !names.has('*/*');
        }),
    },
    mediaTypes: {
      does: 'Names of the media types of the request body and the success responses (plural).',
      get: (node: OperationNode) => [
        ...new Set([
          ...(node.requestBody?.media.map((media) => media.name) ?? []),
          ...node.responses
            .filter((entry) => entry.status.startsWith('2'))
            .flatMap((entry) => entry.response.media.map((media) => media.name)),
        ]),
      ],
    },
    takesVersion: {
      does: 'A body member or query parameter holds the version that the client expects: etag, resourceVersion, lockVersion.',
      get: (node: OperationNode, model) => takesVersion(model, node),
    },
  },
};

const versionNames = /^(?:etag|resourceversion|lockversion|ifmatch|expectedversion|ifgenerationmatch|ifmetagenerationmatch)$/;

function takesVersion(model: Model, operation: OperationNode): boolean {
  const fits = (name: string) => versionNames.test(name.replace(/[^A-Za-z]/g, '').toLowerCase());
  if (operation.parameters.some((parameter) => parameter.in === 'query' && fits(parameter.name))) return true;
  return (operation.requestPoint?.children ?? []).some(({ node }) => {
    if (node?.target !== 'MediaType' || !isJson(node.name) || !node.schema) return false;
    return [...membersOf(model.schemas, node.schema).values()].some(
      ({ property }) => fits(property.name) && property.value.readOnly !== true,
    );
  });
}

export const responseUseAttributes = {
  registered: {
    does: 'The code is in IANA’s registry and not retired; ranges and `default` are.',
    of: (point: Point) => (point.status === undefined ? undefined : isRegistered(point.status)),
  },
};
