import { recall, remember } from '../model/attribute.js';
import { attributeKind, fieldValue, isCaseless, nodeAttributes, placeAttributes, readerOf, useAttributes } from '../model/attributes.js';
import type { Model } from '../model/model.js';
import { newUse, restrictUse, type Node, type TargetName, type Use } from '../model/nodes.js';
import { isAt, type Point, type PointSet } from '../model/points.js';
import { bodyOf, type BodyEntry } from '../model/bodies.js';
import { contentsOf, type Related, type Relation } from '../model/relations.js';
import {
  isGroup,
  isPart,
  leadsOf,
  type Alternative,
  type AttributeClause,
  type Body,
  type Clause,
  type Context,
  type Has,
  type Part,
  type Parts,
} from './body.js';

/** The points of the use at which the node passes the body. */
export function evaluate(body: Body, node: Node, use: Use, context: Context): PointSet {
  if (body.clauses.length === 0) return use.points;
  if (body.dynamic || (node.target !== 'Operation' && node.target !== 'Document' && node.target !== 'Path'))
    return evaluateClauses(body, node, use, context);
  // These have one use, and many nodes lead to them.
  if (use.points.points.length !== 1 || use.points.points[0]!.node !== node) return evaluateClauses(body, node, use, context);
  const key = context.unknown ? 'bodies ?' : 'bodies';
  let known = recall(node, key) as Map<Body, PointSet> | undefined;
  if (!known) remember(node, key, (known = new Map()));
  let found = known.get(body);
  if (!found) known.set(body, (found = evaluateClauses(body, node, use, context)));
  return found;
}

export function partsOf(body: Body, target: TargetName): Parts {
  body.parts ??= {};
  return (body.parts[target] ??= sortClauses(body, target));
}

function sortClauses(body: Body, target: TargetName): Parts {
  const parts: Parts = { ofNode: [], ofUse: [], rest: [], anyOf: [], ofPoint: [], ofPlace: [], isLocal: true };
  for (const clause of body.clauses) {
    const kind = clause.kind === 'attribute' && !clause.tester.dynamic ? kindOf(target, clause.name) : undefined;
    if (kind === undefined) {
      parts.rest.push(clause);
      if (clause.kind === 'anyOf') parts.anyOf.push(clause.bodies);
    } else if (kind === 'ofUse') parts.ofUse.push(clause as AttributeClause);
    else {
      const { name } = clause as AttributeClause;
      parts.ofNode.push({ clause: clause as AttributeClause, read: readOf(target, name) });
    }
  }
  for (const clause of parts.ofUse) parts[Object.hasOwn(placeAttributes, clause.name) ? 'ofPlace' : 'ofPoint'].push(clause);
  parts.isLocal = parts.rest.every((clause) => isLocal(clause, target));
  return parts;
}

/** Whether a clause depends on node and place alone, not on the point of use. */
function isLocal(clause: Clause, target: TargetName): boolean {
  if (clause.kind === 'attribute')
    return !clause.tester.dynamic && attributeKind(target, clause.name) !== 'use' && attributeKind(target, clause.name) !== undefined;
  if (isGroup(clause)) return clause.bodies.every((body) => isLocalBody(body, target));
  return (
    !clause.relation.dynamic &&
    allParts(clause.relation).every((part) => isSame(leadsOf(part, target)) && isLocalBody(part.body, part.target))
  );
}

function isLocalBody(body: Body, target: TargetName): boolean {
  const { ofPoint, isLocal: rest } = partsOf(body, target);
  return ofPoint.length === 0 && rest && !body.dynamic;
}

const isSame = (leads: Relation | 'users' | null): boolean => leads !== null && leads !== 'users' && leads.kind === 'same';

/** All parts of a `has`, however nested. */
export function allParts(has: Has): Part[] {
  return has.alternatives.flatMap((one) => one.all.flatMap((part) => (isPart(part) ? [part] : allParts(part))));
}

function kindOf(target: TargetName, name: string): 'ofNode' | 'ofUse' | undefined {
  const kind = attributeKind(target, name);
  if (kind === 'node' || kind === 'field') return 'ofNode';
  // A target that has no such attribute lacks it, whatever the node and its use.
  if (kind === undefined && !Object.hasOwn(useAttributes, name)) return 'ofNode';
  // the top of a body is a matter of the schema itself, too
  return kind === undefined || (name === 'root' && target === 'Schema') ? undefined : 'ofUse';
}

/** Whether a body asks nothing but the node. */
export function isOfNodeAlone(body: Body, target: TargetName): boolean {
  const { ofUse, rest } = partsOf(body, target);
  return ofUse.length === 0 && rest.length === 0;
}

