import { isJson } from '../model/bodies.js';
import type { Model } from '../model/model.js';
import type { Edge, Node, PropertyNode, ResponseNode } from '../model/nodes.js';
import { isFreeForm, layers, membersOf, shapeOf } from '../model/shapes.js';
import { collectionOf } from '../model/uses.js';

/** Members of the resource in a body, for `agree`. */

export interface Members {
  /** Names, sorted. */
  all: string[];
  /** Those that the other body has to have, too: between a request and a response what only one of them can have is not asked for. */
  asked: string[];
}

/** The body of which an operation speaks: that of its first success with JSON. */
export function responseOf(node: Node): Node {
  if (node.target !== 'Operation') return node;
  const isSuccess = (entry: { status: string; response: ResponseNode }) =>
    entry.status.startsWith('2') && entry.response.media.some((media) => isJson(media.name) && media.schema);
  return node.responses.find(isSuccess)?.response ?? node;
}

const isBranch = (edge: Edge): boolean => (edge.step === 'oneOf' || edge.step === 'anyOf') && edge.to.value.type !== 'null';

const isOneSided = ({ schemas }: Model, { value, schema }: PropertyNode): boolean =>
  [value, ...(schema ? layers(schemas, schema, false).map((one) => one.value) : [])].some(
    (one) => one.readOnly === true || one.writeOnly === true,
  );

/**
 * The members of the resource in a body, envelope and list looked through; undefined where nobody knows them, or where there are several resources.
 * `isRequested`: one of the two bodies that are compared is a request; a list is none of its own then.
 */
export function membersOfResource(model: Model, node: Node, isRequested: boolean): Members | undefined {
  const body = responseOf(node);
  const media = body.target === 'Response' || body.target === 'RequestBody' ? body.media : body.target === 'MediaType' ? [body] : [];
  const root = media.find((one) => isJson(one.name) && one.schema)?.schema;
  if (!root) return undefined;
  const path = node.target === 'Operation' ? node.path : (body as ResponseNode).points[0]?.path;
  const { kind, resources } = shapeOf(model.schemas, root, collectionOf(path));
  const [resource, more] = resources;
  if (!resource || more || (isRequested && kind === 'list') || isFreeForm(model.schemas, resource)) return undefined;
  if (layers(model.schemas, resource, false).some((layer) => layer.out.filter(isBranch).length > 1)) return undefined;
  const members = [...membersOf(model.schemas, resource).values()].map(({ property }) => property);
  const asked = isRequested ? members.filter((property) => !isOneSided(model, property)) : members;
  return { all: members.map(({ name }) => name).sort(), asked: asked.map(({ name }) => name).sort() };
}

/** What one has and the other has not; undefined where there is nothing. */
export function differenceOfMembers(mine: Members, their: Members, mode: string, counts: (name: unknown) => boolean): string | undefined {
  const missing = their.asked.filter((name) => counts(name) && !mine.all.includes(name));
  if (mode === 'overlap') return their.asked.length > 0 && missing.length === their.asked.length ? `one of ${named(missing)}` : undefined;
  if (missing.length > 0) return named(missing);
  const more = mode === 'equal' ? mine.asked.filter((name) => counts(name) && !their.all.includes(name)) : [];
  return more.length > 0 ? `no ${named(more)}` : undefined;
}

/** Three names at most, and how many more. */
function named(names: string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  return shown.join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
}
