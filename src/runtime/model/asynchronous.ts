import { asString, member } from '../json.js';
import { once, type Attributes } from './attribute.js';
import { isJson } from './bodies.js';
import type { Model } from './model.js';
import { wordsOf } from './names.js';
import type { OperationNode, PathNode, ResponseNode, SchemaNode } from './nodes.js';
import { related, successSchemas } from './resources.js';
import { segments } from './segments.js';
import { membersOf } from './shapes.js';

/** Work that goes on after the response: 202, status monitors, polling. */

const stateNames = new Set(['status', 'state', 'phase', 'done', 'progress', 'percent']);

function bodyWithState(model: Model, response: ResponseNode): SchemaNode[] {
  return response.media.flatMap((media) => {
    const { schema } = media;
    if (!schema || !isJson(media.name)) return [];
    return [...membersOf(model.schemas, schema).keys()].some((name) => wordsOf(name).some((word) => stateNames.has(word))) ? [schema] : [];
  });
}

function isAsynchronous(operation: OperationNode): boolean {
  if (operation.responses.some((entry) => entry.status === '202')) return true;
  if (operation.value['x-ms-long-running-operation'] === true) return true;
  if (
    operation.parameters.some(
      (parameter) => parameter.name.toLowerCase() === 'prefer' && JSON.stringify(parameter.value).includes('respond-async'),
    )
  )
    return true;
  return operation.responses.some(
    (entry) => entry.status.startsWith('2') && entry.response.headers.some((header) => header.name.toLowerCase() === 'operation-location'),
  );
}

const monitorHeaders = new Set(['location', 'operation-location', 'azure-asyncoperation', 'content-location', 'link']);
const monitorWords = new Set(['job', 'task', 'process', 'operation', 'link', 'links', 'href', 'url', 'uri']);

/** The response says where the outcome will be. */
function pointsSomewhere(model: Model, response: ResponseNode): boolean {
  if (response.headers.some((header) => monitorHeaders.has(header.name.toLowerCase()))) return true;
  return response.media.some(
    ({ name, schema }) =>
      schema &&
      isJson(name) &&
      [...membersOf(model.schemas, schema).keys()].some((member) => wordsOf(member).some((word) => monitorWords.has(word))),
  );
}

/** Schemas of 202 bodies with a state, operations that a link of a 202 names, and changes whose 202 points somewhere. */
function promises(model: Model): { schemas: Set<SchemaNode>; operationIds: Set<string>; promising: OperationNode[] } {
  return once(model.document, 'promises', () => {
    const schemas = new Set<SchemaNode>();
    const operationIds = new Set<string>();
    const promising: OperationNode[] = [];
    for (const operation of model.operations) {
      for (const { status, response } of operation.responses) {
        if (status !== '202') continue;
        if (operation.method !== 'get' && operation.method !== 'head' && pointsSomewhere(model, response)) promising.push(operation);
        for (const schema of bodyWithState(model, response)) schemas.add(schema);
        for (const link of response.links) {
          const id = asString(member(link.value, 'operationId'));
          if (id !== undefined) operationIds.add(id);
        }
      }
    }
    return { schemas, operationIds, promising };
  });
}

/** See the attribute `monitor`. */
export function isMonitor(model: Model, operation: OperationNode): boolean {
  return once(operation, 'monitor', () => {
    if (operation.method !== 'get') return false;
    const { schemas, operationIds, promising } = promises(model);
    if (operationIds.has(asString(operation.value.operationId) ?? '')) return true;
    if (successSchemas(operation).some((schema) => schemas.has(schema))) return true;
    const parts = segments(operation.path);
    if (!/\{/.test(parts.at(-1) ?? '')) return false;
    const collection = parts.at(-2) ?? '';
    if (/^(?:operations|operation-?results|async-?operations)$/i.test(collection)) return true;
    if (!/^(?:jobs|tasks|processes)$/i.test(collection)) return false;
    // a task that a client makes or changes is a resource
    const changes = (path: PathNode, methods: string[]) => path.operations.some((other) => methods.includes(other.method));
    if (changes(operation.path, ['put', 'patch']) || related(model, operation.path, 'collection').some((path) => changes(path, ['post'])))
      return false;
    const above = parts.slice(0, -2).join('/');
    return promising.some((other) => segments(other.path).join('/').startsWith(above));
  });
}

export const asynchronousAttributes: Attributes = {
  Operation: {
    asynchronous: {
      does: 'Declares 202, is marked `x-ms-long-running-operation`, takes `Prefer: respond-async`, or declares Operation-Location on a success.',
      get: (node: OperationNode) => once(node, 'asynchronous', () => isAsynchronous(node)),
    },
    monitor: {
      does: 'A GET that reads a status monitor: its body is that of a 202 with a state, a link of a 202 names it, or its path ends in operations and a parameter; or in jobs, tasks or processes and one, below a change whose 202 points somewhere, and no client makes or changes them.',
      get: (node: OperationNode, model) => isMonitor(model, node),
    },
  },
  Response: {
    polling: {
      does: 'A 202 that points to a status monitor, or the 200 of one.',
      get: (node: ResponseNode, model) =>
        node.points.some(
          (point) =>
            (point.status === '202' &&
              (bodyWithState(model, node).length > 0 ||
                node.headers.some((header) => /^(?:operation-location|location|azure-asyncoperation)$/i.test(header.name)))) ||
            (point.status === '200' && point.operation !== undefined && isMonitor(model, point.operation)),
        ),
    },
  },
};