/** Whether the name may let the node fail a body of nothing but tests of the name; undefined for other bodies. Names without case are not decided here. */
export function nameTest(body: Body): ((node: Node) => boolean) | undefined {
  if (body.clauses.length === 0 || !body.clauses.every((clause) => clause.kind === 'attribute' && clause.names)) return undefined;
  const context = { model: null as never, given: () => undefined, unknown: true };
  return (node) =>
    isCaseless(node, 'name') ||
    node.target === 'SecurityScheme' ||
    !(body.clauses as AttributeClause[]).every((clause) => passesAlone(clause, node, context));
}

/** Whether the node can pass the body in any use: what it says of the node alone, which is asked once. */
export function canPass(body: Body, node: Node, context: Context): boolean {
  const { ofNode, anyOf } = partsOf(body, node.target);
  for (let index = 0; index < ofNode.length; index++)
    if (!passesAlone(ofNode[index]!.clause, node, context, ofNode[index]!.read)) return false;
  for (const bodies of anyOf) if (!someCanPass(bodies, node, context)) return false;
  return true;
}

function someCanPass(bodies: Body[], node: Node, context: Context): boolean {
  for (const body of bodies) if (canPass(body, node, context)) return true;
  return false;
}

/** As `evaluate`, for a node that `canPass`. */
export function evaluateUse(body: Body, node: Node, use: Use, context: Context): PointSet {
  const { ofUse, rest } = partsOf(body, node.target);
  const points = ofUse.length === 0 ? use.points : all(ofUse, node, use, context);
  return rest.length === 0 || points.points.length === 0 ? points : all(rest, node, restrictUse(use, points), context);
}

/** Of a set of points, those at which a node of the target may pass: what the body asks of the point alone. */
export function pointsThatMayPass(body: Body, target: TargetName, points: PointSet, context: Context): PointSet {
  let rest = points;
  for (const clause of partsOf(body, target).ofPoint) rest = filterPoints(clause, clause.name, rest, context);
  return rest;
}

/** The points of the use that pass what the body asks of the use alone; the node stands for all that are used alike. */
export function evaluateUseAlone(body: Body, node: Node, use: Use, context: Context): PointSet {
  return all(partsOf(body, node.target).ofUse, node, use, context);
}

/** What is left when node and use have passed. */
export function evaluateRest(body: Body, node: Node, use: Use, context: Context): PointSet {
  const { rest } = partsOf(body, node.target);
  return rest.length === 0 ? use.points : all(rest, node, use, context);
}

function evaluateClauses(body: Body, node: Node, use: Use, context: Context): PointSet {
  return canPass(body, node, context) ? evaluateUse(body, node, use, context) : context.model.points.empty;
}

function all(clauses: Clause[], node: Node, use: Use, context: Context): PointSet {
  let points = use.points;
  for (const clause of clauses) {
    points = evaluateClause(clause, node, restrictUse(use, points), context);
    if (points.points.length === 0) break;
  }
  return points;
}

export function evaluateClause(clause: Clause, node: Node, use: Use, context: Context): PointSet {
  const { points } = context.model;
  switch (clause.kind) {
    case 'attribute':
      return evaluateAttribute(clause, node, use, context);
    case 'has':
      return evaluateHas(clause.relation, node, use, context);
    case 'lacks': {
      const found = evaluateHas(clause.relation, node, use, { ...context, unknown: !context.unknown });
      const rest = points.minus(use.points, found);
      // What nothing uses passes no test of its use: it neither has an operation of some kind nor lacks one.
      return rest.points[0] === points.unused && leavesDefinition(clause.relation, node.target) ? points.empty : rest;
    }
    case 'allOf':
      return clause.bodies.reduce(
        (rest, body) => (rest.points.length === 0 ? rest : evaluate(body, node, restrictUse(use, rest), context)),
        use.points,
      );
    case 'anyOf': {
      let found = points.empty;
      for (const body of clause.bodies) {
        found = points.union(found, evaluate(body, node, use, context));
        if (found === use.points) break;
      }
      return found;
    }
  }
}

function evaluateAttribute(clause: AttributeClause, node: Node, use: Use, context: Context): PointSet {
  const { model } = context;
  const { name } = clause;
  const kind = attributeKind(node.target, name);
  if (kind === 'use') return filterPoints(clause, name, use.points, context);
  if (kind === undefined && Object.hasOwn(useAttributes, name)) return filterPoints(clause, name, use.points, context);
  if (kind === 'place') {
    if (use.points.points[0] === model.points.unused) return model.points.empty;
    // The parts of a composition are no top of their own; their properties stand there all the same.
    const value = name === 'root' && node.target === 'Schema' ? use.root && node.rootPoints.length > 0 : use[name as 'depth'];
    return clause.tester.passes(value, value === undefined ? isNever : isAlways, context.given) ? use.points : model.points.empty;
  }
  return passesAlone(clause, node, context) ? use.points : model.points.empty;
}

