#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { setFlagsFromString } from 'node:v8';
import picocolors from 'picocolors';
import { UsageError } from '../lint/errors.js';
import { wantsColor } from './options.js';

/** Each command is loaded when it is called: linting a small file should not wait for the compiler. */
const commands: Record<string, () => Promise<Command>> = {
  lint: async () => (await import('./lint.js')).lintCommand(),
  explain: async () => (await import('./explain.js')).explainCommand(),
  rules: async () => (await import('./rules.js')).rulesCommand(),
  guidelines: async () => (await import('./guidelines.js')).guidelinesCommand(),
  build: async () => (await import('./build.js')).buildCommand(),
};

// A run of a second or two meets much code and little of it often: V8 recompiles more than it gains. Four times its patience is a third less time.
// Versions to come may not know the flag, and would say so.
if (Number.parseInt(process.versions.v8) <= 14) setFlagsFromString('--interrupt-budget=500000');

async function main(args: string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  const program = new Command('stylebook')
    .description('Lint OpenAPI descriptions; every finding cites the API guidelines behind it.')
    .version(version);
  const called = args[0] ?? '';
  for (const [name, load] of Object.entries(commands)) {
    if (called === name || !Object.hasOwn(commands, called)) program.addCommand(await load());
  }
  // Commander would exit with 1, which says "findings".
  for (const command of [program, ...program.commands]) command.exitOverride().showSuggestionAfterError();
  await program.parseAsync(args, { from: 'user' });
}

/** What went wrong, and exit code 2. */
function fail(error: unknown, args: string[]): void {
  const colors = picocolors.createColors(wantsColor(process.stderr));
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    const isDocument = error.code === 'commander.unknownCommand' && existsSync(args[0]!);
    if (isDocument) process.stderr.write(`(Did you mean stylebook lint ${args.join(' ')}?)\n`);
    return;
  }
  process.exitCode = 2;
  if (error instanceof UsageError) process.stderr.write(`${colors.red(`error: ${error.message}`)}\n`);
  else process.stderr.write(`${colors.red('stylebook failed; please report that.')}\n${(error as Error).stack ?? String(error)}\n`);
}

// A reader that has seen enough, such as `head`, closes the pipe: no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const args = process.argv.slice(2);
try {
  await main(args);
} catch (error) {
  fail(error, args);
}
