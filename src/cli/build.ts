import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { displayName } from '../lint/sources.js';
import { ruleProblems } from '../runtime/vocabulary.js';
import type { Problem, Rule } from '../types.js';
import { buildRulesets } from './build-rulesets.js';
import { compareRulesets, writeRulesets } from './write-rulesets.js';

/** The folder of the package, from `dist/cli` as from `src/cli`. */
const packageFolder = fileURLToPath(new URL('../../', import.meta.url));

export interface BuildCommandOptions {
  topics?: string;
  out?: string;
  check?: boolean;
}

/** `stylebook build`: topic files to rulesets. Exit codes: 0 done, 1 `--check` found a difference, 2 a problem; then nothing is written. */
export function buildCommand(): Command {
  return new Command('build')
    .description('Build rulesets from topic files: yours on top of ours.')
    .option('--topics <folder>', 'folder of topic files (*.md) and guideline records (guidelines/*.yaml)')
    .option('--out <folder>', 'folder to write the rulesets to (without --topics: rulesets/ of this package)')
    .option('--check', 'write nothing; exit with 1 if the folder is not what build would write')
    .action(async (options: BuildCommandOptions) => {
      process.exitCode = await runBuild(options);
    });
}

/** Builds, prints what was done or what is wrong, and returns the exit code. `home` is the folder of the package, with our topics and the runtime. */
export async function runBuild({ topics, out, check }: BuildCommandOptions, home = packageFolder): Promise<0 | 1 | 2> {
  if (topics !== undefined && out === undefined) return fail('Say with --out where the rulesets are to be written.');
  const folder = out ?? path.join(home, 'rulesets');
  try {
    const runtime = readFileSync(path.join(home, 'dist', 'runtime.mjs'), 'utf8');
    const ours = path.join(home, 'topics');
    const { spectralProblems } = await import('./spectral-rules.js');
    const checkRule = (rule: Rule) => [...ruleProblems(rule), ...spectralProblems(rule)];
    const { files, problems, rules, guidelines } = buildRulesets({ ours, own: topics, runtime, check: checkRule });
    if (problems.length > 0) return fail(...problems.map(problemLine), `${count(problems.length, 'problem')}; nothing was written.`);

    const changes = compareRulesets(folder, files);
    if (check) return reportCheck(folder, changes);
    if (changes.foreign.length > 0) {
      return fail(
        ...changes.foreign.map(
          (name) => `${display(path.join(folder, name))} is in the way: it was not written by a build. Move it, or choose another --out.`,
        ),
      );
    }
    writeRulesets(folder, files, changes);
    const done =
      changes.write.length + changes.remove.length === 0
        ? 'nothing has changed'
        : `${changes.write.length} written, ${changes.remove.length} removed`;
    console.log(`${display(folder)}: ${count(rules, 'rule')}, presets of ${count(guidelines, 'guideline')}; ${done}.`);
    return 0;
  } catch (error) {
    // The file system's own words: no space, no permission, a file where a folder should be.
    return fail(`The rulesets cannot be built: ${(error as Error).message}`);
  }
}

function reportCheck(folder: string, { write, remove }: { write: string[]; remove: string[] }): 0 | 1 {
  const lines = [...write.map((name) => [name, 'is not what build writes']), ...remove.map((name) => [name, 'is no longer built'])].sort();
  for (const [name, what] of lines) console.log(`${display(path.join(folder, name!))} ${what}.`);
  console.log(lines.length === 0 ? `${display(folder)} is what build writes.` : 'Run the same command without --check.');
  return lines.length === 0 ? 0 : 1;
}

function fail(...lines: string[]): 2 {
  for (const line of lines) console.error(line);
  return 2;
}

const problemLine = ({ file, position, message, remedy }: Problem) =>
  `${display(file)}:${position.line}:${position.column} ${message} ${remedy}`;

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;

const display = (file: string) => displayName(path.resolve(file), process.cwd());
