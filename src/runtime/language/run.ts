import type { Candidate, Failure } from '../functions/function.js';
import { pathInFile, pathInRoot, type JsonPath, type Place } from '../model/documents.js';
import { isProvider, type Model } from '../model/model.js';
import type { Node, TargetName } from '../model/nodes.js';
import type { Point, PointSet } from '../model/points.js';
import { climb } from '../model/relations.js';
import { attributeAt, fillMessage } from './message.js';
import { referenceAt } from './places.js';
import type { CompiledRuleText } from './rule.js';
import { Selection } from './select.js';

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
interface Found {
  failure: Failure;
  given: Node;
  template: string | undefined;
  /** Points of the other uses for which the node was judged. */
  others: PointSet[];
}

/** Runs a rule on a model. */
export function runRule(rule: CompiledRuleText, model: Model): Result[] {
  const selection = new Selection(rule, model);
  const candidates = selection.candidates();
  if (candidates.length === 0) return [];
  const found: Found[] = [];
  for (const entry of rule.then) {
    const failures = entry.judge(selection.narrow(candidates, entry.when), (candidate) => selection.contextOf(candidate));
    for (const failure of failures) {
      const given = failure.given ?? failure.node;
      const others = selection.otherUses.get(given)?.map((one) => one.use.points) ?? [];
      found.push({ failure, given, template: entry.message, others });
    }
  }
  if (found.length === 0 || (rule.evidence !== undefined && !hasEvidence(rule.evidence, candidates, found))) return [];
  return report(rule, model, candidates, found);
}

/** `some`: one node satisfies the rule; `most`: more do than not. Each definition counts once. */
function hasEvidence(evidence: string, candidates: Candidate[], found: Found[]): boolean {
  const all = new Set(candidates.map((candidate) => candidate.node));
  const failing = new Set(found.map((one) => one.given));
  const satisfied = [...all].filter((node) => !failing.has(node)).length;
  return evidence === 'some' ? satisfied > 0 : satisfied > all.size - satisfied;
}

interface Placed {
  place: Place;
  node: Node;
  found: Found;
  points: PointSet;
  /** Points of further findings at the same place. */
  more: PointSet[];
}

function report(rule: CompiledRuleText, model: Model, candidates: Candidate[], found: Found[]): Result[] {
  const placed = new Map<string, Placed>();
  for (const one of merge(model, found)) {
    const key = `${one.place.file.source}#${pathInFile(one.place).join('\u0000')}`;
    const known = placed.get(key);
    if (known) known.more.push(one.points);
    else placed.set(key, one);
  }
  for (const one of placed.values()) if (one.more.length > 0) one.points = model.points.unionOf([one.points, ...one.more]);
  const all = new Set(candidates.map((candidate) => candidate.node)).size;
  const failing = new Set(found.map((one) => one.given)).size;
  const { kept, more } = reduce(rule, model, candidates, [...placed.values()], failing === all);
  return kept.map((one) => {
    const operations = model.points.operationsOf(one.points);
    const facts = { failure: { ...one.found.failure, points: one.points }, given: one.found.given, uses: operations, satisfied: all - failing, all };
    const text = fillMessage(one.found.template, model, facts);
    const suffix = more.get(one) ?? (operations > 1 ? `used by ${operations} operations` : '');
    return {
      message: suffix ? `${text.replace(/\.$/, '')} (${suffix}).` : text,
      path: pathInRoot(one.place, model.documents.root),
      source: one.place.file.source,
      definition: pathInFile(one.place),
    };
  });
}

/** A shared definition that fails at all its uses is reported at the definition, else where it is used wrongly. */
function merge(model: Model, found: Found[]): Placed[] {
  const groups = new Map<Node, Map<string, Placed>>();
  const result: Placed[] = [];
  for (const one of found) {
    const { failure } = one;
    if (!failure.atReferences) {
      result.push({ place: failure.place, node: failure.node, found: one, points: failure.points, more: [...one.others] });
      continue;
    }
    const byPlace = groups.get(failure.node) ?? new Map<string, Placed>();
    groups.set(failure.node, byPlace);
    const key = pathInFile(failure.place).join('/');
    const known = byPlace.get(key);
    if (known) known.more.push(failure.points);
    else {
      const entry: Placed = { place: failure.place, node: failure.node, found: one, points: failure.points, more: [...one.others] };
      byPlace.set(key, entry);
      result.push(entry);
    }
  }
  return result.flatMap((one) => {
    if (one.more.length > 0) one.points = model.points.unionOf([one.points, ...one.more.splice(0)]);
    return one.found.failure.atReferences ? atReferences(model, one) : [one];
  });
}

function atReferences(model: Model, one: Placed): Placed[] {
  if (one.node.target !== 'Response' && one.node.target !== 'RequestBody' && one.node.target !== 'Parameter') return [one];
  const all = model.points.setOf(model.usesOf(one.node).flatMap((use) => use.points.points.filter(isProvider)));
  const failing = one.points.points.length;
  if (failing >= all.points.length || (one.found.failure.atReferences === 'few' && failing * 2 >= all.points.length)) return [one];
  const references = one.points.points.map((point) => ({ point, place: referenceAt(point, one.node) }));
  if (references.some((reference) => reference.place === null)) return [one];
  return references.map(({ point, place }) => ({ ...one, place: place!, points: model.points.only(point), more: [] }));
}

/** `once`: fewer findings where one says it all. */
function reduce(rule: CompiledRuleText, model: Model, candidates: Candidate[], placed: Placed[], allFail: boolean): { kept: Placed[]; more: Map<Placed, string> } {
  const more = new Map<Placed, string>();
  const { once } = rule;
  const keep = (group: Placed[]): Placed[] => {
    const [first] = group;
    if (first && group.length > 1) more.set(first, `and ${group.length - 1} more`);
    return first ? [first] : [];
  };
  if (once === true) return { kept: allFail ? keep(placed) : placed, more };
  if (typeof once !== 'string') return { kept: placed, more };
  const isTarget = /^[A-Z]/.test(once);
  const keyOf = (node: Node, point: Point | undefined): unknown => (isTarget ? above(node, point, once as TargetName) : attributeAt(model, node, point, once));
  const groups = new Map<unknown, Placed[]>();
  for (const one of placed) {
    const key = keyOf(one.found.given, one.points.points[0]) ?? one;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  if (!isTarget) return { kept: [...groups.values()].flatMap(keep), more };
  const looked = new Map<unknown, Set<Node>>();
  for (const { node, use } of candidates) {
    const key = keyOf(node, use.points.points[0]);
    looked.set(key, (looked.get(key) ?? new Set()).add(node));
  }
  const kept = [...groups].flatMap(([key, group]) => (new Set(group.map((one) => one.found.given)).size === looked.get(key)?.size ? keep(group) : group));
  return { kept, more };
}

/** The node of a target above another. */
function above(node: Node, point: Point | undefined, target: TargetName): Node | undefined {
  if (target === 'Schema') return node.target === 'Property' ? node.holder : node.target === 'Enum' ? node.schema : undefined;
  const kinds: Partial<Record<TargetName, Point['kind']>> = { Document: 'document', Path: 'path', Operation: 'operation', Response: 'response', RequestBody: 'request', MediaType: 'content' };
  const kind = kinds[target];
  return (point && kind && climb(point, kind)?.node) ?? undefined;
}

