import { recall, remember } from './attribute.js';
import { at } from './build.js';
import type { Model } from './model.js';
import { newNode, type PathNode, type SimpleNode } from './nodes.js';
import { wordsOf } from './names.js';
import { isVersion } from './versions.js';

/** Literals that are no names of resources: versions, technical prefixes, well-known locations. */
const technical = /^(?:v\d+(?:[._-]?\w+)?|api|rest|\.well-known|[@_~].*)$/i;

/** The parts of a path between slashes, without the action after a colon. */
export function segments(path: PathNode): string[] {
  const known = recall(path, 'segments') as string[] | undefined;
  if (known) return known;
  const parts = path.name
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean);
  const action = actionOf(path);
  if (action !== undefined && parts.length > 0) parts[parts.length - 1] = parts[parts.length - 1]!.slice(0, -action.length - 1);
  const found = parts.filter(Boolean);
  remember(path, 'segments', found);
  return found;
}

/** What follows the colon in the last segment: `cancel` in `/loans/{id}:cancel`. A colon within braces or at the start of a segment is none. */
export function actionOf(path: PathNode): string | undefined {
  return /[^/]:([A-Za-z][\w-]*)\/?$/.exec(path.name.replace(/\{[^}]*\}/g, (text) => '}'.repeat(text.length)))?.[1];
}

export function isParameterSegment(segment: string): boolean {
  return segment.includes('{') || segment.startsWith(':');
}

export function literals(path: PathNode): string[] {
  return segments(path).filter((segment) => !isParameterSegment(segment));
}

/** Each distinct literal below one parent, at the first path that has it. */
export function segmentsOf(model: Model): SimpleNode[] {
  const found = new Map<string, SimpleNode>();
  for (const path of model.paths) {
    if (path.point.role === 'consumer') continue;
    const parts = segments(path);
    parts.forEach((segment, index) => {
      if (isParameterSegment(segment)) return;
      const parent = parts
        .slice(0, index)
        .map((part) => (isParameterSegment(part) ? '{}' : part))
        .join('/');
      const next = parts[index + 1];
      const key = `${parent}/${segment}`;
      const known = found.get(key);
      const collection = next !== undefined && isParameterSegment(next);
      const after = parts[index + 2];
      const isPair = after !== undefined && isParameterSegment(after);
      const parameter = next === undefined || isPair ? undefined : /^\{([^{}]*)\}$/.exec(next)?.[1];
      if (known) {
        known.facts.collection ||= collection;
        if (parameter !== undefined) (known.facts.behind as unknown[]).push({ path, name: parameter });
        return;
      }
      const before = parts.slice(0, index + 1);
      const isBehind = (at: number) => at > 0 && isParameterSegment(parts[at - 1]!) && !isParameterSegment(parts[at]!);
      const above = isBehind(index) ? parts[index - 2] : undefined;
      const facts = {
        position: index,
        collection,
        last: next === undefined,
        version: isVersion(segment),
        technical: technical.test(segment),
        ancestors: parts.slice(0, index).filter((part) => !isParameterSegment(part)),
        action: index > 0 && parts[index - 1] === 'actions',
        level: before.filter((_part, at) => isBehind(at)).length,
        above: above !== undefined && !isParameterSegment(above) ? above : undefined,
        behind: parameter === undefined ? [] : [{ path, name: parameter }],
        words: wordsOf(segment),
      };
      const place = at(model.document.place, 'paths', path.name);
      found.set(key, newNode<SimpleNode>({ target: 'Segment', name: segment, value: {}, place, facts, points: [path.point] }));
    });
  }
  return [...found.values()];
}
