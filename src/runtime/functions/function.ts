import type { Context } from '../language/body.js';
import type { Report } from '../language/tester.js';
import type { Place } from '../model/documents.js';
import type { Node, SchemaNode, TargetName, Use } from '../model/nodes.js';
import type { PointSet } from '../model/points.js';

/** A node with the use in which the rule looks at it. */
export interface Candidate {
  node: Node;
  use: Use;
}

/** What a function reports. */
export interface Failure {
  /** The definition at or in which the finding stands. */
  node: Node;
  /** The node that the rule looks at, where that is another one. */
  given?: Node;
  place: Place;
  /** The points at which it fails. */
  points: PointSet;
  message: string;
  /** For `{{found}}`. */
  found?: unknown;
  /** For `{{expected}}`. */
  expected?: string;
  /** For `{{others}}`. */
  others?: string;
  /** A shared definition that does not fail everywhere is reported where it is used; `few`: where it fails in less than half of its uses. */
  atReferences?: boolean | 'few';
  /** The schema of a body at whose definition the finding stands; where few of its bodies fail, it stands at these. */
  schema?: SchemaNode | null;
}

/** A compiled function: the failures among the candidates. */
export interface Judge {
  (candidates: Candidate[], contextOf: (candidate: Candidate) => Context): Failure[];
  /** The verdict depends on the node alone, not on its use, so that it is judged once for all its uses. */
  ofNodeAlone?: boolean;
  /** A cheap look at the node, before anything else is asked of it: false where it cannot fail. */
  canFail?: (node: Node) => boolean;
  /** The node passes whatever its API's convention is, as one word in lower case fits most styles: `once` does not count it. */
  isNeutral?: (node: Node) => boolean;
}

export interface Option {
  does: string;
  /** JSON Schema of the option. */
  schema: Record<string, unknown>;
  required?: boolean;
}

/** A general check with options. */
export interface Function {
  does: string;
  /** Options by name; a string where the options are a body or what `has` takes. */
  options: Record<string, Option> | 'body' | 'has';
  compile(options: never, targets: TargetName[], path: (string | number)[], report: Report): Judge;
}

/** A judge that looks at each candidate alone. */
export function each(
  judge: (node: Node, use: Use, context: Context) => Failure[],
  alone: Pick<Judge, 'ofNodeAlone' | 'canFail' | 'isNeutral'> = {},
): Judge {
  const all: Judge = (candidates, contextOf) => {
    const failures: Failure[] = [];
    for (const candidate of candidates) {
      const found = judge(candidate.node, candidate.use, contextOf(candidate));
      if (found.length > 0) failures.push(...found);
    }
    return failures;
  };
  return Object.assign(all, alone);
}

/** A value as messages show it. */
export function show(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.slice(0, 4).map(show).join(', ') + (value.length > 4 ? ', …' : '');
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
