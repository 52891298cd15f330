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
  /** Where the field is not written, its value is OpenAPI's default, which is not `stated`. */
  hasDefault?: boolean;
  /** The field that it comes from, at which a finding stands if it is written there. */
  field?: string | ((node: N, model: Model) => (string | number)[] | undefined);
}

/** Something that a rule can ask of a use. */
export interface UseAttribute {
  does: string;
  of(point: Point, model: Model): unknown;
}

export type Attributes = Partial<Record<TargetName, Record<string, Attribute<never>>>>;

/** What is remembered with a node under a key. Most nodes remember nothing, so the map is made when it is needed. */
export function recall(node: Node, key: string): unknown {
  return node.memo?.get(key);
}

export function remember(node: Node, key: string, value: unknown): void {
  (node.memo ??= new Map()).set(key, value);
}

/** Remembers an answer with the node. */
export function once<T>(node: Node, key: string, compute: () => T): T {
  const known = recall(node, key);
  if (known !== undefined || node.memo?.has(key)) return known as T;
  const value = compute();
  remember(node, key, value);
  return value;
}
