// After a build: whether what it generated is as committed. A difference fails in CI; elsewhere it is what the next commit will hold.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--', 'rulesets', 'README.md', 'COVERAGE.md', 'docs/language.md'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  encoding: 'utf8',
});
if (status === 0 && stdout !== '') {
  console.log(`Generated files differ from what is committed:\n${stdout}Run \`npm run build\` and commit them.`);
  if (process.env.CI) process.exitCode = 1;
}
