import path from 'node:path';
import { statSync } from 'node:fs';
import { UsageError } from './errors.js';
import { fetchSource, isUrl, readSource, toSource, type ReadOptions } from './sources.js';
import type { Input } from './run.js';

/**
 * The documents that names, globs and URLs stand for: absolute file names and URLs, sorted, each once. As in Spectral, a glob that matches
 * nothing is passed over while another one matches, unless `failOnUnmatched`. A plain name stays even if there is no such file:
 * reading it says so. Throws a UsageError where nothing is left.
 */
export async function listFiles(
  patterns: readonly string[],
  { cwd, failOnUnmatched }: { cwd: string; failOnUnmatched?: boolean },
): Promise<string[]> {
  const ignore = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const found = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns.filter((pattern) => !pattern.startsWith('!'))) {
    const file = path.resolve(cwd, pattern);
    const exists = !isUrl(pattern) && statSync(file, { throwIfNoEntry: false }) !== undefined;
    if (isUrl(pattern)) found.add(pattern);
    else if (exists || !/[*?[\]{}()!]/.test(pattern)) {
      found.add(toSource(file));
      if (!exists) unmatched.push(pattern);
    } else {
      const { glob } = await import('tinyglobby'); // slow to load, seldom needed
      const files = await glob(toSource(pattern), { cwd, ignore, absolute: true, dot: true, expandDirectories: false });
      if (files.length === 0) unmatched.push(pattern);
      for (const match of files) found.add(toSource(match));
    }
  }
  if (unmatched.length > 0 && (failOnUnmatched || found.size === 0)) {
    throw new UsageError(
      `No file matches ${unmatched.map((pattern) => `"${pattern}"`).join(', ')}. Check the names; quote globs so that the shell leaves them alone.`,
    );
  }
  return [...found].sort();
}

/** Reads one document. */
export async function readInput(source: string, options: ReadOptions): Promise<Input> {
  return { source, content: isUrl(source) ? await fetchSource(source) : readSource(source, options) };
}
