import { asObject, asString } from '../json.js';
import { once, type Attributes } from './attribute.js';
import { isJson } from './bodies.js';
import type { Model } from './model.js';
import { fold, hasWords, isPlural, singular, wordsOf } from './names.js';
import type { OperationNode, PathNode, SchemaNode } from './nodes.js';
import { pagingIn } from './paging.js';
import { actionOf, isParameterSegment, literals, segments } from './segments.js';
import { itemsOf, membersOf, shapeOf, typesOf } from './shapes.js';

/** Resources, collections, items and actions, as the paths show them. */

const changing = ['post', 'put', 'patch', 'delete'];

/** Verbs with which the last segment of an action begins. Those that are nouns as well count only where nothing else is on the path. */
const verbs = new Set(
  (
    'accept acknowledge activate add apply approve archive assign attach authenticate authorize batch block cancel capture check clear clone close complete compute confirm connect convert copy ' +
    'create deactivate decline decrypt delete deny deploy detach disable disconnect dismiss download duplicate enable encrypt end evaluate execute expire export find finalize finish fork generate ' +
    'get import insert install invalidate invite invoke join leave link list lock login logout mark merge migrate move mute notify open pause ping preview process promote publish purge query read ' +
    'reactivate reboot rebuild recalculate recover redeem refresh refund register reject release reload remove rename renew reopen reorder replace request resend reset resize resolve restart restore ' +
    'resume retry return revert review revoke rollback rotate run save schedule search send set share shutdown sign simulate split start stop submit subscribe suspend swap sync synchronize terminate test ' +
    'toggle track transfer transform trigger unarchive unassign unblock undelete uninstall unlink unlock unmute unpublish unsubscribe update upgrade upload validate verify void withdraw'
  ).split(' '),
);

/** Words of operations that read, check or load in bulk although they are a POST on a collection. */
const notCreating =
  /\b(?:search|query|find|filter|lookup|check|validate|verify|batch|bulk|import|export|preview|estimate|calculate|count|sync|upload|test|evaluate|list|get|delete|remove|update)\b/;

interface Tree {
  item: PathNode | null;
  below: boolean;
  parent: PathNode | null;
}

/** A template without the names of parameters. */
export const normal = (path: string): string => path.replace(/\{[^}]*\}/g, '{}').replace(/\/+$/, '');

/** Paths by template without the names of parameters. */
export function templates(model: Model): Map<string, PathNode> {
  return once(
    model.document,
    'paths by template',
    () => new Map(model.paths.filter((path) => path.point.role === 'provider').map((path) => [normal(path.name), path])),
  );
}

/** What stands above and below a path. */
function treeOf(model: Model, path: PathNode): Tree {
  return once(path, 'tree', () => {
    const byTemplate = templates(model);
    const own = normal(path.name);
    const item = byTemplate.get(`${own}/{}`) ?? null;
    const below = once(model.document, 'path prefixes', () => {
      const prefixes = new Set<string>();
      for (const template of byTemplate.keys()) {
        for (let slash = template.lastIndexOf('/'); slash > 0; slash = template.lastIndexOf('/', slash - 1))
          prefixes.add(template.slice(0, slash));
      }
      return prefixes;
    }).has(own);
    const action = actionOf(path);
    let parent = action === undefined ? null : (byTemplate.get(own.slice(0, -action.length - 1)) ?? null);
    for (let slash = own.lastIndexOf('/'); slash > 0 && !parent; slash = own.lastIndexOf('/', slash - 1))
      parent = byTemplate.get(own.slice(0, slash)) ?? null;
    return { item, below, parent };
  });
}

/** Paths in a direction: its item, its collection, the next path above, the actions on it. */
export function related(model: Model, path: PathNode, where: string): PathNode[] {
  const tree = treeOf(model, path);
  const byTemplate = templates(model);
  const own = normal(path.name);
  if (where === 'item') return tree.item ? [tree.item] : [];
  if (where === 'parent') return tree.parent ? [tree.parent] : [];
  if (where === 'collection') {
    const collection = own.endsWith('/{}') ? byTemplate.get(own.slice(0, -3)) : undefined;
    return collection ? [collection] : [];
  }
  return model.paths.filter(
    (other) =>
      isAction(model, other) &&
      (normal(other.name).startsWith(`${own}:`) || normal(other.name).startsWith(`${own}/`)) &&
      treeOf(model, other).parent === path,
  );
}

function lastSegment(path: PathNode): string {
  return segments(path).at(-1) ?? '';
}

