import type { Position, Topic } from '../types.js';
import type { Path } from './reader.js';
import type { YamlSource } from './yaml.js';

/** Kept beside the topics, not in them: a `Topic` is plain data. */
const sources = new WeakMap<Topic, YamlSource>();

/** Remembers what a topic was read from, for `positionIn`. */
export function rememberSource(topic: Topic, source: YamlSource): void {
  sources.set(topic, source);
}

/**
 * Where something of a topic's front matter stands. `path` is that of the `Topic`'s data: an index after a key that holds one value
 * instead of a list is skipped, one that leads into a list of one may be missing, and a member of a list of names may be given by its name.
 * A topic that was not read from a file has its rules' positions, else line 1.
 */
export function positionIn(topic: Topic, path: Path): Position {
  const source = sources.get(topic);
  if (source) return source.positionOf(asWritten(source.data, path));
  const rule = path[0] === 'rules' ? topic.rules.find(({ id }) => id === path[1]) : undefined;
  return rule?.position ?? { line: 1, column: 1 };
}

function asWritten(data: unknown, path: Path): Path {
  const written: Path = [];
  let value = data;
  for (const step of path) {
    if (Array.isArray(value) && value.length === 1 && typeof step === 'string' && !value.includes(step)) {
      written.push(0);
      value = (value as unknown[])[0];
    }
    const isList = Array.isArray(value);
    if (!isList && typeof step === 'number') continue;
    if (typeof value !== 'object' || value === null) break;
    const key = isList && typeof step === 'string' ? (value as unknown[]).indexOf(step) : step;
    if (!Object.hasOwn(value, key)) break;
    written.push(key);
    value = (value as Record<string | number, unknown>)[key];
  }
  return written;
}
