import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { formatters } from '../formatters/index.js';
import type { Finding } from '../types.js';
import { oneOf, wantsColor } from './options.js';
import { Progress } from './progress.js';

const severities = ['error', 'warn', 'info', 'hint'] as const;
const encodings = ['utf8', 'utf-8', 'utf16le', 'ucs2', 'ucs-2', 'latin1', 'ascii', 'base64'] as const;

interface LintCommandOptions {
  ruleset?: string;
  format: string;
  output?: string;
  failSeverity: (typeof severities)[number];
  displayOnlyFailures?: boolean;
  stdinFilepath?: string;
  failOnUnmatchedGlobs?: boolean;
  followUrls?: boolean;
  encoding?: BufferEncoding;
  verbose?: boolean;
  quiet?: boolean;
}

/** `stylebook lint`. Names and meanings of the options are Spectral's. */
export function lintCommand(): Command {
  return new Command('lint')
    .description('Check OpenAPI descriptions. Exit code: 0 nothing to fail for, 1 findings, 2 nothing could be checked or wrong usage.')
    .argument('[documents...]', 'files, globs or URLs; - for what is piped in')
    .option(
      '-r, --ruleset <name>',
      'file, package, or one of ours: recommended, all, zalando … (default: .spectral.* here, else recommended)',
    )
    .option('-f, --format <format>', `${Object.keys(formatters).join(' or ')}`, oneOf(Object.keys(formatters)), 'text')
    .option('-o, --output <file>', 'write the findings to a file')
    .option('-F, --fail-severity <severity>', 'fail for findings of this severity or above', oneOf(severities), 'error')
    .option('-D, --display-only-failures', 'show only findings to fail for')
    .option('--stdin-filepath <file>', 'the file that what is piped in comes from')
    .option('--fail-on-unmatched-globs', 'fail if a glob matches no file')
    .option('--follow-urls', 'read what a $ref to a URL names')
    .option('-e, --encoding <encoding>', 'encoding of the files (default: UTF-8)', oneOf(encodings))
    .option('-v, --verbose', 'list all places and citations, and the files')
    .option('-q, --quiet', 'findings only')
    .action(async (documents: string[], options: LintCommandOptions) => {
      process.exitCode = await runLint(documents, options);
    });
}

/** Lints, prints or writes the findings, and returns the exit code. Throws a UsageError. */
async function runLint(documents: string[], options: LintCommandOptions): Promise<0 | 1 | 2> {
  const cwd = process.cwd();
  const progress = new Progress(process.stderr, !options.quiet);
  const { loadRuleset } = await import('../lint/ruleset.js');
  const { lintDocuments } = await import('../lint/run.js');
  const inputs = await listInputs(documents, options, cwd);
  const ruleset = await loadRuleset(options.ruleset, { cwd });
  async function* announced() {
    for (const { name, read } of inputs) {
      progress.label = `Linting ${name}`;
      if (options.verbose) process.stderr.write(`Linting ${name}\n`);
      yield await read();
    }
  }
  const { encoding, followUrls } = options;
  const report = await lintDocuments(announced(), ruleset, { cwd, encoding, followUrls, onProgress: () => progress.step() }).finally(() =>
    progress.done(),
  );
  const failLevel = severities.indexOf(options.failSeverity);
  const failures = report.findings.filter(({ severity }) => severity <= failLevel);
  const written = write(options.displayOnlyFailures ? failures : report.findings, options, cwd);
  if (report.linted === 0) process.stderr.write('Nothing could be linted.\n');
  if (!written || report.linted === 0) return 2;
  return failures.length > 0 ? 1 : 0;
}

async function listInputs(documents: string[], options: LintCommandOptions, cwd: string) {
  const { listFiles, readInput } = await import('../lint/files.js');
  const { decodeText, displayName } = await import('../lint/sources.js');
  const { unnamedInput } = await import('../lint/index.js');
  const settings = { cwd, encoding: options.encoding };
  const patterns = documents.filter((name) => name !== '-');
  const files = patterns.length > 0 ? await listFiles(patterns, { cwd, failOnUnmatched: options.failOnUnmatchedGlobs }) : [];
  const inputs = files.map((file) => ({ name: displayName(file, cwd), read: () => readInput(file, settings) }));
  if (patterns.length === documents.length && patterns.length > 0) return inputs;
  if (documents.length === 0 && process.stdin.isTTY) {
    const { UsageError } = await import('../lint/errors.js');
    throw new UsageError('No documents. Name files, globs or URLs, such as `stylebook lint openapi.yaml`, or pipe one in.');
  }
  const name = options.stdinFilepath ?? '<STDIN>';
  const read = async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return unnamedInput(decodeText(Buffer.concat(chunks), name, options.encoding), cwd, name);
  };
  return [...inputs, { name, read }];
}

/** Prints the findings, or writes them to a file. False if that failed; they are printed then. */
function write(findings: Finding[], { format, output, verbose, quiet }: LintCommandOptions, cwd: string): boolean {
  const render = (color: boolean): string => formatters[format]!(findings, { cwd: cwd.replaceAll('\\', '/'), color, verbose, quiet });
  if (output === undefined) {
    process.stdout.write(render(wantsColor(process.stdout)));
    return true;
  }
  try {
    writeFileSync(output, render(false));
    return true;
  } catch (error) {
    process.stdout.write(render(wantsColor(process.stdout)));
    process.stderr.write(`The findings, printed here, could not be written to ${output}: ${(error as Error).message}.\n`);
    return false;
  }
}
