import { asArray, member } from '../json.js';
import { nodeAttributes } from '../model/attributes.js';
import { at } from '../model/build.js';
import type { Place } from '../model/documents.js';
import type { Model } from '../model/model.js';
import type { Node, OperationNode, SchemaNode, TargetName } from '../model/nodes.js';
import type { Point } from '../model/points.js';
import { keyword } from '../model/shapes.js';
import { schemaOf } from '../model/values.js';

/** Where findings stand (docs/language.md, “Where a finding stands”). */

function written(node: Node, path: (string | number)[]): boolean {
  let value: unknown = node.value;
  for (const key of path) {
    value = member(value, key);
    if (value === undefined) return false;
  }
  return path.length > 0;
}

/** The place of the field that an attribute comes from if it is written, else of the node. */
export function placeOfAttribute(model: Model, node: Node, name: string): Place {
  if (node.target === 'Property' && name === 'required') {
    const index = asArray(node.holder.value.required).indexOf(node.name);
    return index < 0 ? node.place : at(node.holder.place, 'required', index);
  }
  if (node.target === 'Example') {
    const keys = name === 'phraseOf' ? ['title'] : name.startsWith('value.') ? name.slice(6).split('.') : [];
    return keys.length > 0 && keys.reduce<unknown>((value, key) => member(value, key), node.content) !== undefined
      ? at(node.place, ...keys)
      : node.place;
  }
  const attribute = nodeAttributes[node.target][name];
  const stated = typeof attribute?.field === 'function' ? attribute.field(node, model) : attribute?.field;
  const path = typeof stated === 'string' ? [stated] : (stated ?? defaultPath(node, name));
  if (node.target === 'Document' && path.length > 0 && written(node, path)) return at(node.place, ...path);
  if (node.target === 'Info' || node.target === 'SecurityScheme' || node.target === 'Server') {
    // 2.0 writes these otherwise: only what is really there has a place
    return written(node, path) && member(rawAt(node.place), path[0]!) !== undefined ? at(node.place, ...path) : node.place;
  }
  if (written(node, path)) return at(node.place, ...path);
  const schema = schemaOf(node);
  const [first] = path;
  if (schema && first !== undefined && node.target !== 'MediaType' && node.target !== 'Enum') {
    const stating = keyword(model.schemas, schema, String(first));
    if (stating) return at(stating.schema.place, first);
  }
  return node.place;
}

function rawAt(place: Place): unknown {
  const keys: (string | number)[] = [];
  for (let here = place; here.up; here = here.up) keys.push(here.key);
  let value = place.file.data;
  for (const key of keys.reverse()) value = member(value, key);
  return value;
}

function defaultPath(node: Node, name: string): (string | number)[] {
  if (name === 'name' || name === 'words' || name === 'lastWord') {
    if (node.target === 'Parameter' || node.target === 'Tag') return ['name'];
    return node.target === 'Server' ? ['url'] : [];
  }
  return name in node.value ? [name] : name.split('.');
}

/** The list that lacks a member, else the node. */
export function placeOfMissing(model: Model, node: Node, target: TargetName): Place {
  const list = (...keys: string[]): Place => (written(node, keys) ? at(node.place, ...keys) : node.place);
  switch (node.target) {
    case 'Document':
      if (target === 'Server') return list('servers');
      if (target === 'Tag') return list('tags');
      if (target === 'SecurityScheme' || target === 'Requirement') return node.place;
      return list('paths');
    case 'Operation':
      if (target === 'Parameter') return list('parameters');
      if (target === 'RequestBody') return list('requestBody');
      if (target === 'Requirement' || target === 'SecurityScheme') return list('security');
      if (target === 'Tag') return list('tags');
      return ['Response', 'Header', 'MediaType', 'Property', 'Schema', 'Example', 'Link'].includes(target) ? list('responses') : node.place;
    case 'Response':
    case 'RequestBody':
    case 'MediaType':
      if (target === 'Header') return list('headers');
      if (target === 'MediaType') return list('content');
      if (target === 'Property') return placeOfBody(model, node) ?? node.place;
      return node.place;
    case 'Schema':
      // The object that the form parameters of 2.0 make up is written nowhere.
      return target === 'Property' && member(rawAt(node.place), 'properties') !== undefined ? list('properties') : node.place;
    case 'Property':
      return target === 'Property' && node.schema ? placeOfMissing(model, node.schema, 'Property') : node.place;
    default:
      return node.place;
  }
}

/** `properties` of the schema of the JSON body, at its definition. */
function placeOfBody(model: Model, node: Node): Place | null {
  const schema = bodySchema(node);
  return schema ? placeOfMissing(model, schema, 'Property') : null;
}

/** The schema at whose definition a missing member of the body is reported. */
export function bodySchema(node: Node): SchemaNode | null {
  const media = node.target === 'MediaType' ? [node] : node.target === 'Response' || node.target === 'RequestBody' ? node.media : [];
  return media.find((one) => one.schema)?.schema ?? null;
}

/** Where a point uses a shared definition; null where it is written in place. */
export function referenceAt(point: Point, node: Node): Place | null {
  const operation = point.operation;
  if (!operation) return null;
  if (node.target === 'Response') return operation.responses.find((entry) => entry.point === point)?.place ?? null;
  if (node.target === 'RequestBody') return at(operation.place, 'requestBody');
  if (node.target === 'Parameter') return placeOfParameter(operation, node.value);
  return null;
}

function placeOfParameter(operation: OperationNode, value: unknown): Place | null {
  const position = operation.parameters.findIndex((parameter) => parameter.value === value);
  const own = asArray(operation.value.parameters);
  return position >= 0 && position < own.length ? at(operation.place, 'parameters', position) : null;
}
