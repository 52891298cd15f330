import { attributeKind, nodeAttributes, placeAttributes, useAttributes, type readerOf } from '../model/attributes.js';
import { fieldsOf } from '../model/fields.js';
import type { Model } from '../model/model.js';
import { targetNames, type TargetName } from '../model/nodes.js';
import { directions, relationOf, type Relation } from '../model/relations.js';
import { asObject } from '../json.js';
import { didYouMean } from './did-you-mean.js';
import { compileTest, type Given, type Report, type Tester } from './tester.js';

type RulePath = (string | number)[];

/** What an evaluation needs to know. `unknown`: whether what cannot be read counts as passing. */
export interface Context {
  model: Model;
  given: Given;
  unknown: boolean;
}

/** `attribute: test`. */
export interface AttributeClause {
  kind: 'attribute';
  name: string;
  tester: Tester;
  caseless: Tester;
  /** Of names, which many nodes share: those that pass and those that do not. */
  names: Map<string, boolean> | null;
}

/** `has`, `lacks`: any of the alternatives. */
export interface RelationClause {
  kind: 'has' | 'lacks';
  relation: Has;
}

/** `anyOf`, `allOf`. */
export interface GroupClause {
  kind: 'anyOf' | 'allOf';
  bodies: Body[];
}

export type Clause = AttributeClause | RelationClause | GroupClause;

/** A clause of one shape, whatever its kind, for the same reason as in `newNode`. */
function newClause<C extends Clause>(fields: C): C {
  return Object.assign({ kind: '', name: '', tester: null, caseless: null, names: null, relation: null, bodies: null }, fields);
}

export const isGroup = (clause: Clause): clause is GroupClause => clause.kind === 'anyOf' || clause.kind === 'allOf';

/** A compiled body: all its clauses hold at one and the same point of use. */
export interface Body {
  clauses: Clause[];
  dynamic: boolean;
  /** By target, the clauses by what they ask. */
  parts?: Partial<Record<TargetName, Parts>>;
}

/** The clauses of a body by what they ask. */
export interface Parts {
  /** The node alone: asked once, whatever its uses; with the way to read the attribute. */
  ofNode: { clause: AttributeClause; read: ReturnType<typeof readerOf> }[];
  /** The use alone: asked once for all nodes that are used alike. */
  ofUse: AttributeClause[];
  /** Both, or other nodes. */
  rest: Clause[];
  /** Bodies of which one has to pass: what they ask the node alone is asked first. */
  anyOf: Body[][];
  /** Of `ofUse`: what is asked of the point, and of the place in a body. */
  ofPoint: AttributeClause[];
  ofPlace: AttributeClause[];
  /** `rest` asks nothing that depends on the point, so that all bodies with one schema have one answer. */
  isLocal: boolean;
}

/** One entry of a `has`: some related node of a target passes. */
export interface Part {
  kind: 'part';
  target: TargetName;
  at: string | undefined;
  body: Body;
  /** By the target that it leads from: the relation. */
  leads: Map<TargetName, Relation | 'users' | null>;
}

/** A conjunction of parts, each of which may itself be a disjunction. */
export interface Alternative {
  all: (Part | Has)[];
  atLeast: number;
  atMost: number;
}

/** A disjunction of alternatives. */
export interface Has {
  kind: 'has';
  alternatives: Alternative[];
  dynamic: boolean;
}

export const isPart = (one: Part | Has): one is Part => one.kind === 'part';

/** Compiles a body for nodes of the targets; mistakes go to `report`. */
export function compileBody(raw: unknown, targets: TargetName[], path: RulePath, report: Report): Body {
  const body: Body = { clauses: [], dynamic: false };
  const mapping = asObject(raw);
  if (!mapping) {
    report(path, 'A body is a mapping of attributes to tests.', 'Write for example { status: 404 }.');
    return body;
  }
  for (const [key, value] of Object.entries(mapping)) {
    const at = [...path, key];
    if (key === 'has' || key === 'lacks') body.clauses.push(newClause({ kind: key, relation: compileHas(value, targets, at, report) }));
    else if (key === 'anyOf' || key === 'allOf') {
      const list = Array.isArray(value) ? value : [value];
      body.clauses.push(newClause({ kind: key, bodies: list.map((one, index) => compileBody(one, targets, [...at, index], report)) }));
    } else if (key !== 'at' && key !== 'atLeast' && key !== 'atMost') {
      checkAttribute(key, targets, at, report);
      body.clauses.push(compileAttribute(key, value, at, report));
    }
  }
  // What costs least is asked first: names and fields, then uses, then what leads to other nodes.
  const cost = { attribute: 1, anyOf: 2, allOf: 2, lacks: 3, has: 3 };
  const costOf = (clause: Clause) =>
    clause.kind === 'attribute' && ['name', 'in', 'method', 'status'].includes(clause.name) ? 0 : cost[clause.kind];
  body.clauses.sort((a, b) => costOf(a) - costOf(b));
  body.dynamic = body.clauses.some((clause) =>
    clause.kind === 'attribute'
      ? clause.tester.dynamic
      : isGroup(clause)
        ? clause.bodies.some((one) => one.dynamic)
        : clause.relation.dynamic,
  );
  return body;
}

const clauses = new Map<string, AttributeClause>();

