import type { Candidate } from '../functions/function.js';
import type { Model } from '../model/model.js';
import { restrictUse, type Node, type TargetName, type Use } from '../model/nodes.js';
import type { Point, PointSet } from '../model/points.js';
import { type Body, type Context } from './body.js';
import {
  canPass,
  evaluate,
  evaluateRest,
  evaluateUse,
  evaluateUseAlone,
  isOfNodeAlone,
  partsOf,
  passesAlone,
  pointsThatMayPass,
} from './evaluate.js';
import { attributeAt } from './message.js';
import type { CompiledRuleText } from './rule.js';

const none: Use[] = [];

/** Targets of which some names are compared without case. */
const caselessTargets: ReadonlySet<TargetName> = new Set(['Header', 'Parameter', 'SecurityScheme'] as const);

/** The nodes that a rule looks at, and the contexts in which its bodies are judged. The hottest loop of all: it sees every node for every rule. */
export class Selection {
  readonly #rule: CompiledRuleText;
  readonly #model: Model;
  /** What is unknown does not pass; passes. For rules of which no test refers to the given node. */
  readonly #strict: Context;
  readonly #lenient: Context;

  /** Where a node is judged once for all its uses: the candidates that its first stands for. */
  readonly otherUses = new Map<Node, Candidate[]>();

  constructor(rule: CompiledRuleText, model: Model) {
    this.#rule = rule;
    this.#model = model;
    this.#strict = { model, unknown: false, given: () => undefined };
    this.#lenient = { ...this.#strict, unknown: true };
  }

  /** The context of `then`: what is unknown passes. */
  contextOf(candidate: Candidate): Context {
    return this.#context(candidate, true);
  }