/** The test of an attribute that does not depend on the use. */
export function passesAlone(clause: AttributeClause, node: Node, context: Context, read?: ReturnType<typeof readerOf>): boolean {
  const { name } = clause;
  if (node.knows && !node.knows.includes(name)) return context.unknown;
  const isFolded = clause.caseless !== clause.tester && isCaseless(node, name);
  if (clause.names && !isFolded && node.target !== 'SecurityScheme') {
    let passes = clause.names.get(node.name);
    if (passes === undefined) clause.names.set(node.name, (passes = clause.tester.passes(node.name, isAlways, context.given)));
    return passes;
  }
  if (clause.tester.dynamic || node.index < 0) return passesTest(clause, node, context, isFolded, read);
  // The same test stands in many rules: what it says of a node is kept.
  const verdicts = context.model.verdicts(node.target, clause);
  const known = verdicts[node.index];
  if (known === 1 || known === 2) return known === 1;
  const passes = passesTest(clause, node, context, isFolded, read);
  verdicts[node.index] = passes ? 1 : 2;
  return passes;
}

function passesTest(clause: AttributeClause, node: Node, context: Context, isFolded: boolean, read?: ReturnType<typeof readerOf>): boolean {
  const { name } = clause;
  const value = (read ?? readOf(node.target, name))(context.model, node);
  looked.model = context.model;
  looked.node = node;
  looked.name = name;
  looked.value = value;
  return (isFolded ? clause.caseless : clause.tester).passes(value, isLookedStated, context.given);
}

const isAlways = () => true;
const isNothing = () => undefined;

/** How an attribute of a target is read; of one that it does not have, nothing. */
function readOf(target: TargetName, name: string): ReturnType<typeof readerOf> {
  return attributeKind(target, name) === undefined ? isNothing : readerOf(target, name);
}
/** What is being looked at, for the one test that asks whether it is written: a closure for each look would cost more than the test. */
const looked: { model: Model; node: Node; name: string; value: unknown } = {
  model: null as never,
  node: null as never,
  name: '',
  value: undefined,
};
const isLookedStated = () => isStated(looked.model, looked.node, looked.name, looked.value);

function isStated(model: Model, node: Node, name: string, value: unknown): boolean {
  const attributes = nodeAttributes[node.target];
  if (!Object.hasOwn(attributes, name)) return value !== undefined;
  const written = fieldValue(model, node, name);
  // The default of a field that is not written is not stated.
  return written !== undefined || (value !== undefined && !attributes[name]!.hasDefault);
}

/** The points of a set at which the test passes. A definition that nothing uses passes no test of its use. */
function filterPoints(clause: AttributeClause, name: string, set: PointSet, context: Context): PointSet {
  const { points } = context.model;
  if (set.points.length === 1) return passesAt(clause, name, set.points[0]!, context) ? set : points.empty;
  if (clause.tester.dynamic) return points.where(set, (point) => passesAt(clause, name, point, context));
  const known = set.memo?.get(clause);
  if (known) return known;
  const { codes } = context.model.column(name);
  const verdicts = verdictsOf(clause, name, context);
  const found = points.where(set, (point) => verdicts[codes[point.id]!] === 1);
  (set.memo ??= new Map()).set(clause, found);
  return found;
}

function passesAt(clause: AttributeClause, name: string, point: Point, context: Context): boolean {
  if (!clause.tester.dynamic) return verdictsOf(clause, name, context)[context.model.column(name).codes[point.id]!] === 1;
  if (point.kind === 'unused') return false;
  const value = useAttributes[name]!.of(point, context.model);
  return clause.tester.passes(value, value === undefined ? isNever : isAlways, context.given);
}

/** Whether each value that the attribute of the use has somewhere passes: an attribute has few values, and there are many points. */
function verdictsOf(clause: AttributeClause, name: string, { model, given }: Context): Uint8Array {
  const { values, verdicts } = model.column(name);
  let known = verdicts.get(clause);
  if (!known) {
    known = Uint8Array.from(values, (value) => (clause.tester.passes(value, value === undefined ? isNever : isAlways, given) ? 1 : 0));
    known[0] = 0;
    verdicts.set(clause, known);
  }
  return known;
}

const isNever = () => false;

