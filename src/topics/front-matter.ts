import matter from 'gray-matter';
import type { Position, Problem } from '../types.js';

/** A Markdown file in its two parts; lines are those of the file. */
export interface FrontMatter {
  yaml: string;
  /** Line of the file at which `yaml` starts, from 1: the line of the opening `---`. */
  yamlLine: number;
  body: string;
  /** Line of the file at which `body` starts, from 1. */
  bodyLine: number;
}

/** The text with its byte order mark taken off and every line ending in a single line feed. */
export function plainLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

const refuse = {
  parse: (): never => {
    throw new Error('only YAML is read');
  },
};

/**
 * Splits a Markdown file into front matter and body; the YAML is not read yet. Never throws.
 *
 * gray-matter would evaluate `---js`, and it remembers input that it could not read if it is called without options: so the
 * language is looked at first, every engine but YAML is replaced by one that refuses, and options are always given.
 */
export function splitFrontMatter(file: string, source: string): { parts?: FrontMatter; problem?: Problem } {
  const text = plainLines(source);
  const at = (line: number, message: string, remedy: string) => ({
    problem: { file, position: { line, column: 1 } as Position, message, remedy },
  });
  if (text.includes('\0')) return at(1, 'The file is not a text.', 'Save the topic as a Markdown file in UTF-8.');
  if (!/^---(?!-)/.test(text)) {
    return at(
      1,
      'The file does not begin with front matter.',
      'Begin it with a line `---`, the data of the topic as YAML, and another line `---`.',
    );
  }
  const language = text.slice(3).split('\n', 1)[0]!.trim();
  if (!/^(ya?ml)?$/i.test(language)) {
    return at(
      1,
      `The front matter is written in \`${language}\`, which is never read or run.`,
      'Write the front matter in YAML and begin it with `---` alone.',
    );
  }
  if (text.indexOf('\n---') === -1) return at(1, 'The front matter is not closed.', 'End it with a line `---` of its own.');

  const parsed = matter(text, { language: 'yaml', engines: { yaml: { parse: () => ({}) }, javascript: refuse, json: refuse } });
  const body = parsed.content;
  return { parts: { yaml: parsed.matter, yamlLine: 1, body, bodyLine: text.slice(0, text.length - body.length).split('\n').length } };
}
