import type { Candidate, Failure } from '../functions/function.js';
import { at } from '../model/build.js';
import { pathInFile, pathInRoot, type JsonPath, type Place } from '../model/documents.js';
import { isProvider, type Model } from '../model/model.js';
import type { Node, SchemaNode, TargetName } from '../model/nodes.js';
import type { Point, PointSet } from '../model/points.js';
import { climb, contentsOf } from '../model/relations.js';
import { attributeAt, fillMessage } from './message.js';
import { referenceAt } from './places.js';
import type { CompiledRuleText } from './rule.js';
import type { Selection } from './select.js';

/** What a rule reports at a place. */
export interface Result {
  message: string;
  /** In the resolved root document, as Spectral wants it. */
  path: JsonPath;
  /** The file of the definition. */
  source: string;
  /** The path in that file. */
  definition: JsonPath;
}

/** A failure of one entry of `then`, with the node that the rule looked at. */
export interface Found {
  failure: Failure;
  given: Node;
  template: string | undefined;
  /** Points of the other uses for which the node was judged. */
  others: PointSet[];
}

/** All that was found at one place, which is one finding. */
interface Placed {
  place: Place;
  definition: JsonPath;
  /** The first that was found there. */
  found: Found;
  points: PointSet[];
}

/** Failures to results: one a place, shared definitions once, `once` applied, messages filled in. */
export function report(rule: CompiledRuleText, model: Model, selection: Selection, candidates: Candidate[], found: Found[]): Result[] {
  const definitions = byPlace(found.map(placedOf));
  const isShared = found.some((one) => one.failure.atReferences || one.failure.schema);
  const placed = isShared ? byPlace(definitions.flatMap((one) => atReferences(model, one))) : definitions;
  const all = new Set(candidates.map((candidate) => candidate.node)).size;
  const failing = new Set(found.map((one) => one.given)).size;
  const isOne = rule.once !== undefined && isOneDecision(selection, all, failing);
  const { kept, more } = reduce(rule, model, candidates, placed, isOne);
  return kept.map((one) => {
    const uses = model.points.countOperations(one.points);
    const text = fillMessage(one.found.template, model, {
      failure: one.found.failure,
      given: one.found.given,
      uses,
      satisfied: all - failing,
      all,
    });
    const suffix = more.get(one) ?? (uses > 1 ? `used by ${uses} operations` : '');
    return {
      message: suffix ? `${text.replace(/\.$/, '')} (${suffix}).` : text,
      path: one.place.file === model.documents.root ? one.definition : pathInRoot(one.place, model.documents.root),
      source: one.place.file.source,
      definition: one.definition,
    };
  });
}

function placedOf(found: Found): Placed {
  const { place, points } = found.failure;
  return { place, definition: pathInFile(place), found, points: [points, ...found.others] };
}

function byPlace(list: Placed[]): Placed[] {
  const places = new Map<string, Placed>();
  for (const one of list) {
    const key = `${one.place.file.source}#${one.definition.join('\u0000')}`;
    const known = places.get(key);
    if (known) known.points.push(...one.points);
    else places.set(key, one);
  }
  return [...places.values()];
}

/** A shared definition that fails at all its uses is reported at the definition, else where it is used wrongly. */
function atReferences(model: Model, one: Placed): Placed[] {
  const { node, atReferences: how, schema } = one.found.failure;
  if (schema) return atBodies(model, one, schema);
  if (!how || (node.target !== 'Response' && node.target !== 'RequestBody' && node.target !== 'Parameter')) return [one];
  const all = new Set(model.usesOf(node).flatMap((use) => use.points.points.filter(isProvider)));
  const failing = model.points.unionOf(one.points).points;
  if (failing.length >= all.size || (how === 'few' && failing.length * 2 >= all.size)) return [one];
  const references = failing.map((point) => ({ point, place: referenceAt(point, node) }));
  if (references.some((reference) => reference.place === null)) return [one];
  return references.map(({ point, place }) => ({
    ...one,
    place: place!,
    definition: pathInFile(place!),
    points: [model.points.only(point)],
  }));
}

/** What few of the bodies with a schema lack is reported at these, not at the schema: it is right for the others. */
function atBodies(model: Model, one: Placed, schema: SchemaNode): Placed[] {
  const bodies = model.points.unionOf(one.points).points.flatMap(contentsOf);
  if (bodies.length * 2 >= schema.rootPoints.filter(isProvider).length) return [one];
  return bodies.flatMap((point) => {
    const media = point.node;
    if (media?.target !== 'MediaType' || media.schema !== schema) return [];
    const place = Object.hasOwn(media.value, 'schema') ? at(media.place, 'schema') : media.place;
    return [{ ...one, place, definition: pathInFile(place), points: [model.points.only(point)] }];
  });
}

/** From so many on, nine nodes in ten that fail are a convention of the API, which one finding names as well. */
const many = 20;

/** Whether all nodes fail, or nearly all of many. `all`: of those that can fail. */
function isOneDecision(selection: Selection, all: number, failing: number): boolean {
  const passing = failing < many ? 0 : Math.floor(failing / 9);
  return all - failing <= passing && !selection.hasOthers(passing - (all - failing));
}

/** `once`: fewer findings where one says it all. */
function reduce(
  rule: CompiledRuleText,
  model: Model,
  candidates: Candidate[],
  placed: Placed[],
  isOne: boolean,
): { kept: Placed[]; more: Map<Placed, string> } {
  const more = new Map<Placed, string>();
  const { once } = rule;
  const keep = (group: Placed[]): Placed[] => {
    const [first] = group;
    if (first && group.length > 1) more.set(first, `and ${group.length - 1} more`);
    return first ? [first] : [];
  };
  if (once === true) return { kept: isOne ? keep(placed) : placed, more };
  if (typeof once !== 'string') return { kept: placed, more };
  const isTarget = /^[A-Z]/.test(once);
  const keyOf = (node: Node, point: Point | undefined): unknown =>
    isTarget ? above(node, point, once as TargetName) : attributeAt(model, node, point, once);
  const groups = new Map<unknown, Placed[]>();
  for (const one of placed) {
    const key = keyOf(one.found.given, one.points[0]?.points[0]) ?? one;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  if (!isTarget) return { kept: isOne && groups.size >= many ? keep(placed) : [...groups.values()].flatMap(keep), more };
  const looked = new Map<unknown, Set<Node>>();
  for (const { node, use } of candidates) {
    const key = keyOf(node, use.points.points[0]);
    looked.set(key, (looked.get(key) ?? new Set()).add(node));
  }
  const kept = [...groups].flatMap(([key, group]) =>
    new Set(group.map((one) => one.found.given)).size === looked.get(key)?.size ? keep(group) : group,
  );
  return { kept, more };
}

/** The node of a target above another. */
function above(node: Node, point: Point | undefined, target: TargetName): Node | undefined {
  if (target === 'Schema') return node.target === 'Property' ? node.holder : node.target === 'Enum' ? node.schema : undefined;
  const kinds: Partial<Record<TargetName, Point['kind']>> = {
    Document: 'document',
    Path: 'path',
    Operation: 'operation',
    Response: 'response',
    RequestBody: 'request',
    MediaType: 'content',
  };
  const kind = kinds[target];
  return (point && kind && climb(point, kind)?.node) ?? undefined;
}