export function isItem(path: PathNode): boolean {
  return actionOf(path) === undefined && /\{[^}]*\}$/.test(lastSegment(path)) && segments(path).length > 1;
}

/** The action of a path: after a colon, after `actions`, or a verb as last segment with one changing method and nothing below. */
function actionName(model: Model, path: PathNode): string | undefined {
  return once(path, 'action', () => {
    const colon = actionOf(path);
    if (colon !== undefined) return colon;
    const parts = segments(path);
    const last = parts.at(-1) ?? '';
    if (isParameterSegment(last)) return undefined;
    const [first = ''] = wordsOf(last);
    const used = path.operations.map((operation) => operation.method).filter((method) => method !== 'options' && method !== 'head');
    // `actions` may be a resource as well: then it is read
    if (parts.at(-2) === 'actions' && !used.includes('get') && used.some((method) => changing.includes(method))) return last;
    return verbs.has(first) && used.length === 1 && changing.includes(used[0]!) && !treeOf(model, path).below ? last : undefined;
  });
}

function isAction(model: Model, path: PathNode): boolean {
  return actionName(model, path) !== undefined;
}

/** The JSON schemas of the success responses. */
export function successSchemas(operation: OperationNode): SchemaNode[] {
  return operation.responses
    .filter((entry) => entry.status.startsWith('2'))
    .flatMap((entry) => entry.point.children.map((point) => point.node))
    .flatMap((media) => (media?.target === 'MediaType' && isJson(media.name) && media.schema ? [media.schema] : []));
}

export function requestSchemas(operation: OperationNode): SchemaNode[] {
  return (operation.requestPoint?.children ?? []).flatMap(({ node }) =>
    node?.target === 'MediaType' && isJson(node.name) && node.schema ? [node.schema] : [],
  );
}

function returnsList(model: Model, operation: OperationNode): boolean {
  const collection = literals(operation.path).at(-1) ?? '';
  return successSchemas(operation).some((schema) => {
    const shape = shapeOf(model.schemas, schema, collection);
    if (shape.kind !== 'list') return false;
    return shape.resources.some((item) => {
      const types = typesOf(model.schemas, item);
      return types.length === 0 || types.includes('object');
    });
  });
}

/** Whatever the path: a page of an array is a list. */
function isPage(model: Model, operation: OperationNode, isItem: boolean): boolean {
  const paging = pagingIn(model, operation).map((one) => one.paging);
  if (!paging.includes('size')) return false;
  const hasArray = (schema: SchemaNode) =>
    [...membersOf(model.schemas, schema).values()].some(
      ({ property }) =>
        property.schema && itemsOf(model.schemas, property.schema).some((one) => typesOf(model.schemas, one).includes('object')),
    );
  return successSchemas(operation).some((schema) => {
    if (itemsOf(model.schemas, schema).some((one) => typesOf(model.schemas, one).includes('object'))) return true;
    return !isItem && paging.some((one) => one !== 'size') && hasArray(schema);
  });
}

/** The schema says that it is no list: one object without any array of objects. */
function returnsOne(model: Model, operation: OperationNode): boolean {
  const schemas = successSchemas(operation);
  return (
    schemas.length > 0 &&
    schemas.every((schema) => {
      if (!typesOf(model.schemas, schema).includes('object')) return false;
      const members = [...membersOf(model.schemas, schema).values()];
      return (
        members.length > 0 &&
        members.every(({ property }) => !property.schema || !typesOf(model.schemas, property.schema).includes('array'))
      );
    })
  );
}

/** See the attribute `kind`. */
export function kindOf(model: Model, operation: OperationNode): string {
  return once(operation, 'kind', () => {
    const { method, path } = operation;
    if (path.point.role === 'consumer') return 'other';
    if (isAction(model, path)) return 'action';
    const item = /\{[^}]*\}$/.test(lastSegment(path));
    if (method === 'get') {
      if (isPage(model, operation, item)) return 'list';
      if (!item && (returnsList(model, operation) || (treeOf(model, path).item !== null && !returnsOne(model, operation)))) return 'list';
      return successSchemas(operation).length > 0 || item ? 'get' : 'other';
    }
    if (method === 'put') return 'replace';
    if (method === 'patch') return 'update';
    if (method === 'delete') return 'delete';
    if (method !== 'post' || item || !treeOf(model, path).item) return 'other';
    const words = [asString(operation.value.operationId), asString(operation.value.summary), lastSegment(path)].map((text) =>
      wordsOf(text ?? '').join(' '),
    );
    return words.some((text) => notCreating.test(text)) ? 'other' : 'create';
  });
}

