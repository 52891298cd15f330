import { compileHas, type Context } from '../language/body.js';
import { allParts, passingRelated } from '../language/evaluate.js';
import { equalJson } from '../json.js';
import { attributeOf } from '../model/attributes.js';
import { isJson } from '../model/bodies.js';
import type { Node, SchemaNode } from '../model/nodes.js';
import type { Related } from '../model/relations.js';
import { layers } from '../model/shapes.js';
import { each, show, type Function } from './function.js';
import { differenceOfMembers, membersOfResource, responseOf, type Members } from './members.js';
import { compileExcept } from './names.js';

type Mode = 'equal' | 'covers' | 'overlap' | 'different';

interface Options {
  with: unknown;
  of: string | string[];
  mode?: Mode;
  only?: string[];
  except?: string | string[];
}

export const agree: Function = {
  does: 'The node and a related one agree: in body, headers, statuses or an attribute. Where nothing is related, nothing is reported.',
  options: {
    with: {
      does: 'The related nodes, as `has` takes them; one that agrees is enough.',
      schema: { type: ['object', 'array'] },
      required: true,
    },
    of: {
      does: '`body` (the JSON schema, by definition), `resource` (names of the members of the resource in it, envelope and list looked through), `headers`, `statuses`, or an attribute; or a list.',
      schema: { type: ['string', 'array'] },
      required: true,
    },
    mode: {
      does: '`equal` (the default), `covers` (this one has all that the other has), `overlap`, `different`.',
      schema: { enum: ['equal', 'covers', 'overlap', 'different'] },
    },
    only: { does: 'Names that count.', schema: { type: 'array', items: { type: 'string' } } },
    except: { does: 'Names, or `/re/`, that do not count.', schema: { type: ['string', 'array'] } },
  },
  compile({ with: raw, of, mode = 'equal', only, except }: Options, targets, path, report) {
    const relation = compileHas(raw, targets, [...path, 'with'], report);
    const excepted = compileExcept(except, [...path, 'except'], report);
    const counts = (name: unknown) => {
      const text = String(name).toLowerCase();
      return (!only || only.some((one) => one.toLowerCase() === text)) && !excepted(String(name)) && !excepted(text);
    };
    return each((node, use, context) => {
      const others = allParts(relation)
        .flatMap((part) => passingRelated(part, node, use, { ...context, unknown: false }).map((one) => one.related))
        .filter((one) => one.node !== node);
      if (others.length === 0) return [];
      const differing = others.map((other) => ({ other, difference: differenceOf(node, other, [of].flat(), mode, counts, context) }));
      // `different`: none may be the same; the other modes: one that agrees is enough.
      const bad =
        mode === 'different'
          ? differing.filter((one) => one.difference !== undefined)
          : differing.every((one) => one.difference !== undefined)
            ? differing
            : [];
      const [first] = bad;
      if (!first) return [];
      const name = nameOf(first.other);
      const message =
        mode === 'different'
          ? `Expected another ${[of].flat().join(' and ')} than that of ${name}.`
          : `Expected ${first.difference} as in ${name}.`;
      return [
        {
          node,
          place: placeOf(node, of),
          points: use.points,
          found: name,
          expected: first.difference,
          others: name,
          message,
          atReferences: true,
        },
      ];
    });
  },
};

/** What an operation answers with is reported at the response. */
function placeOf(node: Node, of: string | string[]): Node['place'] {
  return [of].flat().includes('resource') ? responseOf(node).place : node.place;
}

function nameOf({ node, use }: Related): string {
  const [point] = use.points.points;
  return node.target === 'Response' ? (point?.status ?? node.name) : node.name;
}

/** What keeps two nodes from agreeing (for `different`: from differing); undefined where they do. */
function differenceOf(
  node: Node,
  other: Related,
  of: string[],
  mode: Mode,
  counts: (name: unknown) => boolean,
  context: Context,
): string | undefined {
  const isAsked = node.target === 'RequestBody' || other.node.target === 'RequestBody';
  const own = of.map((what) => partOf(node, what, context, isAsked));
  const theirs = of.map((what) => partOf(other.node, what, context, isAsked));
  if (mode === 'different') {
    const known = own.every((value) => value !== undefined) && theirs.every((value) => value !== undefined);
    return known && own.every((value, index) => equalJson(value, theirs[index])) ? show(theirs[0]) : undefined;
  }
  for (const [index, what] of of.entries()) {
    const mine = own[index];
    const their = theirs[index];
    if (mine === undefined || their === undefined) continue;
    if (what === 'resource') {
      const difference = differenceOfMembers(mine as Members, their as Members, mode, counts);
      if (difference !== undefined) return difference;
      continue;
    }
    if (mode === 'equal') {
      if (!equalJson(mine, their)) return `the ${what}`;
      continue;
    }
    const has = (list: unknown, name: unknown) => [list].flat().some((one) => String(one).toLowerCase() === String(name).toLowerCase());
    const wanted = [their].flat().filter(counts);
    const missing = wanted.filter((name) => !has(mine, name));
    if (mode === 'covers' && missing.length > 0)
      return `${what === 'headers' ? 'header ' : ''}${missing.map((name) => `"${String(name)}"`).join(', ')}`;
    if (mode === 'overlap' && wanted.length > 0 && missing.length === wanted.length) return `one of ${show(wanted)}`;
  }
  return undefined;
}

function partOf(node: Node, what: string, context: Context, isAsked: boolean): unknown {
  if (what === 'headers') return node.target === 'Response' ? node.headers.map((header) => header.name) : undefined;
  if (what === 'statuses') return node.target === 'Operation' ? node.responses.map((entry) => entry.status) : undefined;
  if (what === 'body') return bodyOf(node, context);
  if (what === 'resource') return membersOfResource(context.model, node, isAsked);
  return attributeOf(context.model, node, what);
}

/** The JSON schema of a body (of an operation: of its 200), reduced to its definition. */
function bodyOf(node: Node, context: Context): unknown {
  if (node.target === 'Operation') {
    const response = node.responses.find((entry) => entry.status === '200')?.response;
    return response ? bodyOf(response, context) : undefined;
  }
  if (node.target !== 'Response' && node.target !== 'RequestBody') return undefined;
  const schema = node.media.find((media) => isJson(media.name) && media.schema)?.schema;
  return schema ? definition(schema, context).value : undefined;
}

function definition(schema: SchemaNode, context: Context): SchemaNode {
  const all = layers(context.model.schemas, schema, false);
  return all.length === 2 && Object.keys(schema.value).every((key) => key === 'allOf' || key === 'description' || key === '$ref')
    ? all[1]!
    : schema;
}
