// After tsc: bundles the runtime into one module without imports, then builds the rulesets from our topics.
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { documents } from './docs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await build({
  absWorkingDir: root,
  entryPoints: ['src/runtime/index.ts'],
  outfile: 'dist/runtime.mjs',
  bundle: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
});

const { runBuild } = await import('../dist/cli/build.js');
process.exitCode = await runBuild({});
if (process.exitCode === 0) for (const [name, text] of Object.entries(await documents())) writeFileSync(path.join(root, name), text);
