import type { Body, Finding } from '../types.js';

/** Without the citations, which are listed on their own. */
export function messageOf({ message, summary }: Finding): string {
  return printable(summary ?? message);
}

/** Text of a document on one line, without what a terminal would take for a command. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}

/** A file name relative to `cwd` if the file lies below it. */
export function relative(source: string, cwd: string): string {
  const folder = cwd.endsWith('/') ? cwd : `${cwd}/`;
  return source.startsWith(folder) ? source.slice(folder.length) : source;
}

/** The length of the longest text. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((width, { length }) => Math.max(width, length), 0);
}

/** `1 file`, `2 files`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Groups in the order in which their first items come. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The part of a rule that a statement speaks of, on one line: `scheme: basic, bearer`. */
export function scopeText(scope: Body): string {
  return Object.entries(scope)
    .map(([key, value]) => `${key}: ${valueText(value)}`)
    .join('; ');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  return typeof value === 'object' && value !== null ? `{ ${scopeText(value as Body)} }` : String(value);
}
