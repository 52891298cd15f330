import type { BodyEntry } from './bodies.js';
import type { Node, OperationNode, PathNode } from './nodes.js';

/**
 * One point of use: a place in the tree document → path → operation → request | response → content at which a definition is used.
 * A shared definition is used at many points; all tests of one body hold at one and the same point.
 */
export interface Point {
  id: number;
  kind: 'unused' | 'document' | 'path' | 'operation' | 'parameters' | 'request' | 'response' | 'content';
  parent: Point | null;
  children: Point[];
  role: 'provider' | 'consumer';
  path: PathNode | undefined;
  operation: OperationNode | undefined;
  status: string | undefined;
  mediaType: string | undefined;
  /** What is used at this point. */
  node: Node | undefined;
  /** Points of bodies below, once somebody asked. */
  contents: Point[] | null;
  /** Members of the body here: its top, and all below, once somebody asked. */
  members: readonly BodyEntry[] | null;
  deepMembers: readonly BodyEntry[] | null;
  /** The set of this point alone. */
  alone: PointSet | null;
  /** Nodes to which relations lead from here, kept because many rules follow the same relation. */
  related: Map<object, unknown> | null;
}

/** A set of points, interned: two equal sets are one object, so that what is found out about a set is kept with it. */
export interface PointSet {
  readonly id: number;
  /** In the order of their ids. */
  readonly points: readonly Point[];
  readonly memo: Map<unknown, PointSet>;
}

export class Points {
  readonly all: Point[] = [];
  readonly #sets = new Map<string, PointSet>();
  readonly #counts = new Map<string, number>();
  readonly empty: PointSet;
  /** The point of a definition that nothing uses. */
  readonly unused: Point;

  constructor() {
    this.empty = this.set([]);
    this.unused = this.add('unused', null, {});
  }

  add(kind: Point['kind'], parent: Point | null, rest: Partial<Point>): Point {
    // Every field is written, for the same reason as in `newNode`.
    const point: Point = {
      id: this.all.length,
      kind,
      parent,
      children: [],
      role: rest.role ?? parent?.role ?? 'provider',
      path: rest.path ?? parent?.path,
      operation: rest.operation ?? parent?.operation,
      status: rest.status ?? parent?.status,
      mediaType: rest.mediaType ?? parent?.mediaType,
      node: rest.node,
      contents: null,
      members: null,
      deepMembers: null,
      alone: null,
      related: null,
    };
    this.all.push(point);
    parent?.children.push(point);
    return point;
  }

  /** The set of points given in the order of their ids, without repetition. */
  set(points: readonly Point[]): PointSet {
    const [first] = points;
    if (first?.alone && points.length === 1) return first.alone;
    let key = '';
    for (const point of points) key += `${point.id},`;
    let found = this.#sets.get(key);
    if (!found) {
      found = { id: this.#sets.size, points, memo: new Map() };
      this.#sets.set(key, found);
    }
    return found;
  }

  /** The set of points in any order, repetitions allowed. */
  setOf(points: Iterable<Point>): PointSet {
    const distinct = points instanceof Set ? (points as Set<Point>) : new Set(points);
    return this.set([...distinct].sort((a, b) => a.id - b.id));
  }

  /** The set of one point. */
  only(point: Point): PointSet {
    return (point.alone ??= this.set([point]));
  }

  /** How many operations there are at the points of some sets. */
  countOperations(sets: readonly PointSet[]): number {
    let key = '';
    for (const set of sets) key += `${set.id},`;
    let count = this.#counts.get(key);
    if (count === undefined) {
      const operations = new Set<OperationNode>();
      for (const set of new Set(sets)) for (const { operation } of set.points) if (operation) operations.add(operation);
      count = operations.size;
      this.#counts.set(key, count);
    }
    return count;
  }

  union(a: PointSet, b: PointSet): PointSet {
    if (a === b || b.points.length === 0) return a;
    if (a.points.length === 0) return b;
    const known = a.memo.get(b);
    if (known) return known;
    const union = this.setOf([...a.points, ...b.points]);
    a.memo.set(b, union);
    return union;
  }

  /** The union of many sets, made once and not pair by pair. */
  unionOf(sets: readonly PointSet[]): PointSet {
    const distinct = new Set(sets);
    if (distinct.size < 2) return sets[0] ?? this.empty;
    const all = new Set<Point>();
    for (const set of distinct) for (const point of set.points) all.add(point);
    return this.setOf(all);
  }

  minus(a: PointSet, b: PointSet): PointSet {
    if (b.points.length === 0) return a;
    if (a === b) return this.empty;
    const without = new Set(b.points);
    return this.set(a.points.filter((point) => !without.has(point)));
  }

  /** The points that pass. */
  where(set: PointSet, passes: (point: Point) => boolean): PointSet {
    if (set.points.length === 1) return passes(set.points[0]!) ? set : this.empty;
    const kept = set.points.filter(passes);
    return kept.length === set.points.length ? set : this.set(kept);
  }

  /** The points that pass; `key` stands for the predicate, so that each set is filtered by it once. */
  filter(set: PointSet, key: object, passes: (point: Point) => boolean): PointSet {
    if (set.points.length === 1) return this.where(set, passes);
    let found = set.memo.get(key);
    if (!found) {
      found = this.where(set, passes);
      set.memo.set(key, found);
    }
    return found;
  }
}
