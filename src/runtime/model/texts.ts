import { recall, remember } from './attribute.js';
import { asString, member } from '../json.js';
import { at } from './build.js';
import { childPlace, type Place } from './documents.js';
import type { Model } from './model.js';
import { newNode, type SimpleNode } from './nodes.js';

/** Keys whose values are literals of the API, not of the description. */
const literalKeys = new Set(['example', 'examples', 'default', 'enum', 'const', 'value', 'dataValue', 'x-example', 'x-examples']);
const textKeys = new Set(['description', 'summary', 'title']);
/** Keys below which names are the author's: a property called `description` is no text. */
const nameKeys = new Set([
  'properties',
  'patternProperties',
  'definitions',
  'schemas',
  'parameters',
  'responses',
  'headers',
  'securitySchemes',
  'requestBodies',
  'links',
  'callbacks',
  'paths',
  'webhooks',
  '$defs',
  'mapping',
  'scopes',
  'variables',
]);
const maximumDepth = 512;

/** An object on the way; its place is made when something in it is found. */
interface Frame {
  value: object;
  up: Frame | null;
  key: string | number;
  place: Place | null;
  names: boolean;
  depth: number;
}

function placeOf(frame: Frame): Place {
  return (frame.place ??= childPlace(placeOf(frame.up!), frame.key));
}

interface Found {
  texts: SimpleNode[];
  references: SimpleNode[];
}

export function textsOf(model: Model): SimpleNode[] {
  return walk(model).texts;
}

export function referencesOf(model: Model): SimpleNode[] {
  return walk(model).references;
}

/** Walks the root file once, literals left out; shared objects (YAML aliases) once. */
function walk(model: Model): Found {
  const known = recall(model.document, 'texts') as Found | undefined;
  if (known) return known;
  const found: Found = { texts: [], references: [] };
  const seen = new Set<object>();
  const points = [model.document.point];
  const node = (target: 'Text' | 'Reference', name: string, place: Place, facts: Record<string, unknown>): SimpleNode =>
    newNode<SimpleNode>({
      target,
      name,
      value: {},
      place,
      facts,
      points, // prettier-ignore
    });
  const stack: Frame[] = [{ value: model.document.value, up: null, key: '', place: model.document.place, names: false, depth: 0 }];
  while (stack.length > 0) {
    const frame = stack.pop()!;
    const { value, names, depth } = frame;
    if (seen.has(value) || depth > maximumDepth) continue;
    seen.add(value);
    const reference = asString(member(value, '$ref'));
    if (reference !== undefined && !names) {
      const place = placeOf(frame);
      const remote = /^https?:/i.test(reference);
      const readable = model.documents.resolve(reference, place) !== null;
      found.references.push(node('Reference', reference, at(place, '$ref'), { remote, external: !reference.startsWith('#'), readable }));
    }
    const isArray = Array.isArray(value);
    const keys = Object.keys(value);
    for (const key of keys) {
      const child = (value as Record<string, unknown>)[key];
      if (isArray || names || typeof child !== 'string' || !textKeys.has(key)) continue;
      const place = placeOf(frame);
      found.texts.push(node('Text', child, childPlace(place, key), { field: key, text: child, of: String(place.key) }));
    }
    // the last goes on the stack first, so that all come in the order of the document
    for (const key of keys.reverse()) {
      const child = (value as Record<string, unknown>)[key];
      if (typeof child !== 'object' || child === null) continue;
      if (!names && !isArray && (literalKeys.has(key) || key.startsWith('x-'))) continue;
      stack.push({
        value: child,
        up: frame,
        key: isArray ? Number(key) : key,
        place: null,
        names: !isArray && !names && nameKeys.has(key),
        depth: depth + 1,
      });
    }
  }
  remember(model.document, 'texts', found);
  return found;
}
