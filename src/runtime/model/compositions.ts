import { asArray, asObject, member } from '../json.js';
import { once, type Attributes } from './attribute.js';
import type { Model } from './model.js';
import type { EnumNode, PropertyNode, SchemaNode } from './nodes.js';
import { keyword, layers, membersOf, typesOf } from './shapes.js';

/** What the parts of a composed schema say together: members that nobody defines, declarations that exclude each other, branches that look alike. */

const composing: ReadonlySet<string> = new Set(['allOf', 'ref']);
const branching: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'not']);
/** More schemas than this around one are not looked through: what they define is unknown. */
const maximumAround = 256;

/** The schemas that describe the same value as one, those in which it is a part or a branch included; null where they are too many. */
function around(model: Model, schema: SchemaNode): SchemaNode[] | null {
  model.nodes('Schema'); // all edges are known then
  const above = new Set([schema]);
  for (const one of above) {
    for (const { step, from } of one.incoming) if (composing.has(step) || branching.has(step)) above.add(from);
    if (above.size > maximumAround) return null;
  }
  const found = new Set<SchemaNode>();
  for (const one of above) {
    for (const layer of layers(model.schemas, one)) found.add(layer);
    if (found.size > maximumAround) return null;
  }
  return [...found];
}

const isOpen = ({ value, unreadable }: SchemaNode): boolean =>
  unreadable ||
  value.patternProperties !== undefined ||
  (value.additionalProperties !== undefined && value.additionalProperties !== false) ||
  value.unevaluatedProperties === true ||
  asObject(value.unevaluatedProperties) !== undefined;

/** Names in its own `required` that no property has. */
function undeclared(model: Model, schema: SchemaNode): { value: string; path: (string | number)[] }[] {
  const required = asArray(schema.value.required);
  if (required.length === 0) return none;
  const own = membersOf(model.schemas, schema);
  const missing = required.flatMap((name, index) =>
    typeof name === 'string' && !own.has(name) ? [{ value: name, path: ['required', index] }] : [],
  );
  if (missing.length === 0) return none;
  const all = around(model, schema);
  if (!all || all.some(isOpen) || !all.some((one) => one.properties.size > 0)) return none;
  return missing.filter(({ value }) => !all.some((one) => one.properties.has(value)));
}
const none: never[] = [];

/** Integer is a number. */
const numeric = (type: string): string => (type === 'integer' ? 'number' : type);

/** No value fits both: types without a common one, or texts of two formats. */
function excludes(model: Model, one: SchemaNode | null, other: SchemaNode | null): boolean {
  if (!one || !other || one === other) return false;
  const a = typesOf(model.schemas, one).map(numeric);
  const b = typesOf(model.schemas, other).map(numeric);
  if (a.length === 0 || b.length === 0) return false;
  if (!a.some((type) => b.includes(type))) return true;
  if (a.length > 1 || b.length > 1 || a[0] !== 'string') return false;
  const [first, second] = [one, other].map((schema) => keyword(model.schemas, schema, 'format')?.value);
  return typeof first === 'string' && typeof second === 'string' && first !== second;
}

/** Parts of an `allOf` in the order in which they are written, nested ones in place, the schema's own properties last. */
function partsInOrder(model: Model, root: SchemaNode): SchemaNode[] {
  const found = new Set<SchemaNode>();
  const entered = new Set<SchemaNode>();
  const stack = [{ schema: root, done: false }];
  while (stack.length > 0 && entered.size < maximumAround) {
    const { schema, done } = stack.pop()!;
    if (done) found.add(schema);
    else if (!entered.has(schema)) {
      entered.add(schema);
      stack.push({ schema, done: true });
      const parts = model.schemas.expand(schema).out.filter((edge) => composing.has(edge.step));
      for (const { to } of parts.reverse()) stack.push({ schema: to, done: false });
    }
  }
  return [...found];
}

/** Properties that another part of one composition declares otherwise, at the later place; a shared part is right for its other users. */
function conflicts(model: Model): Set<PropertyNode> {
  return once(model.document, 'conflicts', () => {
    const found = new Set<PropertyNode>();
    const isShared = ({ holder }: PropertyNode) => holder.referenced || holder.component !== null;
    for (const node of model.nodes('Schema') as SchemaNode[]) {
      if (!node.out.some((edge) => edge.step === 'allOf')) continue;
      const known = new Map<string, PropertyNode>();
      for (const part of partsInOrder(model, node)) {
        for (const [name, property] of part.properties) {
          const earlier = known.get(name);
          if (!earlier) known.set(name, property);
          else if (excludes(model, earlier.schema, property.schema))
            found.add(isShared(property) && !isShared(earlier) ? earlier : property);
        }
      }
    }
    return found;
  });
}

