import { compileBody, isGroup, type AttributeClause, type Body, type Context } from '../language/body.js';
import { evaluateClause, isOfNodeAlone, nameTest } from '../language/evaluate.js';
import { placeOfAttribute } from '../language/places.js';
import { asObject } from '../json.js';
import { attributeKind, attributeOf, nodeAttributes, useAttributes } from '../model/attributes.js';
import { at } from '../model/build.js';
import { restrictUse, type Node, type Use } from '../model/nodes.js';
import type { PointSet } from '../model/points.js';
import { each, show, type Failure, type Function } from './function.js';
import { compileExcept, type Except } from './names.js';
import { describeHas } from './has.js';

export const is: Function = {
  does: 'The node passes a body. `except` names nodes that never fail.',
  options: 'body',
  compile(options: Record<string, unknown>, targets, path, report) {
    const { except, ...raw } = asObject(options) ?? {};
    const body = compileBody(raw, targets, path, report);
    const excepted = compileExcept(except, [...path, 'except'], report);
    const canFail = nameTest(body);
    const alone = {
      ofNodeAlone: targets.every((target) => isOfNodeAlone(body, target)),
      ...(canFail ? { canFail } : {}),
    };
    return each((node, use, context) => judge(body, excepted, node, use, context), alone);
  },
};

const none: Failure[] = [];

function judge(body: Body, except: Except, node: Node, use: Use, context: Context): Failure[] {
  let { points } = use;
  let failures: Failure[] = none;
  for (const clause of body.clauses) {
    if (points.points.length === 0) break;
    const passing = evaluateClause(clause, node, restrictUse(use, points), context);
    const failing = context.model.points.minus(points, passing);
    if (failing.points.length > 0) {
      if (except(node.name)) return none;
      if (failures === none) failures = [];
      if (clause.kind === 'attribute') failures.push(...failAttribute(clause, node, failing, context));
      else {
        const first = isGroup(clause) ? clause.bodies.flatMap((one) => one.clauses).find((one) => one.kind === 'attribute') : undefined;
        const message = isGroup(clause)
          ? `Expected ${describeGroup(clause.bodies)}.`
          : `Expected ${clause.kind === 'lacks' ? 'no ' : ''}${describeHas(clause.relation)}.`;
        const found = first ? valueOf(first.name, node, failing, context) : undefined;
        const place = first ? placeOfAttribute(context.model, node, first.name) : node.place;
        failures.push({ node, place, points: failing, message, found, atReferences: node.target === 'Response' || !isGroup(clause) });
      }
    }
    points = passing;
  }
  return failures;
}

function describeGroup(bodies: Body[]): string {
  return bodies
    .map((body) =>
      body.clauses
        .map((clause) => (clause.kind === 'attribute' ? `\`${clause.name}\` ${clause.tester.expected}` : clause.kind))
        .join(' and '),
    )
    .join(', or ');
}

function valueOf(name: string, node: Node, points: PointSet, context: Context): unknown {
  if (attributeKind(node.target, name) === 'use') return useAttributes[name]!.of(points.points[0]!, context.model);
  return attributeOf(context.model, node, name);
}

function failAttribute(clause: AttributeClause, node: Node, points: PointSet, context: Context): Failure[] {
  const { model } = context;
  const { tester, name } = clause;
  // What a response says is right or wrong for its status; of others only what is asked of the use is.
  const atReferences = node.target === 'Response' || attributeKind(node.target, name) === 'use';
  const base = { node, points, expected: tester.expected, atReferences };
  const members = tester.byMember ? nodeAttributes[node.target][name]?.members?.(node, model) : undefined;
  const bad = members?.filter((one) => !tester.passes(one.value, () => true, context.given)) ?? [];
  if (bad.length > 0) {
    return bad.map(({ value, path }) => ({
      ...base,
      place: at(node.place, ...path),
      found: value,
      message: sentence(name, tester.expected, value),
    }));
  }
  let value = valueOf(name, node, points, context);
  if (tester.byMember && Array.isArray(value)) value = value.find((one) => !tester.passes([one], () => true, context.given)) ?? value;
  return [{ ...base, place: placeOfAttribute(model, node, name), found: value, message: sentence(name, tester.expected, value) }];
}

function sentence(name: string, expected: string, found: unknown): string {
  if (expected === 'a value') return `Expected \`${name}\`.`;
  if (expected === 'none') return `Expected no \`${name}\`, found ${show(found)}.`;
  return name === 'name' ? `Expected ${expected}, found \`${show(found)}\`.` : `Expected \`${name}\` ${expected}, found ${show(found)}.`;
}