/** The points at which some related node passes, as the alternatives say. */
export function evaluateHas(has: Has, node: Node, use: Use, context: Context): PointSet {
  const { points } = context.model;
  let found = points.empty;
  for (const alternative of has.alternatives) {
    let rest = use.points;
    for (const part of alternative.all) {
      if (rest.points.length === 0) break;
      rest =
        part.kind === 'has'
          ? evaluateHas(part, node, restrictUse(use, rest), context)
          : evaluatePart(part, alternative, node, restrictUse(use, rest), context);
    }
    found = points.union(found, rest);
    if (found === use.points) break;
  }
  return found;
}

/** Leads up to what uses the node. */
function leavesDefinition(has: Has, from: TargetName): boolean {
  return has.alternatives.some((one) => one.all.some((part) => (isPart(part) ? isUp(leadsOf(part, from)) : leavesDefinition(part, from))));
}

const isUp = (leads: Relation | 'users' | null): boolean => leads === 'users' || leads?.kind === 'up';

function evaluatePart(part: Part, alternative: Alternative, node: Node, use: Use, context: Context): PointSet {
  const { model } = context;
  const leads = leadsOf(part, node.target);
  if (leads === null) return model.points.empty;
  const { atLeast, atMost } = alternative;
  const [only] = use.points.points.length === 1 ? use.points.points : [];
  if (leads === 'users') return holds(part, alternative, usersOf(model, node, part.target), context) ? use.points : model.points.empty;
  if (leads.kind === 'up') {
    if (only) return holds(part, alternative, leads.from(model, only), context) ? use.points : model.points.empty;
    const passes = (point: Point) => holds(part, alternative, leads.from(model, point), context);
    return part.body.dynamic
      ? model.points.where(use.points, passes)
      : model.points.filter(use.points, context.unknown ? part : part.body, passes);
  }
  if (leads.kind === 'point') {
    if (leads.inBody && atLeast === 1 && atMost === Infinity && partsOf(part.body, 'Property').isLocal) {
      if (only) return someBodyHas(part, leads.inBody, only, context) ? use.points : model.points.empty;
      return model.points.where(use.points, (point) => someBodyHas(part, leads.inBody!, point, context));
    }
    if (only) return holds(part, alternative, follow(leads, model, node, only), context) ? use.points : model.points.empty;
    return model.points.where(use.points, (point) => holds(part, alternative, follow(leads, model, node, point), context));
  }
  if (
    leads.group &&
    atLeast === 1 &&
    atMost === Infinity &&
    partsOf(part.body, part.target).isLocal &&
    partsOf(part.body, part.target).ofPoint.length === 0
  ) {
    return someOfGroup(part, leads.group(model, node), node, use, context) ? use.points : model.points.empty;
  }
  const related = leads.from(model, node, use);
  if (atLeast !== 1 || atMost !== Infinity) {
    if (isLocalBody(part.body, part.target)) return holds(part, alternative, related, context) ? use.points : model.points.empty;
    return model.points.where(use.points, (point) =>
      holds(
        part,
        alternative,
        related.map((one) => ({ node: one.node, use: restrictUse(one.use, model.points.only(point)) })),
        context,
      ),
    );
  }
  let found = model.points.empty;
  for (const one of related) {
    found = model.points.union(found, evaluate(part.body, one.node, one.use, context));
    if (found === use.points) break;
  }
  return found;
}

/** Whether as many of the related nodes pass as the alternative asks for; no more are asked than it takes to know. */
function holds(part: Part, { atLeast, atMost }: Alternative, related: readonly Related[], context: Context): boolean {
  const enough = atMost === Infinity ? atLeast - 1 : Math.max(atLeast, atMost);
  let passing = 0;
  for (const one of related) {
    if (passing > enough) break;
    if (evaluate(part.body, one.node, one.use, context).points.length > 0) passing++;
  }
  return passing >= atLeast && passing <= atMost;
}

/** Whether some body below a point has a member that passes. Bodies with one schema have one answer, which is kept with the schema. */
function someBodyHas(part: Part, { deep }: { deep: boolean }, from: Point, context: Context): boolean {
  const { model, unknown } = context;
  const { ofPoint } = partsOf(part.body, 'Property');
  // What nothing uses has no body that could be looked into.
  if (from.kind === 'unused') return unknown;
  for (const at of contentsOf(from)) {
    if (!ofPoint.every((clause) => passesAt(clause, clause.name, at, context))) continue;
    if (deep && isAt(deepPoints(part.body, context), at)) return true;
    const entries = bodyOf(model, at, false);
    let answers = answersOf.get(entries);
    if (!answers) answersOf.set(entries, (answers = [new Map(), new Map()]));
    const known = answers[unknown ? 1 : 0];
    let answer = known.get(part.body);
    if (answer === undefined) known.set(part.body, (answer = entries.some((entry) => hasMember(part.body, entry, at, context))));
    if (answer) return true;
  }
  return false;
}