function isBulk(model: Model, operation: OperationNode): boolean {
  if (literals(operation.path).some((part) => hasWords(wordsOf(part), 'batch', 'words') || hasWords(wordsOf(part), 'bulk', 'words')))
    return true;
  if (/^batch|^bulk/i.test(actionOf(operation.path) ?? '')) return true;
  if (operation.method === 'get' || isItem(operation.path)) return false;
  return requestSchemas(operation).some((schema) => {
    const isObject = (one: SchemaNode) => typesOf(model.schemas, one).includes('object');
    if (typesOf(model.schemas, schema).includes('array')) return itemsOf(model.schemas, schema).some(isObject);
    const members = [...membersOf(model.schemas, schema).values()];
    const only = members.length === 1 ? members[0]!.property.schema : null;
    return only !== null && typesOf(model.schemas, only).includes('array') && itemsOf(model.schemas, only).some(isObject);
  });
}

/** A literal noun in the singular below an item, without items of its own, that can be read and changed. */
function isSingleton(model: Model, path: PathNode): boolean {
  const marked = asObject(path.value['x-aep-resource'])?.singleton === true;
  if (marked) return true;
  const parts = segments(path);
  const last = parts.at(-1) ?? '';
  const lastWord = wordsOf(last).at(-1) ?? '';
  if (
    isParameterSegment(last) ||
    !parts.some(isParameterSegment) ||
    isPlural(lastWord) ||
    treeOf(model, path).item ||
    isAction(model, path)
  )
    return false;
  const uses = (method: string) => path.operations.find((operation) => operation.method === method);
  const get = uses('get');
  return (
    get !== undefined &&
    returnsOne(model, get) &&
    [uses('put'), uses('patch')].some((operation) => operation && requestSchemas(operation).length > 0)
  );
}

export const resourceAttributes: Attributes = {
  Document: {
    resourceTypes: {
      does: 'Distinct collections of the paths: literals followed by a parameter, with what precedes them; first segments that have none count once.',
      get: (_node, model) => once(model.document, 'resourceTypes', () => resourceTypes(model)),
      field: 'paths',
    },
    commonPrefix: {
      does: 'The literals with which all paths begin, joined by slashes, resources aside (what has a path of its own or a parameter behind it); absent where there are none or only one path.',
      get: (_node, model) => once(model.document, 'commonPrefix', () => commonPrefix(model)),
      field: 'paths',
    },
    hasPaths: {
      does: 'The document describes at least one operation of its own.',
      get: (_node, model) => model.operations.some((operation) => operation.point.role === 'provider'),
      field: 'paths',
    },
  },
  Path: {
    segments: {
      does: 'The parts between slashes, parameters included, without an action after a colon (plural).',
      get: (node: PathNode) => segments(node),
    },
    literals: { does: 'The segments without parameters (plural).', get: (node: PathNode) => literals(node) },
    action: {
      does: 'What follows a colon in the last segment, what follows `actions`, or a verb as last segment with one changing method and nothing below it.',
      get: (node: PathNode, model) => actionName(model, node),
    },
    depth: { does: 'The number of literal segments.', get: (node: PathNode) => literals(node).length },
    isItem: { does: 'The path ends in a parameter.', get: (node: PathNode) => isItem(node) },
    isCollection: {
      does: 'An item path stands directly below, or GET answers with a list.',
      get: (node: PathNode, model) =>
        treeOf(model, node).item !== null || node.operations.some((operation) => kindOf(model, operation) === 'list'),
    },
    singleton: {
      does: 'Ends in a noun in the singular below an item (or is marked `x-aep-resource.singleton`), has no items, and can be read and changed.',
      get: (node: PathNode, model) => isSingleton(model, node),
    },
  },
  Operation: {
    kind: {
      does:
        '`list`: GET not on an item or action, with an item path below or a JSON body that is an array of objects or has exactly one, named like the collection or `items`, `data`, `results` …, ' +
        'or beside members about pages; also a GET anywhere that takes a page size and answers with an array; ' +
        '`get`, `replace` (PUT), `update` (PATCH), `delete`; `create`: POST on a collection that does not search, check or load in bulk; `action`: see Path.action; `other`.',
      get: (node: OperationNode, model) => kindOf(model, node),
    },
    action: { does: 'As Path.action.', get: (node: OperationNode, model) => actionName(model, node.path) },
    bulk: {
      does: 'A path word is batch or bulk, or the operation sends an array of objects (as root or only member) to a path that is no item.',
      get: (node: OperationNode, model) => once(node, 'bulk', () => isBulk(model, node)),
    },
    upsert: {
      does: 'PUT or PATCH on an item that declares 201, or whose operationId or summary says create or update, create or replace, add or update, insert or update, upsert.',
      get: (node: OperationNode) =>
        ['put', 'patch'].includes(node.method) &&
        isItem(node.path) &&
        (node.responses.some((entry) => entry.status === '201') ||
          /\bupsert\b|\b(?:create|add|insert) or (?:update|replace)\b/.test(
            [node.value.operationId, node.value.summary].map((text) => wordsOf(asString(text) ?? '').join(' ')).join('; '),
          )),
    },
    clientId: {
      does: 'The client chooses the identifier of what it creates: a required, writable `id` in the body, a query parameter `id` or `{resource}_id` of a create, or a header Operation-Id.',
      get: (node: OperationNode, model) => clientId(model, node),
    },
    softDelete: {
      does: 'The resource has an action undelete, restore or recover (`action`), or its schema a deletion timestamp (`schema`).',
      get: (node: OperationNode, model) => softDelete(model, node),
    },
  },
};

