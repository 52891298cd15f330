import path from 'node:path';
import type { Finding } from '../types.js';
import { listFiles, readInput } from './files.js';
import { loadRuleset } from './ruleset.js';
import { lintDocuments, type Input } from './run.js';
import { toSource, type ReadOptions, type Source } from './sources.js';

export interface LintOptions extends Partial<ReadOptions> {
  /** A file, package or ruleset of ours, as `stylebook lint --ruleset` takes it. */
  ruleset?: string;
  /** Whether a `$ref` to a URL is fetched. */
  followUrls?: boolean;
}

/**
 * Lints a document and what it refers to. `document`: a file name, glob or URL; or a text, with the file name to which its references are
 * relative. Findings are sorted by file and position. Throws a UsageError where the ruleset cannot be loaded or no file matches.
 */
export async function lint(document: string | { text: string; source?: string }, options: LintOptions = {}): Promise<Finding[]> {
  const { cwd = process.cwd() } = options;
  const ruleset = await loadRuleset(options.ruleset, { cwd });
  const settings = { ...options, cwd };
  async function* inputs(): AsyncGenerator<Input> {
    if (typeof document !== 'string') yield unnamedInput({ text: document.text }, cwd, document.source);
    else for (const source of await listFiles([document], { cwd })) yield await readInput(source, settings);
  }
  return (await lintDocuments(inputs(), ruleset, settings)).findings;
}

/** A document that is no file. Without a file name it is called `<STDIN>`, as in Spectral, and its references are relative to `cwd`. */
export function unnamedInput(content: Source, cwd: string, name = '<STDIN>'): Input {
  return { source: toSource(path.resolve(cwd, name)), name, content };
}
