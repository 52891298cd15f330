import type { Range } from '../types.js';
import type { Positions } from './positions.js';
import { MAX_DEPTH, parseYaml, positionsInFlow } from './yaml.js';

/** What is wrong with the text of a file, and where. */
export interface ParseProblem {
  message: string;
  path: (string | number)[];
  range: Range;
}

/** A parsed file. `data` is undefined where nothing could be read. Aliases make `data` share objects; it never holds itself. */
export interface Parsed {
  data: unknown;
  problems: ParseProblem[];
  /** Made on the first call: only files with findings need positions. */
  positions(): Positions;
}

/** Parses YAML or JSON. Never throws: what is wrong is among `problems`. */
export function parse(text: string): Parsed {
  return parseJson(text) ?? parseYaml(text);
}

/** JSON without a repeated key, which `JSON.parse` reads ten times as fast; undefined for everything else. */
function parseJson(text: string): Parsed | undefined {
  if (!/^\uFEFF?\s*[[{]/.test(text)) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined; // YAML in flow style, or an error that the YAML parser can place
  }
  const { keys, depth } = measure(data);
  if (depth > MAX_DEPTH || keys !== countKeys(text)) return undefined;
  let positions: Positions | undefined;
  return { data, problems: [], positions: () => (positions ??= positionsInFlow(text)) };
}

/** The number of keys in `data` and its depth. */
function measure(data: unknown): { keys: number; depth: number } {
  let keys = 0;
  let depth = 0;
  let level: unknown[] = [data];
  while (level.length > 0 && depth <= MAX_DEPTH) {
    const next: unknown[] = [];
    for (const node of level) {
      if (typeof node !== 'object' || node === null) continue;
      const members = Object.values(node);
      if (!Array.isArray(node)) keys += members.length;
      for (const member of members) if (typeof member === 'object' && member !== null) next.push(member);
    }
    level = next;
    depth++;
  }
  return { keys, depth };
}

/** The number of keys in valid JSON, repeated ones included. */
function countKeys(json: string): number {
  let keys = 0;
  for (let at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at)) {
    for (at++; json.charCodeAt(at) !== 34; at++) if (json.charCodeAt(at) === 92) at++;
    for (at++; json.charCodeAt(at) <= 32;) at++;
    if (json.charCodeAt(at) === 58) keys++;
  }
  return keys;
}