function resourceTypes(model: Model): string[] {
  const found = new Set<string>();
  for (const path of model.paths) {
    if (path.point.role === 'consumer') continue;
    const parts = segments(path);
    const before = found.size;
    parts.forEach((part, index) => {
      const next = parts[index + 1];
      if (!isParameterSegment(part) && next !== undefined && isParameterSegment(next))
        found.add(
          parts
            .slice(0, index + 1)
            .map((one) => (isParameterSegment(one) ? '{}' : one))
            .join('/'),
        );
    });
    const [first] = parts;
    if (found.size === before && first !== undefined && !isParameterSegment(first) && parts.length === 1) found.add(first);
  }
  return [...found];
}

function commonPrefix(model: Model): string | undefined {
  const all = model.paths.filter((path) => path.point.role === 'provider').map(segments);
  const [first] = all;
  if (!first || all.length < 2) return undefined;
  // a segment that has a path of its own, or a parameter behind it, is a resource
  const differs = (part: string, index: number) =>
    isParameterSegment(part) ||
    all.some((parts) => {
      const next = parts[index + 1];
      return parts[index] !== part || next === undefined || isParameterSegment(next);
    });
  const length = first.findIndex(differs);
  const prefix = first.slice(0, length < 0 ? first.length : length);
  return prefix.length > 0 ? prefix.join('/') : undefined;
}

function clientId(model: Model, operation: OperationNode): boolean {
  if (operation.parameters.some((parameter) => parameter.in === 'header' && fold(parameter.name) === 'operationid')) return true;
  if (kindOf(model, operation) !== 'create') return false;
  const resource = singular(fold(literals(operation.path).at(-1) ?? ''));
  if (operation.parameters.some((parameter) => parameter.in === 'query' && ['id', `${resource}id`].includes(fold(parameter.name))))
    return true;
  return requestSchemas(operation).some((schema) => {
    const shape = shapeOf(model.schemas, schema);
    // `{ user: { id } }` in another resource refers to a user
    if (shape.kind === 'wrapper' && !['data', 'attributes', resource].includes(fold(shape.member!.name))) return false;
    return shape.resources.some((one) => {
      const id = membersOf(model.schemas, one).get('id');
      return id?.required === true && id.property.value.readOnly !== true && id.property.schema?.value.readOnly !== true;
    });
  });
}

function softDelete(model: Model, operation: OperationNode): string | undefined {
  const path = isItem(operation.path) ? operation.path : (treeOf(model, operation.path).item ?? operation.path);
  if (related(model, path, 'action').some((one) => /^(?:undelete|restore|recover)/i.test(actionName(model, one) ?? ''))) return 'action';
  const deletion = /^(?:deletetime|deletedat|deletionts|deletiontimestamp|deletedtime|deleteddate|deletedon|deleteddatetime)$/;
  const has = successSchemas(operation).some((schema) =>
    shapeOf(model.schemas, schema, literals(operation.path).at(-1)).resources.some((one) =>
      [...membersOf(model.schemas, one).keys()].some((name) => deletion.test(fold(name))),
    ),
  );
  return has ? 'schema' : undefined;
}
