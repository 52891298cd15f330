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
  /** In the order of their ids. */
  readonly points: readonly Point[];
  /** The same as bits, by id. */
  readonly bits: Int32Array;
  /** Sets made of this one, by what they were made with. */
  memo: Map<unknown, PointSet> | null;
  /** How many operations there are at its points; -1: not counted yet. */
  operations: number;
}

export class Points {
  readonly all: Point[] = [];
  /** By a hash of their bits. */
  readonly #sets = new Map<number, PointSet[]>();
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
    const last = points[points.length - 1];
    const bits = new Int32Array(last ? (last.id >>> 5) + 1 : 0);
    for (const { id } of points) bits[id >>> 5]! |= 1 << (id & 31);
    return this.#intern(bits, points);
  }

  /** The set with these bits, the last word of which is not 0. */
  #intern(bits: Int32Array, points?: readonly Point[]): PointSet {
    let hash = bits.length;
    for (const word of bits) hash = (Math.imul(hash, 31) + word) | 0;
    let bucket = this.#sets.get(hash);
    if (!bucket) this.#sets.set(hash, (bucket = []));
    for (const known of bucket) if (isEqual(known.bits, bits)) return known;
    const made = { points: points ?? this.#pointsOf(bits), bits, memo: null, operations: -1 };
    bucket.push(made);
    return made;
  }

  #pointsOf(bits: Int32Array): Point[] {
    const points: Point[] = [];
    for (let index = 0; index < bits.length; index++) {
      for (let word = bits[index]!; word !== 0; word &= word - 1) points.push(this.all[index * 32 + 31 - Math.clz32(word & -word)]!);
    }
    return points;
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
    const set = this.unionOf(sets);
    if (set.operations < 0) set.operations = new Set(set.points.flatMap(({ operation }) => operation ?? [])).size;
    return set.operations;
  }

  union(a: PointSet, b: PointSet): PointSet {
    if (a === b || b.points.length === 0) return a;
    if (a.points.length === 0) return b;
    const known = a.memo?.get(b);
    if (known) return known;
    const union = this.unionOf([a, b]);
    (a.memo ??= new Map()).set(b, union);
    return union;
  }

  /** The union of many sets, made once and not pair by pair. */
  unionOf(sets: readonly PointSet[]): PointSet {
    const first = sets[0];
    if (first === undefined || sets.length === 1) return first ?? this.empty;
    let length = 0;
    for (const set of sets) length = Math.max(length, set.bits.length);
    const bits = new Int32Array(length);
    for (const set of sets) addBits(bits, set.bits);
    return this.#intern(bits);
  }

  minus(a: PointSet, b: PointSet): PointSet {
    if (b.points.length === 0) return a;
    if (a === b) return this.empty;
    const bits = a.bits.slice();
    for (let index = 0; index < Math.min(bits.length, b.bits.length); index++) bits[index]! &= ~b.bits[index]!;
    let length = bits.length;
    while (length > 0 && bits[length - 1] === 0) length--;
    return this.#intern(length < bits.length ? bits.slice(0, length) : bits);
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
    let found = set.memo?.get(key);
    if (!found) {
      found = this.where(set, passes);
      (set.memo ??= new Map()).set(key, found);
    }
    return found;
  }
}

function addBits(to: Int32Array, from: Int32Array): void {
  for (let index = 0; index < from.length; index++) to[index]! |= from[index]!;
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/** Whether a point is in a set. */
export function isAt(set: PointSet, { id }: Point): boolean {
  return ((set.bits[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
}