/** Compiles `attribute: test`. Equal ones are one clause, so that what is found out for one rule serves the others. */
function compileAttribute(name: string, test: unknown, path: RulePath, report: Report): AttributeClause {
  const key = `${name} ${JSON.stringify(test)}`;
  const known = clauses.get(key);
  if (known) return known;
  let isWrong = false;
  const tester = compileTest(test, path, (...problem) => {
    isWrong = true;
    report(...problem);
  });
  const caseless = name === 'name' ? compileTest(test, path, () => undefined, true) : tester;
  const names = name === 'name' && !tester.dynamic ? new Map<string, boolean>() : null;
  const clause = newClause<AttributeClause>({ kind: 'attribute', name, tester, caseless, names });
  if (!isWrong) clauses.set(key, clause);
  return clause;
}

function checkAttribute(name: string, targets: TargetName[], path: RulePath, report: Report): void {
  if (targets.length === 0 || targets.some((target) => attributeKind(target, name) !== undefined)) return;
  const known = targets.flatMap((target) => [
    ...Object.keys(nodeAttributes[target]),
    ...fieldsOf(target),
    ...Object.keys(useAttributes),
    ...Object.keys(placeAttributes),
  ]);
  report(
    path,
    `${targets.join(' and ')} ${targets.length > 1 ? 'have' : 'has'} no attribute \`${name}\`.${didYouMean(name, known)}`,
    'docs/language.md lists the attributes of each target.',
  );
}

/** Compiles what follows `has`, `lacks`, and the options of the functions of these names. */
export function compileHas(raw: unknown, targets: TargetName[], path: RulePath, report: Report): Has {
  const list = Array.isArray(raw) ? raw : [raw];
  const alternatives = list.map((one, index) => compileAlternative(one, targets, Array.isArray(raw) ? [...path, index] : path, report));
  return {
    kind: 'has',
    alternatives,
    dynamic: alternatives.some((one) => one.all.some((part) => (isPart(part) ? part.body.dynamic : part.dynamic))),
  };
}

function compileAlternative(raw: unknown, targets: TargetName[], path: RulePath, report: Report): Alternative {
  const alternative: Alternative = { all: [], atLeast: 1, atMost: Infinity };
  const mapping = asObject(raw);
  if (!mapping) {
    report(path, 'Expected a mapping of a target to a body.', 'Write for example { Response: { status: 404 } }.');
    return alternative;
  }
  for (const [key, value] of Object.entries(mapping)) {
    if (key === 'atLeast' || key === 'atMost') {
      alternative[key] = typeof value === 'number' ? value : NaN;
      if (typeof value !== 'number') report([...path, key], `\`${key}\` takes a number.`, `Write ${key}: 2.`);
    } else if (key === 'allOf' || key === 'anyOf') {
      const list = Array.isArray(value) ? value : [value];
      if (key === 'anyOf') alternative.all.push(compileHas(list, targets, [...path, key], report));
      else for (const [index, one] of list.entries()) alternative.all.push(compileHas(one, targets, [...path, key, index], report));
    } else alternative.all.push(compilePart(key, value, targets, [...path, key], report));
  }
  if ('atMost' in mapping && !('atLeast' in mapping)) alternative.atLeast = 0;
  return alternative;
}

function compilePart(key: string, raw: unknown, from: TargetName[], path: RulePath, report: Report): Part {
  const at = asObject(raw)?.at;
  const direction = typeof at === 'string' ? at : undefined;
  if (!targetNames.includes(key as TargetName)) {
    report(path, `Unknown target \`${key}\`.${didYouMean(key, targetNames)}`, `Targets are ${targetNames.join(', ')}.`);
    return { kind: 'part', target: 'Document', at: undefined, body: { clauses: [], dynamic: false }, leads: new Map() };
  }
  const target = key as TargetName;
  if (direction !== undefined && direction !== 'user' && !directions.includes(direction)) {
    report(
      [...path, 'at'],
      `Unknown direction \`${direction}\`.${didYouMean(direction, [...directions, 'user'])}`,
      `Directions are user, ${directions.join(', ')}.`,
    );
  } else if (from.length > 0 && !from.some((one) => relation(one, target, direction))) {
    report(
      path,
      `No relation leads from ${from.join(' or ')} to ${target}${direction ? ` at \`${direction}\`` : ''}.`,
      'docs/language.md lists the relations.',
    );
  }
  // The users of a definition are asked how they use it, too.
  const lenient: Report =
    direction === 'user'
      ? (where, ...rest) => (Object.hasOwn(useAttributes, String(where.at(-1))) ? undefined : report(where, ...rest))
      : report;
  return { kind: 'part', target, at: direction, body: compileBody(raw ?? {}, [target], path, lenient), leads: new Map() };
}

/** `at: user` leads to all users of a definition, whatever the use; the others are relations of the model. */
function relation(from: TargetName, target: TargetName, at: string | undefined): Relation | 'users' | null {
  return at === 'user'
    ? target === 'Operation' || target === 'Response' || target === 'RequestBody' || target === 'MediaType'
      ? 'users'
      : null
    : relationOf(from, target, at);
}

/** How a part is reached from a target. */
export function leadsOf(part: Part, from: TargetName): Relation | 'users' | null {
  let leads = part.leads.get(from);
  if (leads === undefined) part.leads.set(from, (leads = relation(from, part.target, part.at)));
  return leads;
}
