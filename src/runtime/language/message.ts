import { show, type Failure } from '../functions/function.js';
import { attributeKind, attributeOf, useAttributes } from '../model/attributes.js';
import type { Model } from '../model/model.js';
import type { Node } from '../model/nodes.js';
import type { Point } from '../model/points.js';

export const placeholders = ['name', 'value', 'found', 'expected', 'uses', 'others', 'satisfied', 'all'];

/** What a message can say of a finding. */
export interface Facts {
  failure: Failure;
  /** The node that the rule looks at. */
  given: Node;
  uses: number;
  satisfied: number;
  all: number;
}

/** Fills the placeholders of a message; the function's own message where there is none. */
export function fillMessage(template: string | undefined, model: Model, facts: Facts): string {
  const { failure } = facts;
  if (template === undefined) return failure.message;
  return template.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (_whole, name: string) => show(valueOf(name, model, facts)));
}

function valueOf(name: string, model: Model, facts: Facts): unknown {
  const { failure, given } = facts;
  switch (name) {
    case 'name':
      return given.name;
    case 'value':
      return failure.found;
    case 'found':
      return failure.found;
    case 'expected':
      return failure.expected?.replaceAll('`', '');
    case 'others':
      return failure.others;
    case 'uses':
    case 'satisfied':
    case 'all':
      return facts[name];
    default:
      return attributeAt(model, given, failure.points.points[0], name);
  }
}

/** An attribute of a node, or of its use at a point. */
export function attributeAt(model: Model, node: Node, point: Point | undefined, name: string): unknown {
  const kind = attributeKind(node.target, name);
  if (kind === 'use' && point) return useAttributes[name]!.of(point, model);
  if (kind !== undefined) return attributeOf(model, node, name);
  return Object.hasOwn(useAttributes, name) && point ? useAttributes[name]!.of(point, model) : undefined;
}
