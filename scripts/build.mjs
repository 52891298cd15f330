// After tsc: bundles the runtime into one module without imports, then builds the rulesets from our topics.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

await build({
  absWorkingDir: root,
  entryPoints: ['src/runtime/index.ts'],
  outfile: 'dist/runtime.mjs',
  bundle: true,
  format: 'esm',
  target: 'es2021',
  charset: 'utf8',
  legalComments: 'none',
});

const { runBuild } = await import('../dist/cli/build.js');
process.exitCode = await runBuild({});
