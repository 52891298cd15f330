import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { folderOf } from './folder.js';
import { rulesets } from './rulesets.js';

const project = fileURLToPath(new URL('../../', import.meta.url));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** This package as it is installed, compiled from the sources as they are, with the rulesets of the tests. Returns its command. */
export async function packageWith(topics: Record<string, string> = {}): Promise<string> {
  const root = folderOf({ 'package.json': JSON.stringify({ name: 'openapi-stylebook', version: '1.2.3', type: 'module' }) });
  const sources = readdirSync(path.join(project, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  await build({
    entryPoints: sources.map((file) => path.join(project, 'src', file)),
    outbase: path.join(project, 'src'),
    outdir: path.join(root, 'dist'),
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  for (const [folder, files] of Object.entries({ rulesets, topics })) {
    mkdirSync(path.join(root, folder));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, folder, name), text);
  }
  symlinkSync(path.join(project, 'node_modules'), path.join(root, 'node_modules'));
  return path.join(root, 'dist/cli/main.js');
}

/** Runs a command of ours as a process of its own. `input`: what is piped in. */
export function run(
  command: string,
  args: string[],
  { cwd, input = '', env = {} }: { cwd: string; input?: string | Buffer; env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { cwd, env: { PATH: process.env['PATH'], ...env } });
    const outcome = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (outcome.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (outcome.stderr += chunk.toString()));
    child.stdin.on('error', () => undefined); // not everybody reads it
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...outcome }));
    child.stdin.end(input);
  });
}
