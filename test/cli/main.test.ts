import { beforeAll, expect, jest, test } from '@jest/globals';
import { folderOf } from '../helpers/folder.js';
import { packageWith, run } from '../helpers/package.js';

jest.setTimeout(30_000);

let command: string;
const cwd = folderOf({ 'openapi.yaml': 'openapi: 3.1.0\n' });
beforeAll(async () => {
  command = await packageWith();
});

test('stylebook tells its version and its commands', async () => {
  expect(await run(command, ['--version'], { cwd })).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
  expect((await run(command, ['--help'], { cwd })).stdout).toMatch(/lint.*explain/s);
});

test.each<[string[], string]>([
  [['lnt'], "error: unknown command 'lnt'\n(Did you mean lint?)\n"],
  [['openapi.yaml', '-q'], "error: unknown command 'openapi.yaml'\n(Did you mean stylebook lint openapi.yaml -q?)\n"],
])('%j is no command; what was meant is said', async (args, stderr) => {
  expect(await run(command, args, { cwd })).toEqual({ code: 2, stdout: '', stderr });
});