  #context({ node, use }: Candidate, unknown: boolean): Context {
    if (!this.#rule.isDynamic) return unknown ? this.#lenient : this.#strict;
    return { model: this.#model, unknown, given: (name) => attributeAt(this.#model, node, use.points.points[0], name) };
  }

  /** Each node in the uses that pass `when` and none of `unless`. */
  candidates(): Candidate[] {
    const found: Candidate[] = [];
    for (const target of this.#rule.targets) this.#ofTarget(target, found, false, Infinity);
    return found;
  }

  /** Whether there are more nodes than so many that pass `when` and that the rule cannot report, which are no candidates. */
  hasOthers(limit: number): boolean {
    const found: Candidate[] = [];
    if (this.#rule.canFail) for (const target of this.#rule.targets) this.#ofTarget(target, found, true, limit + 1);
    return new Set(found.map((one) => one.node)).size > limit;
  }

  /** The candidates that pass the `when` of an entry of `then`. */
  narrow(candidates: Candidate[], when: Body): Candidate[] {
    if (when.clauses.length === 0) return candidates;
    return candidates.flatMap((candidate) => {
      const points = evaluate(when, candidate.node, candidate.use, this.#context(candidate, false));
      return points.points.length === 0 ? [] : [restrict(candidate, points)];
    });
  }

  #ofTarget(target: TargetName, found: Candidate[], others: boolean, limit: number): void {
    const { when, unless, asksRole, apart, canFail, isNeutral, mergesUses } = this.#rule;
    const model = this.#model;
    /** Uses that pass what `when` asks of the use alone; many nodes are used alike. */
    const passing = partsOf(when, target).ofUse.length > 0 ? new Map<Use[], Use[]>() : null;
    for (const node of this.#nodesOf(target, others)) {
      if (found.length >= limit) return;
      if (canFail && canFail(node) === others) continue;
      if (others && isNeutral?.(node)) continue;
      const all = asksRole ? model.usesOf(node) : model.providerUsesOf(node);
      const uses = passing ? this.#known(passing, node, all) : all;
      if (uses.length === 0 || !canPass(when, node, this.#strict)) continue;
      const exceptions = unless.length === 0 ? unless : unless.filter((body) => canPass(body, node, this.#lenient));
      if (exceptions.some((body) => isOfNodeAlone(body, target))) continue;
      const before = found.length;
      for (const use of uses) {
        const points = when.dynamic ? use.points : evaluateRest(when, node, use, this.#strict);
        if (points.points.length === 0) continue;
        const whole = restrict({ node, use }, points);
        if (apart.length === 0 && !when.dynamic) this.#add(whole, exceptions, found);
        else for (const one of this.#split(whole)) this.#addDynamic(one, exceptions, found);
      }
      if (mergesUses && found.length > before + 1) this.otherUses.set(node, found.splice(before + 1));
    }
  }

  /** The nodes of a target, those left out of whose points none may pass. */
  #nodesOf(target: TargetName, others: boolean): Iterable<Node> {
    const { when, asksRole } = this.#rule;
    const model = this.#model;
    const nodes = this.#named(target, others);
    if (asksRole || nodes.length === 0 || partsOf(when, target).ofPoint.length === 0) return nodes;
    const { points } = pointsThatMayPass(when, target, model.pointsOf(target), this.#strict);
    if (target !== 'Response' && target !== 'RequestBody') return points.length > 0 ? nodes : [];
    return new Set(points.flatMap((point) => (point.node?.target === target ? point.node : [])));
  }

  /** The nodes of a target, those left out whose name passes no test or cannot fail: names are asked once each, not node by node. */
  #named(target: TargetName, others: boolean): Node[] {
    const { when, canFail } = this.#rule;
    const nodes = this.#model.nodes(target);
    const tests = partsOf(when, target).ofNode.filter(({ clause }) => clause.names);
    if (nodes.length < 100) return nodes;
    if (caselessTargets.has(target) || (tests.length === 0 && !canFail)) return this.#tested(target, nodes);
    const passes = (node: Node) =>
      (!canFail || canFail(node) !== others) && tests.every(({ clause, read }) => passesAlone(clause, node, this.#strict, read));
    const found: Node[][] = [];
    let count = 0;
    for (const list of this.#model.nodesByName(target).values()) {
      if (!passes(list[0]!)) continue;
      found.push(list);
      count += list.length;
    }
    if (found.length < 2) return found[0] ?? [];
    return count * 2 > nodes.length ? this.#tested(target, nodes) : found.flat().sort((a, b) => a.index - b.index);
  }

  /** Of many nodes, those that pass what `when` asks of the node; many rules begin alike, so the list of each test is kept. */
  #tested(target: TargetName, nodes: Node[]): Node[] {
    let best = nodes;
    for (const { clause, read } of partsOf(this.#rule.when, target).ofNode) {
      const found = this.#model.passing(target, clause, (node) => passesAlone(clause, node, this.#strict, read));
      if (found.length < best.length) best = found;
      if (best.length * 8 < nodes.length) break;
    }
    return best;
  }

  #known(passing: Map<Use[], Use[]>, node: Node, uses: Use[]): Use[] {
    let known = passing.get(uses);
    if (!known) {
      known = [];
      for (const use of uses) {
        const points = evaluateUseAlone(this.#rule.when, node, use, this.#strict);
        if (points.points.length > 0) known.push(restrictUse(use, points));
      }
      passing.set(uses, known.length > 0 ? known : none);
    }
    return known;
  }

  #addDynamic(candidate: Candidate, exceptions: Body[], found: Candidate[]): void {
    const { when } = this.#rule;
    const points = when.dynamic ? evaluate(when, candidate.node, candidate.use, this.#context(candidate, false)) : candidate.use.points;
    if (points.points.length > 0) this.#add(restrict(candidate, points), exceptions, found);
  }

  #add(candidate: Candidate, exceptions: Body[], found: Candidate[]): void {
    if (exceptions.length === 0) {
      found.push(candidate);
      return;
    }
    let { points } = candidate.use;
    const context = this.#context(candidate, true);
    for (const body of exceptions) {
      if (points.points.length === 0) return;
      const use = restrictUse(candidate.use, points);
      points = this.#model.points.minus(points, evaluateUse(body, candidate.node, use, context));
    }
    if (points.points.length > 0) found.push(restrict(candidate, points));
  }

  /** One candidate for each value of the attributes of the use to which tests refer. */
  #split(candidate: Candidate): Candidate[] {
    const { apart, splits } = this.#rule;
    const { node, use } = candidate;
    if (apart.length === 0 || use.points.points.length === 1) return [candidate];
    let sets = splits.get(use.points);
    if (!sets) {
      const groups = new Map<string, Point[]>();
      for (const point of use.points.points) {
        const key = apart.map((name) => String(attributeAt(this.#model, node, point, name))).join(' ');
        const group = groups.get(key);
        if (group) group.push(point);
        else groups.set(key, [point]);
      }
      sets = [...groups.values()].map((points) => this.#model.points.set(points));
      splits.set(use.points, sets);
    }
    return sets.map((points) => restrict(candidate, points));
  }
}

function restrict(candidate: Candidate, points: PointSet): Candidate {
  return points === candidate.use.points ? candidate : { node: candidate.node as Node, use: restrictUse(candidate.use, points) };
}
