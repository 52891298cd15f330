import {
  compileHas,
  evaluateClause,
  evaluateHas,
  passingRelated,
  type AttributeClause,
  type Body,
  type Context,
  type Has,
  type Part,
} from '../language/body.js';
import { placeOfMissing, referenceAt } from '../language/places.js';
import { joinWords } from '../language/tester.js';
import type { Node, Use } from '../model/nodes.js';
import { each, type Failure, type Function } from './function.js';

export const has: Function = {
  does: 'Some related node passes.',
  options: 'has',
  compile(options: unknown, targets, path, report) {
    const relation = compileHas(options, targets, path, report);
    return each((node, use, context) => {
      const passing = evaluateHas(relation, node, use, { ...context, unknown: true });
      const failing = context.model.points.minus(use.points, passing);
      if (failing.points.length === 0) return [];
      const missing = missingOf(relation, node, { ...use, points: failing }, context);
      const near = nearMiss(missing, node, { ...use, points: failing }, context);
      const part = partsOf(missing)[0];
      const place = near?.place ?? placeOfMissing(context.model, node, part?.target ?? 'Document');
      return [
        {
          node,
          place,
          points: failing,
          message: near?.message ?? `Expected ${describeHas(missing)}.`,
          expected: describeHas(missing),
          found: near?.found ?? 'none',
          atReferences: node.target === 'Response' ? 'few' : false,
        },
      ];
    });
  },
};

export const lacks: Function = {
  does: 'No related node passes.',
  options: 'has',
  compile(options: unknown, targets, path, report) {
    const relation = compileHas(options, targets, path, report);
    const parts = partsOf(relation);
    return each((node, use, context) => parts.flatMap((part) => foundBy(part, node, use, context)));
  },
};

function foundBy(part: Part, node: Node, use: Use, context: Context): Failure[] {
  return passingRelated(part, node, use, { ...context, unknown: false }).map(({ related, points }) => {
    const [point] = related.use.points.points;
    // A status is the operation's own, whatever stands behind it.
    const own = node.target === 'Operation' && related.node.target === 'Response' && point ? referenceAt(point, related.node) : null;
    const found = related.node.target === 'Response' ? point?.status : related.node.name;
    const base = {
      given: node,
      points: own ? points : related.use.points,
      found,
      message: `Unexpected ${describeFound(related.node, found)}.`,
    };
    return own ? { ...base, node, place: own } : { ...base, node: related.node, place: related.node.place, atReferences: true };
  });
}

function partsOf(relation: Has): Part[] {
  return relation.alternatives.flatMap((alternative) =>
    alternative.all.flatMap((part) => ('alternatives' in part ? partsOf(part) : [part])),
  );
}

/** Of several nodes that are all asked for, those that are not there. */
function missingOf(relation: Has, node: Node, use: Use, context: Context): Has {
  const [only] = relation.alternatives;
  if (!only || relation.alternatives.length > 1 || only.all.length < 2) return relation;
  const missing = only.all.filter((one) => {
    const alone = 'alternatives' in one ? one : { alternatives: [{ ...only, all: [one] }], dynamic: relation.dynamic };
    return evaluateHas(alone, node, use, { ...context, unknown: true }).points.length < use.points.points.length;
  });
  return { ...relation, alternatives: [{ ...only, all: missing.length > 0 ? missing : only.all }] };
}

const clauseOf = (body: Body, name: string) =>
  body.clauses.find((clause): clause is AttributeClause => clause.kind === 'attribute' && clause.name === name);

/** A related node of the right name that fails another test: what is wrong with it. */
function nearMiss(
  relation: Has,
  node: Node,
  use: Use,
  context: Context,
): { message: string; place?: Failure['place']; found: unknown } | undefined {
  const parts = partsOf(relation);
  const [part] = parts;
  const named = parts.length === 1 && part ? clauseOf(part.body, 'name') : undefined;
  if (!part || !named || part.body.clauses.length < 2) return undefined;
  const only: Part = {
    ...part,
    body: {
      clauses: part.body.clauses.filter(
        (clause) => clause.kind === 'attribute' && ['name', 'in', 'depth', 'direction', 'parent'].includes(clause.name),
      ),
      dynamic: part.body.dynamic,
    },
  };
  const [close] = passingRelated(only, node, use, context);
  if (!close) return undefined;
  const failing = part.body.clauses.find(
    (clause) => evaluateClause(clause, close.related.node, close.related.use, context).points.length === 0,
  );
  const { node: found } = close.related;
  if (failing?.kind !== 'attribute') return undefined;
  const wanted = failing.tester.expected === 'a value' ? `to be ${failing.name}` : `with \`${failing.name}\` ${failing.tester.expected}`;
  return { message: `Expected \`${found.name}\` ${wanted}.`, place: found.place, found: found.name };
}

const nouns: Record<string, string> = {
  Header: 'header', Response: 'response', Property: 'property', Parameter: 'parameter', RequestBody: 'request body', MediaType: 'content', Operation: 'operation', Example: 'example',
  SecurityScheme: 'security scheme', Requirement: 'security requirement', Server: 'server', Tag: 'tag', Link: 'link', Callback: 'callback', Schema: 'schema', Enum: 'enum', Path: 'path',
}; // prettier-ignore

/** What is looked for, in words: `header "Location" or content`. */
export function describeHas(relation: Has): string {
  return joinWords(
    relation.alternatives.map((alternative) =>
      joinWords(
        alternative.all.map((part) => ('alternatives' in part ? describeHas(part) : describePart(part))),
        'and',
      ),
    ),
  );
}

function describePart(part: Part): string {
  const noun = nouns[part.target] ?? part.target.toLowerCase();
  const where = clauseOf(part.body, 'in')?.tester.expected.replaceAll('`', '');
  const name = clauseOf(part.body, part.target === 'Response' ? 'status' : part.target === 'Operation' ? 'method' : 'name')?.tester
    .expected;
  const prefix = part.target === 'Parameter' && where ? `${where} ` : '';
  if (!name) return part.target === 'MediaType' && clauseOf(part.body, 'json') ? 'JSON content' : `${prefix}${noun}`;
  const shown =
    part.target === 'Property'
      ? name
      : part.target === 'Response'
        ? name.replaceAll('`', '')
        : part.target === 'Operation'
          ? name.replaceAll('`', '').toUpperCase()
          : name.replace(/`([^`]*)`/g, '"$1"');
  return part.target === 'Operation' ? `${shown} ${noun}` : `${prefix}${noun} ${shown}`;
}

function describeFound(node: Node, found: unknown): string {
  const noun = nouns[node.target] ?? node.target.toLowerCase();
  const name = String(found ?? '');
  if (name === '') return noun;
  return node.target === 'Response' ? `${noun} ${name}` : node.target === 'Property' ? `${noun} \`${name}\`` : `${noun} "${name}"`;
}
