import type { Model } from './model.js';
import type { Node, TargetName } from './nodes.js';
import type { Point } from './points.js';

/** Something that a rule can ask of a node. */
export interface Attribute<N extends Node = Node> {
  /** Its definition, one sentence, for docs/language.md. */
  does: string;
  get(node: N, model: Model): unknown;
  /** Members of a plural attribute that have places of their own, below the node. */
  members?(node: N, model: Model): { value: unknown; path: (string | number)[] }[];
  /** The field that it comes from, at which a finding stands if it is written there. */
  field?: string | ((node: N, model: Model) => (string | number)[] | undefined);
}

/** Something that a rule can ask of a use. */
export interface UseAttribute {
  does: string;
  of(point: Point, model: Model): unknown;
}

export type Attributes = Partial<Record<TargetName, Record<string, Attribute<never>>>>;

/** Remembers an answer with the node. */
export function once<T>(node: Node, key: string, compute: () => T): T {
  if (node.memo.has(key)) return node.memo.get(key) as T;
  const value = compute();
  node.memo.set(key, value);
  return value;
}
