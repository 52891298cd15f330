import { once } from './attribute.js';
import { newUse, restrictUse, type Edge, type PathNode, type SchemaNode, type Use } from './nodes.js';
import type { Point, Points, PointSet } from './points.js';
import type { Schemas } from './schemas.js';
import { helpersOf, layers, shapeOf } from './shapes.js';

/**
 * Where every schema is used: at which points, at which depth of a body, held by which property.
 *
 * The top of each body (envelope and resource) is walked root by root; what lies below is reached through the graph of all schemas, whose
 * circles are merged (Tarjan's strongly connected components), so that the cost is that of the graph and not that of the paths through it.
 */
export function computeUses(schemas: Schemas, points: Points): void {
  const nodes = schemas.expandAll();
  const tops = new Map<SchemaNode, Use[]>();
  const seeds = new Map<SchemaNode, PointSet>();
  for (const root of nodes) if (root.rootPoints.length > 0) walkTop(schemas, points, root, tops, seeds);
  reach(nodes, points, seeds);
  for (const node of nodes) usesOf(node, points, tops);
  shareEqual(nodes);
}

/** Schemas that are used alike share one list, so that what is asked of uses is asked once. */
function shareEqual(nodes: SchemaNode[]): void {
  const known = new Map<PointSet, Use[][]>();
  for (const node of nodes) {
    const uses = node.uses!;
    const { points } = uses[0]!;
    const lists = known.get(points);
    const shared = lists?.find((list) => areEqual(list, uses));
    if (shared) node.uses = shared;
    else if (lists) lists.push(uses);
    else known.set(points, [uses]);
  }
}

function areEqual(some: Use[], others: Use[]): boolean {
  return (
    some.length === others.length && some.every((use, index) => isSameUse(use, others[index]!) && use.points === others[index]!.points)
  );
}

const isSameUse = (one: Use, other: Use): boolean => one.depth === other.depth && one.parent === other.parent && one.root === other.root;

/** The last literal segment of a path: the name of its collection. */
export function collectionOf(path: PathNode | undefined): string {
  if (!path) return '';
  return once(path, 'collection', () => {
    const literals = path.name.split('/').filter((segment) => segment !== '' && !segment.includes('{'));
    return literals.at(-1) ?? '';
  });
}

function walkTop(schemas: Schemas, points: Points, root: SchemaNode, tops: Map<SchemaNode, Use[]>, seeds: Map<SchemaNode, PointSet>): void {
  const byCollection = new Map<string, Point[]>();
  for (const point of root.rootPoints) {
    const name = point.kind === 'content' ? collectionOf(point.path) : '';
    const group = byCollection.get(name);
    if (group) group.push(point);
    else byCollection.set(name, [point]);
  }
  for (const [collection, list] of byCollection) {
    const set = points.setOf(list);
    const add = (schema: SchemaNode, depth: number, parent?: string, isRoot?: boolean) => {
      for (const layer of layers(schemas, schema)) {
        addUse(tops, points, layer, newUse(set, depth, parent, isRoot));
        seeds.set(
          layer,
          depth === 0 && parent === undefined ? (seeds.get(layer) ?? points.empty) : points.union(seeds.get(layer) ?? points.empty, set),
        );
      }
    };
    if (list[0]!.kind !== 'content') {
      add(root, 1, undefined, true);
      continue;
    }
    const shape = shapeOf(schemas, root, collection);
    if (shape.kind === 'plain') {
      add(root, 1, undefined, true);
      continue;
    }
    add(root, 0, undefined, true);
    for (const resource of shape.resources) add(resource, 1, shape.member?.name);
    if (!shape.member) continue;
    // the array itself belongs to the envelope
    const holder = shape.member.schema;
    if (holder && !shape.resources.includes(holder)) addUse(tops, points, holder, newUse(set, 0, shape.member.name));
    for (const helper of helpersOf(schemas, root, shape.member)) add(helper.schema, 0, helper.parent);
  }
}

