import { compileHas, type AttributeClause, type Body, type Context, type Has, type Part } from '../language/body.js';
import { allParts, evaluateClause, evaluateHas, passingRelated } from '../language/evaluate.js';
import { bodySchema, placeOfMissing, referenceAt } from '../language/places.js';
import { joinWords } from '../language/tester.js';
import { restrictUse, type Node, type TargetName, type Use } from '../model/nodes.js';
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
      const missing = missingOf(relation, node, restrictUse(use, failing), context);
      const near = nearMiss(missing, node, restrictUse(use, failing), context);
      const part = allParts(missing)[0];
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
          ...(part?.target === 'Property' ? { schema: bodySchema(node) } : {}),
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
    const parts = allParts(relation);
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

/** Of several nodes that are all asked for, those that are not there. */
function missingOf(relation: Has, node: Node, use: Use, context: Context): Has {
  const [only] = relation.alternatives;
  if (!only || relation.alternatives.length > 1 || only.all.length < 2) return relation;
  const missing = only.all.filter((one) => {
    const alone = one.kind === 'has' ? one : { ...relation, alternatives: [{ ...only, all: [one] }] };
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
  const parts = allParts(relation);
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

interface Naming {
  noun: string;
  /** The attribute that names the node, and how the name is shown. */
  by: string;
  show(name: string): string;
}

const inCode = (name: string) => name;
const plain = (name: string) => name.replaceAll('`', '');
const inQuotes = (name: string) => name.replace(/`([^`]*)`/g, '"$1"');

/** How messages speak of targets, where it is not the target's own name and the name in quotes. */
const namings: Partial<Record<TargetName, Naming>> = {
  Property: { noun: 'property', by: 'name', show: inCode },
  Response: { noun: 'response', by: 'status', show: plain },
  Operation: { noun: 'operation', by: 'method', show: (name) => plain(name).toUpperCase() },
  RequestBody: { noun: 'request body', by: 'name', show: inQuotes },
  MediaType: { noun: 'content', by: 'name', show: inQuotes },
  SecurityScheme: { noun: 'security scheme', by: 'name', show: inQuotes },
  Requirement: { noun: 'security requirement', by: 'name', show: inQuotes },
};

function namingOf(target: TargetName): Naming {
  return namings[target] ?? { noun: target.toLowerCase(), by: 'name', show: inQuotes };
}

/** What is looked for, in words: `header "Location" or content`. */
export function describeHas(relation: Has): string {
  return joinWords(relation.alternatives.map(({ all }) => describeAll(all.map((part) => (part.kind === 'has' ? onlyPart(part) : part)))));
}

/** A `has` of one part is that part. */
function onlyPart(has: Has): Part | Has {
  const [alternative] = has.alternatives;
  const [part] = alternative?.all ?? [];
  return has.alternatives.length === 1 && alternative!.all.length === 1 && part && part.kind === 'part' ? part : has;
}

/** `header "A" and content`; several of one target together: `properties `a` and `b``. */
function describeAll(parts: (Part | Has)[]): string {
  const [first] = parts;
  if (first && first.kind === 'part' && parts.length > 1) {
    const names = parts.flatMap((part) => (part.kind === 'has' || part.target !== first.target ? [] : (nameOf(part) ?? [])));
    const { noun } = namingOf(first.target);
    if (names.length === parts.length && first.target !== 'Operation') return `${noun.replace(/y$/, 'ie')}s ${joinWords(names, 'and')}`;
  }
  return joinWords(
    parts.map((part) => (part.kind === 'has' ? describeHas(part) : describePart(part))),
    'and',
  );
}

/** The name of what is looked for, as it is shown. */
function nameOf(part: Part): string | undefined {
  const { by, show } = namingOf(part.target);
  const name = clauseOf(part.body, by)?.tester.expected;
  return name === undefined ? undefined : show(name);
}

function describePart(part: Part): string {
  const { noun } = namingOf(part.target);
  const where = clauseOf(part.body, 'in')?.tester.expected.replaceAll('`', '');
  const name = nameOf(part);
  const prefix = part.target === 'Parameter' && where ? `${where} ` : '';
  if (name === undefined) return part.target === 'MediaType' && clauseOf(part.body, 'json') ? 'JSON content' : `${prefix}${noun}`;
  return part.target === 'Operation' ? `${name} ${noun}` : `${prefix}${noun} ${name}`;
}

function describeFound(node: Node, found: unknown): string {
  const { noun, show } = namingOf(node.target);
  const name = String(found ?? '');
  return name === '' ? noun : `${noun} ${show(`\`${name}\``)}`;
}
