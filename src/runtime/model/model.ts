import { recall, remember } from './attribute.js';
import { useAttributes } from './attributes.js';
import { Column } from './column.js';
import { asArray, asObject, asString, entries, member, type Json } from '../json.js';
import { at, Skeleton } from './build.js';
import type { Inventory, Place } from './documents.js';
import {
  newNode,
  newUse,
  restrictUse,
  type EnumNode,
  type ExampleNode,
  type Node,
  type OperationNode,
  type SimpleNode,
  type TargetName,
  type Use,
} from './nodes.js';
import type { Point, PointSet } from './points.js';
import { securitySchemes } from './schemes.js';
import { segmentsOf } from './segments.js';
import { referencesOf, textsOf } from './texts.js';
import { computeUses } from './uses.js';
import { holderName } from './values.js';
import { versionsOf } from './versions.js';

const componentKinds = [
  'schemas',
  'responses',
  'parameters',
  'examples',
  'requestBodies',
  'headers',
  'securitySchemes',
  'links',
  'callbacks',
  'pathItems',
  'mediaTypes',
];
const componentKindsV2: Record<string, string> = {
  definitions: 'schemas',
  parameters: 'parameters',
  responses: 'responses',
  securityDefinitions: 'securitySchemes',
};

/** One index of a description: nodes by target, each definition once, with its uses. Built once per document, each part when a rule asks for it. */
export class Model extends Skeleton {
  readonly #lists = new Map<TargetName, Node[]>();
  readonly #verdicts = new Map<TargetName, Map<object, Uint8Array>>();
  readonly #passing = new Map<TargetName, Map<object, Node[]>>();
  readonly #columns = new Map<string, Column>();
  readonly #byName = new Map<TargetName, Map<string, Node[]>>();
  readonly #providedUses = new Map<Use[], Use[]>();
  readonly #points = new Map<TargetName, PointSet>();
  #usesKnown = false;

  constructor(inventory: Inventory) {
    super(inventory);
    // Now, so that the order of schemas does not depend on which rule asks first.
    this.schemas.expandAll();
  }

  /** All nodes of a target, in the order of the document. */
  nodes(target: TargetName): Node[] {
    let list = this.#lists.get(target);
    if (!list) {
      list = this.#find(target);
      for (let index = 0; index < list.length; index++) list[index]!.index = index;
      this.#lists.set(target, list);
    }
    return list;
  }

  /** The nodes of a target by name, in the order of the document. */
  nodesByName(target: TargetName): ReadonlyMap<string, Node[]> {
    let byName = this.#byName.get(target);
    if (!byName) {
      byName = new Map();
      for (const node of this.nodes(target)) {
        const same = byName.get(node.name);
        if (same) same.push(node);
        else byName.set(node.name, [node]);
      }
      this.#byName.set(target, byName);
    }
    return byName;
  }

  /** Where a node is used; a definition that nothing uses has the point `unused`. */
  usesOf(node: Node): Use[] {
    switch (node.target) {
      case 'Path':
      case 'Operation':
        return this.#at(node, [node.point]);
      case 'Parameter':
      case 'RequestBody':
      case 'Response':
      case 'Header':
      case 'MediaType':
      case 'Link':
      case 'Callback':
        return this.#at(node, node.points.length > 0 ? node.points : [this.points.unused]);
      case 'Schema':
        this.#computeUses();
        return node.uses ?? this.#at(node, [this.points.unused]);
      case 'Property':
        return this.usesOf(node.holder);
      case 'Enum':
        return this.usesOf(node.schema);
      case 'Example':
        return this.usesOf(node.holder);
      case 'Document':
      case 'Server':
        return this.#at(node, [this.document.point]);
      default:
        return this.#at(node, node.points);
    }
  }

