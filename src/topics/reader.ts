import type { Problem } from '../types.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import type { YamlSource } from './yaml.js';

export type Mapping = Record<string, unknown>;
export type Path = (string | number)[];

export const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `a`, `b` or `c`, as remedies list the values that are allowed. */
export function either(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** Takes typed values out of YAML data, and notes a problem with its place for each that is not what it should be. */
export class Reader {
  readonly problems: Problem[] = [];

  constructor(
    private readonly file: string,
    private readonly source: YamlSource,
  ) {}

  problem(path: Path, message: string, remedy: string): void {
    this.problems.push({ file: this.file, position: this.source.positionOf(path), message, remedy });
  }

  /** A text; a number is taken as it would be printed. `undefined` where there is none. */
  text(parent: Mapping, path: Path, key: string): string | undefined {
    const value = parent[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value.trim();
    if (typeof value === 'number') return String(value);
    this.problem([...path, key], `\`${key}\` is not a text.`, `Write one text after \`${key}:\`.`);
    return undefined;
  }

  /** As `text`, and a problem with `remedy` where it is absent or empty; then `''`. */
  required(parent: Mapping, path: Path, key: string, remedy: string): string {
    const before = this.problems.length;
    const value = this.text(parent, path, key) ?? '';
    if (value === '' && this.problems.length === before) this.problem(path, `\`${key}\` is missing.`, remedy);
    return value;
  }

  /** One text or a list of texts, as a list. */
  texts(parent: Mapping, path: Path, key: string): string[] {
    const value = parent[key];
    if (value === undefined || value === null) return [];
    const list = Array.isArray(value) ? value : [value];
    const texts = list.filter((entry): entry is string => typeof entry === 'string');
    if (texts.length < list.length) this.problem([...path, key], `\`${key}\` is not a list of texts.`, `Write \`${key}: [a, b]\`.`);
    return texts;
  }

  /** A mapping; `undefined` where there is none. */
  mapping(parent: Mapping, path: Path, key: string): Mapping | undefined {
    const value = parent[key];
    if (value === undefined || value === null) return undefined;
    if (isMapping(value)) return value;
    this.problem([...path, key], `\`${key}\` is not a mapping.`, `Write \`${key}:\` with \`key: value\` lines below it.`);
    return undefined;
  }

  /** One mapping or a list of mappings, as a list. */
  mappings(parent: Mapping, path: Path, key: string): Mapping[] {
    const value = parent[key];
    if (value === undefined || value === null) return [];
    const list = Array.isArray(value) ? value : [value];
    const mappings = list.filter(isMapping);
    if (mappings.length < list.length) {
      this.problem(
        [...path, key],
        `\`${key}\` is not a mapping or a list of mappings.`,
        `Write \`${key}:\` with \`key: value\` lines below it.`,
      );
    }
    return mappings;
  }

  /** One of a few words; `undefined` where there is none or another. */
  word<Word extends string>(parent: Mapping, path: Path, key: string, words: readonly Word[]): Word | undefined {
    const value = parent[key];
    if (value === undefined || value === null) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) {
      const hint = typeof value === 'string' ? didYouMean(value, words) : '';
      const found = isMapping(value) || Array.isArray(value) ? '' : ` \`${String(value)}\``;
      this.problem([...path, key], `Unknown value${found} of \`${key}\`.${hint}`, `Write ${either(words)}.`);
    }
    return word;
  }

  /** Notes every key that is not known; `remedies` says what to do about those that people expect. */
  keys(parent: Mapping, path: Path, known: readonly string[], remedies: Readonly<Record<string, string>> = {}): void {
    for (const key of Object.keys(parent)) {
      if (known.includes(key)) continue;
      const remedy = Object.hasOwn(remedies, key) ? remedies[key]! : `Take it out; known are ${either(known)}.`;
      this.problem([...path, key], `Unknown key \`${key}\`.${didYouMean(key, known)}`, remedy);
    }
  }
}