function addUse(tops: Map<SchemaNode, Use[]>, points: Points, schema: SchemaNode, use: Use): void {
  const uses = tops.get(schema) ?? [];
  tops.set(schema, uses);
  const same = uses.find((known) => isSameUse(known, use));
  if (same) same.points = points.union(same.points, use.points);
  else uses.push(use);
}

/** Spreads the points of the resource level along all edges, circle by circle. */
function reach(nodes: SchemaNode[], points: Points, seeds: Map<SchemaNode, PointSet>): void {
  for (const circle of stronglyConnected(nodes)) {
    const sources: PointSet[] = [];
    const inside = circle.length > 1 ? new Set(circle) : null;
    for (const node of circle) {
      const seed = seeds.get(node);
      if (seed && !sources.includes(seed)) sources.push(seed);
      for (const { from } of node.incoming) {
        const isInside = inside ? inside.has(from) : from === node;
        if (!isInside && from.reach && !sources.includes(from.reach)) sources.push(from.reach);
      }
    }
    const set = sources.length < 2 ? (sources[0] ?? points.empty) : points.unionOf(sources);
    for (const node of circle) node.reach = set;
  }
}

/** Tarjan's algorithm without recursion; circles come out with those that lead to them first. */
function stronglyConnected(nodes: SchemaNode[]): SchemaNode[][] {
  const order = new Int32Array(nodes.length).fill(-1);
  const low = new Int32Array(nodes.length);
  const isOpen = new Uint8Array(nodes.length);
  const stack: SchemaNode[] = [];
  const found: SchemaNode[][] = [];
  const path: SchemaNode[] = [];
  const next: number[] = [];
  let count = 0;
  const enter = (node: SchemaNode) => {
    order[node.index] = low[node.index] = count++;
    isOpen[node.index] = 1;
    stack.push(node);
    path.push(node);
    next.push(0);
  };
  for (const start of nodes) {
    if (order[start.index]! >= 0) continue;
    enter(start);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      const at = node.index;
      const edge: Edge | undefined = node.out[next[next.length - 1]!++];
      if (edge) {
        const to = edge.to.index;
        if (order[to]! < 0) enter(edge.to);
        else if (isOpen[to]) low[at] = Math.min(low[at]!, order[to]!);
        continue;
      }
      path.pop();
      next.pop();
      const parent = path[path.length - 1];
      if (parent) low[parent.index] = Math.min(low[parent.index]!, low[at]!);
      if (low[at] !== order[at]) continue;
      const circle: SchemaNode[] = [];
      let member: SchemaNode;
      do {
        member = stack.pop()!;
        isOpen[member.index] = 0;
        circle.push(member);
      } while (member !== node);
      found.push(circle);
    }
  }
  return found.reverse();
}

/** Uses at the top of bodies, and below: those of the holders of a property one level deeper, those of compositions and arrays unchanged. */
function usesOf(node: SchemaNode, points: Points, tops: Map<SchemaNode, Use[]>): Use[] {
  if (node.uses) return node.uses;
  node.uses = []; // a circle of compositions ends here
  const uses: Use[] = [...(tops.get(node) ?? [])];
  const add = (use: Use) => {
    if (use.points.points.length === 0) return;
    const index = uses.findIndex((known) => isSameUse(known, use));
    if (index < 0) uses.push(use);
    else if (uses[index]!.points !== use.points) uses[index] = restrictUse(uses[index]!, points.union(uses[index]!.points, use.points));
  };
  for (const edge of node.incoming) {
    if (edge.step === 'property') {
      if (edge.from.reach) add(newUse(edge.from.reach, 2, edge.property!));
    } else if (edge.step !== 'not') {
      for (const use of usesOf(edge.from, points, tops)) if ((use.depth ?? 0) > 1) add(use);
    }
  }
  // An inline schema of one property has just the uses that its holder gives it.
  node.uses = uses.length > 0 ? uses : [newUse(points.set([points.unused]))];
  return node.uses;
}