  /** The uses by what the API's provider describes. */
  providerUsesOf(node: Node): Use[] {
    if (node.target === 'Property') node = node.holder;
    return (node.provided ??= this.#shared(this.usesOf(node)));
  }

  /** All points at which nodes of a target are used by what the API's provider describes. */
  pointsOf(target: TargetName): PointSet {
    let points = this.#points.get(target);
    if (!points) {
      const lists = new Set(this.nodes(target).map((node) => this.providerUsesOf(node)));
      points = this.points.unionOf([...lists].flatMap((uses) => uses.map((use) => use.points)));
      this.#points.set(target, points);
    }
    return points;
  }

  /** What is known of a test of the nodes of a target: by the index of the node 1 where it passes, 2 where not, 0 where nobody asked yet. */
  verdicts(target: TargetName, test: object): Uint8Array {
    let ofTarget = this.#verdicts.get(target);
    if (!ofTarget) this.#verdicts.set(target, (ofTarget = new Map()));
    let known = ofTarget.get(test);
    if (!known) ofTarget.set(test, (known = new Uint8Array(this.nodes(target).length)));
    return known;
  }

  /** The nodes of a target that pass a test, found once; `passes` is asked only the first time. */
  passing(target: TargetName, test: object, passes: (node: Node) => boolean): Node[] {
    let ofTarget = this.#passing.get(target);
    if (!ofTarget) this.#passing.set(target, (ofTarget = new Map()));
    let found = ofTarget.get(test);
    if (!found) ofTarget.set(test, (found = this.nodes(target).filter(passes)));
    return found;
  }

  /** What an attribute of the use is at each point. */
  column(name: string): Column {
    let column = this.#columns.get(name);
    if (!column) this.#columns.set(name, (column = new Column(this.points.all, (point) => useAttributes[name]!.of(point, this))));
    return column;
  }

  #shared(uses: Use[]): Use[] {
    let provided = this.#providedUses.get(uses);
    if (!provided) this.#providedUses.set(uses, (provided = this.#provided(uses)));
    return provided;
  }

