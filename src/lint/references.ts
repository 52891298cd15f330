/** A place in parsed data, linked to the place that holds it. */
export interface Place {
  parent: Place | null;
  key: string | number;
}

/** A `$ref` as written. `names`: it stands where a map of names is expected (`properties`, `responses` …), as does what it refers to. */
export interface Reference {
  ref: unknown;
  place: Place;
  context: Context;
}

/** What the keys of an object are: fields of OpenAPI, names the author chose, names of examples, or fields of an Example Object. */
type Context = 'fields' | 'names' | 'examples' | 'example';

const nameMaps = new Set([
  ...['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas', 'schemas', 'responses', 'parameters', 'requestBodies'],
  ...['headers', 'securitySchemes', 'securityDefinitions', 'links', 'callbacks', 'pathItems', 'mediaTypes', 'paths', 'webhooks', 'content'],
  ...['encoding', 'variables'],
]);
/** Fields whose value is the author's data: a `$ref` in it is no reference. */
const dataFields = new Set(['example', 'default', 'const', 'enum']);
const exampleValues = new Set(['value', 'dataValue', 'serializedValue']);

/** The path of a place from the root of its file. */
export function pathOf(place: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Place = place; at.parent; at = at.parent) path.push(at.key);
  return path.reverse();
}

/** The place that a path leads to. */
export function placeAt(path: readonly (string | number)[]): Place {
  let place: Place = { parent: null, key: '' };
  for (const key of path) place = { parent: place, key };
  return place;
}

/**
 * All references in `start` and below, each object visited once (aliases share them), without recursion.
 * Left out: `$ref`s in example, default, enum and const values and in `x-` extensions, which are data.
 */
export function findReferences(start: unknown, place: Place, context: Context, visited: Set<object>): Reference[] {
  const found: Reference[] = [];
  const queue: { node: object; place: Place; context: Context }[] = [];
  const add = (node: unknown, place: Place, context: Context): void => {
    if (typeof node !== 'object' || node === null || visited.has(node)) return;
    visited.add(node);
    queue.push({ node, place, context });
  };
  add(start, place, context);
  for (let item = queue.pop(); item; item = queue.pop()) {
    const { node, place, context } = item;
    if (Array.isArray(node)) {
      for (let index = 0; index < node.length; index++) {
        if (typeof node[index] === 'object') add(node[index], { parent: place, key: index }, 'fields');
      }
      continue;
    }
    for (const key in node) {
      const value = (node as Record<string, unknown>)[key];
      if (key === '$ref' && (context === 'fields' || context === 'example' || typeof value === 'string')) {
        found.push({ ref: value, place: { parent: place, key }, context });
      } else if (typeof value === 'object' && value !== null) {
        const inner = contextOf(context, key, value);
        if (inner) add(value, { parent: place, key }, inner);
      }
    }
  }
  return found;
}

/** The context of what stands under `key`; undefined for data. */
function contextOf(context: Context, key: string, value: object): Context | undefined {
  if (context === 'names') return 'fields';
  if (context === 'examples') return key.includes('/') ? undefined : 'example'; // 2.0 lists examples by media type
  if (key.startsWith('x-') || dataFields.has(key)) return undefined;
  if (context === 'example' && exampleValues.has(key)) return undefined;
  if (key === 'examples') return Array.isArray(value) ? undefined : 'examples';
  return nameMaps.has(key) && !Array.isArray(value) ? 'names' : 'fields';
}

/** Whether some schema has the plain name `name` (`$anchor`, `$dynamicAnchor`, or an id such as `#name`). */
export function hasAnchor(data: unknown, name: string): boolean {
  const queue: unknown[] = [data];
  const visited = new Set<unknown>();
  while (queue.length > 0) {
    const node = queue.pop();
    if (typeof node !== 'object' || node === null || visited.has(node)) continue;
    visited.add(node);
    const { $anchor, $dynamicAnchor, $id, id } = node as Record<string, unknown>;
    if ($anchor === name || $dynamicAnchor === name || $id === `#${name}` || id === `#${name}`) return true;
    for (const value of Object.values(node)) queue.push(value);
  }
  return false;
}