const deepAnswers = new WeakMap<Model, [strict: Map<Body, PointSet>, lenient: Map<Body, PointSet>]>();

/** The points of bodies in which some member below the resource's own passes; found from the members up, for bodies are many and share what they hold. */
function deepPoints(body: Body, context: Context): PointSet {
  const { model } = context;
  let answers = deepAnswers.get(model);
  if (!answers) deepAnswers.set(model, (answers = [new Map(), new Map()]));
  const known = answers[context.unknown ? 1 : 0];
  let points = known.get(body);
  if (!points) {
    const found: PointSet[] = [];
    const { ofPlace, rest } = partsOf(body, 'Property');
    for (const property of model.nodes('Property')) {
      if (!canPass(body, property, context)) continue;
      for (const use of model.usesOf(property)) {
        if (use.depth !== 2 || all(ofPlace, property, use, context) !== use.points) continue;
        if (all(rest, property, use, context).points.length > 0) found.push(use.points);
      }
    }
    known.set(body, (points = model.points.unionOf(found)));
  }
  return points;
}

/** Whether another member of a group passes. All members have the same group, so who passes is found out once. */
function someOfGroup(part: Part, group: Node[], node: Node, use: Use, context: Context): boolean {
  let known = groupsOf.get(group);
  if (!known) groupsOf.set(group, (known = [new Map(), new Map()]));
  const answers = known[context.unknown ? 1 : 0];
  let passing = answers.get(part.body);
  if (!passing) {
    passing = new Set(group.filter((one) => evaluate(part.body, one, use, context).points.length > 0));
    answers.set(part.body, passing);
  }
  return passing.size > (passing.has(node) ? 1 : 0);
}

const groupsOf = new WeakMap<Node[], [strict: Map<Body, Set<Node>>, lenient: Map<Body, Set<Node>>]>();

const answersOf = new WeakMap<readonly BodyEntry[], [strict: Map<Body, boolean>, lenient: Map<Body, boolean>]>();

function hasMember(body: Body, { property, depth, parent, root }: BodyEntry, at: Point, context: Context): boolean {
  if (!canPass(body, property, context)) return false;
  const { ofPlace, rest } = partsOf(body, 'Property');
  if (ofPlace.length === 0 && rest.length === 0) return true;
  const use = newUse(context.model.points.only(at), depth, parent, root);
  return all(ofPlace, property, use, context).points.length > 0 && all(rest, property, use, context).points.length > 0;
}

/** Follows a relation from a point; from what is used there the answer is kept. */
function follow(leads: Relation & { kind: 'point' }, model: Model, node: Node, point: Point): Related[] {
  if (point.node !== node) return leads.from(model, node, point);
  let found = point.related?.get(leads) as Related[] | undefined;
  if (!found) {
    found = leads.from(model, node, point);
    (point.related ??= new Map()).set(leads, found);
  }
  return found;
}

/** What uses a definition, each with the point at which it does. */
function usersOf(model: Model, node: Node, target: TargetName): Related[] {
  return model.usesOf(node).flatMap((use) =>
    use.points.points.flatMap((point): Related[] => {
      const user = target === 'Operation' ? point.operation : climbTo(point, target);
      return user ? [{ node: user, use: newUse(model.points.only(point)) }] : [];
    }),
  );
}

function climbTo(point: Point, target: TargetName): Node | undefined {
  for (let at: Point | null = point; at; at = at.parent) if (at.node?.target === target) return at.node;
  return undefined;
}

/** Related nodes that pass, with the points of the given use at which they do. */
export function passingRelated(part: Part, node: Node, use: Use, context: Context): { related: Related; points: PointSet }[] {
  const { model } = context;
  const leads = leadsOf(part, node.target);
  if (leads === null) return [];
  const pass = (related: Related, points: PointSet) =>
    evaluate(part.body, related.node, related.use, context).points.length > 0 ? [{ related, points }] : [];
  if (leads === 'users') return usersOf(model, node, part.target).flatMap((related) => pass(related, use.points));
  if (leads.kind === 'same')
    return leads.from(model, node, use).flatMap((related) => pass(related, evaluate(part.body, related.node, related.use, context)));
  return use.points.points.flatMap((point) => {
    const related = leads.kind === 'up' ? leads.from(model, point) : follow(leads, model, node, point);
    const points = model.points.only(point);
    return related.flatMap((one) => pass(one, points));
  });
}