  #provided(uses: Use[]): Use[] {
    const kept = uses.flatMap((use) => {
      const points = this.points.filter(use.points, isProvider, isProvider);
      return points === use.points ? [use] : points.points.length > 0 ? [restrictUse(use, points)] : [];
    });
    return kept.length === uses.length && kept.every((use, index) => use === uses[index]) ? uses : kept;
  }

  #at(node: Node, points: Point[]): Use[] {
    return (node.uses ??= [newUse(this.points.setOf(points))]);
  }

  #computeUses(): void {
    if (this.#usesKnown) return;
    this.#usesKnown = true;
    computeUses(this.schemas, this.points);
  }

  #find(target: TargetName): Node[] {
    switch (target) {
      case 'Document':
        return [this.document];
      case 'Path':
        return this.paths;
      case 'Operation':
        return this.operations;
      case 'Parameter':
        return this.parameters;
      case 'RequestBody':
        return this.requestBodies;
      case 'Response':
        return this.responses;
      case 'Header':
        return this.headers;
      case 'MediaType':
        return this.mediaTypes;
      case 'Link':
        return this.links;
      case 'Callback':
        return this.callbacks;
      case 'Server':
        return this.servers;
      case 'Schema':
        this.#computeUses();
        return this.schemas.all;
      case 'Property':
        this.#computeUses();
        return this.schemas.properties;
      case 'Enum':
        return this.#enums();
      case 'Example':
        return this.#examples();
      case 'Info':
        return [this.#simple('Info', 'info', asObject(this.document.value.info) ?? {}, at(this.document.place, 'info'))];
      case 'Tag':
        return asArray(this.document.value.tags).flatMap((tag, index) => {
          const value = asObject(tag);
          return value ? [this.#simple('Tag', asString(value.name) ?? '', value, at(this.document.place, 'tags', index))] : [];
        });
      case 'SecurityScheme':
        return securitySchemes(this);
      case 'Requirement':
        return this.#requirements();
      case 'Segment':
        return segmentsOf(this);
      case 'Component':
        return this.#componentNodes();
      case 'Version':
        return versionsOf(this);
      case 'Text':
        return textsOf(this);
      case 'Reference':
        return referencesOf(this);
    }
  }

  #simple(
    target: SimpleNode['target'],
    name: string,
    value: Json,
    place: Place,
    facts: Json = {},
    points: Point[] = [this.document.point],
  ): SimpleNode {
    return newNode<SimpleNode>({ target, name, value, place, facts, points });
  }

  #enums(): EnumNode[] {
    this.#computeUses();
    return this.schemas.all.flatMap((schema): EnumNode[] => {
      const key = ['enum', 'x-extensible-enum'].find((name) => Array.isArray(schema.value[name]));
      return key
        ? [
            newNode<EnumNode>({
              target: 'Enum',
              name: holderName(this, schema),
              value: schema.value,
              place: at(schema.place, key),
              schema,
              values: asArray(schema.value[key]),
            }),
          ]
        : [];
    });
  }

  #examples(): ExampleNode[] {
    this.#computeUses();
    const holders = [...this.mediaTypes, ...this.parameters, ...this.headers, ...this.schemas.all];
    return holders.flatMap((holder) => this.examplesOf(holder));
  }

  /** The literal examples of a node; those behind an `externalValue` are not read. */
  examplesOf(holder: ExampleNode['holder']): ExampleNode[] {
    const known = recall(holder, 'exampleNodes') as ExampleNode[] | undefined;
    if (known) return known;
    const found: ExampleNode[] = [];
    const add = (name: string, content: unknown, place: Place, value: Json) =>
      found.push(newNode<ExampleNode>({ target: 'Example', name, value, place, content, holder }));
    const { value, place } = holder;
    for (const key of ['example', 'x-example']) if (Object.hasOwn(value, key)) add(key, value[key], at(place, key), {});
    if (holder.target === 'Schema') {
      for (const [index, content] of asArray(value.examples).entries()) add(String(index), content, at(place, 'examples', index), {});
    } else {
      for (const [name, raw] of entries(value.examples)) {
        const target = this.documents.dereference(raw, at(place, 'examples', name));
        const example = asObject(target?.value);
        if (!target || !example) continue;
        const key = ['value', 'dataValue'].find((one) => Object.hasOwn(example, one));
        if (key) add(name, example[key], at(target.place, key), example);
      }
    }
    remember(holder, 'exampleNodes', found);
    return found;
  }

  /** Every scheme that a security requirement names, where it is written. */
  #requirements(): SimpleNode[] {
    const fromDocument = this.requirementsAt(this.document.value, this.document.place, this.document.point);
    return [
      ...fromDocument,
      ...this.operations.flatMap((operation) => this.requirementsAt(operation.value, operation.place, operation.point)),
    ];
  }

  requirementsAt(holder: Json, place: Place, point: Point): SimpleNode[] {
    return asArray(holder.security).flatMap((alternative, index) => {
      const schemes = entries(alternative);
      return schemes.map(([name, scopes]) => {
        const facts = {
          alternative: index,
          alone: schemes.length === 1,
          scopes: asArray(scopes).filter((scope) => typeof scope === 'string'),
        };
        return this.#simple('Requirement', name, {}, at(place, 'security', index, name), facts, [point]);
      });
    });
  }

  /** The requirements that count for an operation: its own, else the document's. */
  effectiveRequirements(operation: OperationNode): SimpleNode[] {
    let known = recall(operation, 'requirements') as SimpleNode[] | undefined;
    if (!known) {
      const own = Array.isArray(operation.value.security);
      const holder = own ? operation : this.document;
      known = this.requirementsAt(holder.value, holder.place, operation.point);
      remember(operation, 'requirements', known);
    }
    return known;
  }

  #componentNodes(): SimpleNode[] {
    const v2 = this.isV2;
    const found = v2 ? Object.keys(componentKindsV2) : componentKinds;
    return found.flatMap((key) => {
      const holder = v2 ? this.document.value[key] : member(this.document.value.components, key);
      const kind = v2 ? componentKindsV2[key] : key;
      const base = v2 ? at(this.document.place, key) : at(this.document.place, 'components', key);
      return entries(holder).map(([name, value]) => this.#simple('Component', name, asObject(value) ?? {}, at(base, name), { kind }));
    });
  }
}

export const isProvider = (point: Point): boolean => point.role === 'provider';

const models = new WeakMap<object, Model>();

/** The model of a document; one per inventory, however many rules ask. */
export function modelOf(inventory: Inventory): Model {
  let model = models.get(inventory);
  if (!model) {
    model = new Model(inventory);
    models.set(inventory, model);
  }
  return model;
}