/** What a property allows, where that is a list: its const or enum. */
function allowed(model: Model, property: PropertyNode): unknown[] | undefined {
  if (!property.schema) return undefined;
  const constant = keyword(model.schemas, property.schema, 'const');
  if (constant) return [constant.value];
  const values = keyword(model.schemas, property.schema, 'enum')?.value;
  return Array.isArray(values) ? values : undefined;
}

function areDisjoint(lists: (unknown[] | undefined)[]): boolean {
  const seen = new Set<unknown>();
  for (const list of lists) {
    if (!list || list.some((value) => seen.has(value))) return false;
    for (const value of list) seen.add(value);
  }
  return true;
}

/** Objects with members among the branches that nothing tells apart. */
function isIndistinct(model: Model, schema: SchemaNode): boolean {
  const { schemas } = model;
  const edges = schemas.expand(schema).out.filter((edge) => edge.step === 'oneOf' || edge.step === 'anyOf');
  const branches = [...new Set(edges.map((edge) => edge.to))];
  if (branches.length < 2 || keyword(schemas, schema, 'discriminator')) return false;
  const objects = branches.filter((one) => typesOf(schemas, one).includes('object') && membersOf(schemas, one).size > 0);
  const [first] = objects;
  if (!first || objects.length < 2 || objects.every((one) => keyword(schemas, one, 'discriminator'))) return false;
  const members = objects.map((one) => membersOf(schemas, one));
  const isSuperset = (one: Map<string, unknown>, other: Map<string, unknown>) => [...other.keys()].every((name) => one.has(name));
  if (members.some((one) => members.some((other) => one !== other && isSuperset(one, other)))) return false;
  const required = members.map((one) => [...one].flatMap(([name, member]) => (member.required ? name : [])));
  // an anyOf of which a branch requires nothing is a mixture
  if (edges.some((edge) => edge.step === 'anyOf') && required.some((names) => names.length === 0)) return false;
  if (required.every((names, index) => names.some((name) => members.every((one, other) => other === index || !one.has(name)))))
    return false;
  return ![...membersOf(schemas, first).keys()].some((name) =>
    areDisjoint(
      members.map((one) => {
        const found = one.get(name);
        return found && allowed(model, found.property);
      }),
    ),
  );
}

/** Whether something says that further values may come. */
function isOpenList(model: Model, { schema, place, values }: EnumNode): boolean {
  if (place.key === 'x-extensible-enum' || member(schema.value['x-ms-enum'], 'modelAsString') === true) return true;
  if (values.includes('unknownFutureValue')) return true;
  const seen = new Set([schema]);
  for (const one of seen) {
    for (const { step, from } of one.incoming) {
      if (composing.has(step) || step === 'items') seen.add(from);
      else if (step === 'anyOf' || step === 'oneOf') {
        seen.add(from);
        if (from.out.some((edge) => edge.step === step && edge.to !== one && takesAnyText(model, edge.to))) return true;
      }
    }
    if (seen.size > 16) break;
  }
  return false;
}

function takesAnyText(model: Model, schema: SchemaNode): boolean {
  const says = (name: string) => keyword(model.schemas, schema, name) !== undefined;
  return typesOf(model.schemas, schema).includes('string') && !says('enum') && !says('const') && !says('pattern') && !says('format');
}

export const compositionAttributes: Attributes = {
  Schema: {
    undeclared: {
      does: 'Names in its `required` that no property has, neither its own nor one of what it is composed with, of its branches, or of the schema whose part or branch it is; absent where further members are allowed (plural).',
      get: (node: SchemaNode, model) => undeclared(model, node).map((one) => one.value),
      members: (node: SchemaNode, model) => undeclared(model, node),
      field: 'required',
    },
    indistinct: {
      does: 'Two or more branches of its oneOf or anyOf are objects with properties, and nothing tells them apart: no discriminator, no common property with other values in each, none that only it has and requires, and none has all properties of another; of an anyOf only if each requires something.',
      get: (node: SchemaNode, model) => once(node, 'indistinct', () => isIndistinct(model, node)),
    },
  },
  Property: {
    conflicts: {
      does: 'Another part of the same allOf, as a rule an earlier one, declares a property of this name so that no value fits both: types without a common one, or texts of another format.',
      get: (node: PropertyNode, model) => conflicts(model).has(node),
    },
  },
  Enum: {
    open: {
      does: 'Marked as open: `x-extensible-enum`, `x-ms-enum` with `modelAsString`, a value `unknownFutureValue`, or a branch beside a text that may be anything.',
      get: (node: EnumNode, model) => once(node, 'open', () => isOpenList(model, node)),
    },
  },
};
