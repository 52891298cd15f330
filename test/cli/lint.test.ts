import { spawn } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Finding } from '../../src/types.js';
import { folderOf } from '../helpers/folder.js';
import { packageWith, run, type Outcome } from '../helpers/package.js';

jest.setTimeout(30_000);

let command: string;
beforeAll(async () => {
  command = await packageWith();
});

const good = 'openapi: 3.1.0\ninfo: {title: Library, version: 1.0.0}\npaths: {}\n';
const noHeader = "openapi: 3.1.0\npaths:\n  /books:\n    get:\n      responses:\n        '401':\n          description: No token.\n";
const cwd = folderOf({
  'good.yaml': good,
  'books.yaml': noHeader,
  'refs.yaml': `${good}components: {schemas: {Book: {$ref: "#/nope"}, Loan: {$ref: nope.yaml}}}\n`,
  'latin1.yaml': Buffer.from(good.replace('Library', 'Bücherei'), 'latin1'),
  'empty.yaml': '',
  'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]),
  'page.html': '<!doctype html>\n<p>Books</p>\n',
  'broken.yaml': 'openapi: 3.1.0\ninfo:\n  title: Library: the API\n',
  'broken.json': '{"openapi": "3.1.0"\n "info": {}}',
  'twice.yaml': `${good}paths: {}\n`,
  'other.yaml': 'kind: Deployment\n',
  'future.yaml': 'openapi: 4.0.0\n',
  'url.yaml': `${good}components: {schemas: {Book: {$ref: "https://library.example/book.yaml"}}}\n`,
  'file.yaml': `${good}components: {schemas: {Book: {$ref: "file:///etc/passwd"}}}\n`,
  'outside.yaml': `${good}components: {schemas: {Book: {$ref: "../../etc/passwd"}}}\n`,
  'bomb.yaml': `${good}x-l0: &l0 [book]\n${Array.from({ length: 30 }, (_, level) => `x-l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`).join('\n')}\n`,
  'deep.json': `{"openapi": "3.1.0", "x": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
  'proto.yaml': `${good}__proto__: {a: 1}\nconstructor: {prototype: {a: 1}}\ncomponents: {schemas: {__proto__: {properties: {__proto__: null}}}}\n`,
  'null.yaml': 'openapi: 3.1.0\ninfo:\npaths: {/a: , /b: {get: , parameters: [null]}}\ncomponents: {schemas: {Book: null}}\n',
  'folder/.keep': '',
});

const lint = (args: string[], more: { input?: string; env?: NodeJS.ProcessEnv; cwd?: string } = {}): Promise<Outcome> =>
  run(command, ['lint', ...args], { cwd, ...more });

describe('the exit code is', () => {
  test.each<[string, string[], number]>([
    ['0 without findings', ['good.yaml'], 0],
    ['0 with findings below the severity to fail for', ['books.yaml'], 0],
    ['1 with findings of the severity to fail for', ['books.yaml', '-F', 'warn'], 1],
    ['1 with findings above it', ['books.yaml', '--fail-severity=info'], 1],
    ['1 with an error in a document', ['twice.yaml'], 1],
    ['1 where some document could not be linted', ['good.yaml', 'nope.yaml'], 1],
    ['2 where no document could be linted', ['nope.yaml', 'other.yaml'], 2],
    ['2 where a ruleset is not there', ['good.yaml', '-r', 'nope'], 2],
    ['2 where no glob matches', ['*.yml'], 2],
    ['2 where one glob does not match, if asked', ['good.yaml', '*.yml', '--fail-on-unmatched-globs'], 2],
  ])('%s', async (_, args, code) => {
    expect((await lint(args)).code).toBe(code);
  });
});

describe('what is shown', () => {
  test('is the findings, and nothing else', async () => {
    expect(await lint(['books.yaml'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `\
books.yaml

  warn   http-status-401-www-authenticate  likely
         Expected header "WWW-Authenticate".
         for      RFC 9110         MUST        15.5.2. 401 Unauthorized  https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2
         against  Branch handbook  SHOULD NOT  Errors                    https://library.example/handbook#errors
         6:15  paths./books.get.responses.401

1 finding: 1 warning in 1 file
Reasons and examples: stylebook explain http-status-401-www-authenticate
`,
    });
  });

  test('is JSON, also without findings', async () => {
    expect(JSON.parse((await lint(['books.yaml', '-f', 'json'])).stdout)).toMatchObject([{ code: 'http-status-401-www-authenticate' }]);
    expect((await lint(['good.yaml', '--format=json'])).stdout).toBe('[]\n');
  });

  test('is less if only failures, or findings only, are asked for', async () => {
    expect((await lint(['books.yaml', 'refs.yaml', '-D', '-f', 'json'])).stdout.match(/"code": ".*"/g)).toEqual([
      '"code": "invalid-ref"',
      '"code": "invalid-ref"',
    ]);
    expect((await lint(['good.yaml', '-q'])).stdout).toBe('');
  });

  test('is colored where it is said so, not where it is not wanted', async () => {
    expect((await lint(['books.yaml'], { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[33m');
    expect((await lint(['books.yaml'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain('\u001b[');
  });

  test('is the same each time', async () => {
    const args = ['*.yaml', '-r', 'all', '-f', 'json'];
    expect(await lint(args)).toEqual(await lint(args));
  });

  test('goes to a file, or to the terminal where that cannot be written', async () => {
    expect(await lint(['books.yaml', '-f', 'json', '-o', 'out.json'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const written = readFileSync(path.join(cwd, 'out.json'), 'utf8');
    const failed = await lint(['books.yaml', '-f', 'json', '-o', 'nope/out.json']);
    expect(failed).toMatchObject({ code: 2, stdout: written });
    expect(failed.stderr).toContain('The findings, printed here, could not be written to nope/out.json');
  });

  test('may end early: a reader that has seen enough is no error', async () => {
    const child = spawn(process.execPath, [command, 'lint', 'books.yaml', '-f', 'json'], { cwd });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(stderr).toBe('');
  });

  test('names each file, if asked', async () => {
    expect((await lint(['good.yaml', 'books.yaml', '-v'])).stderr).toBe('Linting books.yaml\nLinting good.yaml\n');
  });
});

describe('what is piped in', () => {
  test.each<[string, string[], string]>([
    ['has no name', [], '<STDIN>'],
    ['may be named by a dash', ['-'], '<STDIN>'],
    ['may stand for a file', ['--stdin-filepath', 'api/openapi.yaml'], 'api/openapi.yaml'],
  ])('%s', async (_, args, name) => {
    const { code, stdout } = await lint(args, { input: noHeader });
    expect([code, stdout.split('\n')[0]]).toEqual([0, name]);
  });

  test('may be a document among others', async () => {
    const { stdout } = await lint(['books.yaml', '-'], { input: noHeader });
    expect(stdout).toContain('2 findings: 2 warnings in 2 files');
  });

  test('may be nothing, which is said', async () => {
    expect(await lint([])).toEqual({
      code: 2,
      stderr: 'Nothing could be linted.\n',
      stdout: expect.stringContaining('The file is empty.') as unknown as string,
    });
  });
});

describe('bad input is reported with file, line and remedy, and does not stop the others:', () => {
  const nothing = 'Nothing could be linted.\n';
  const cases: [file: string, code: 0 | 1 | 2, said: string][] = [
    ['nope.yaml', 2, 'unreadable 1:1 nope.yaml does not exist.'],
    ['god.yaml', 2, 'unreadable 1:1 god.yaml does not exist. Did you mean `good.yaml`?'],
    ['folder', 2, 'unreadable 1:1 folder is a directory. Name a file, or a glob such as "folder/**/*.yaml".'],
    ['latin1.yaml', 2, 'unreadable 1:1 latin1.yaml is not UTF-8. Convert it, or say what it is with --encoding.'],
    ['picture.png', 2, 'unreadable 1:1 picture.png is not a text file. Name a YAML or JSON file.'],
    ['empty.yaml', 2, 'parser 1:1 The file is empty. Write a description, or name another file.'],
    ['page.html', 2, 'unrecognized-format 1:1 Not an OpenAPI description: the file holds a text.'],
    ['broken.yaml', 2, 'parser 3:17 Bad indentation of a mapping entry. Put a text that holds a colon in quotes.'],
    ['broken.json', 2, 'parser 2:2 Missed comma between flow collection entries. Look for a missing comma or closing bracket.'],
    ['twice.yaml', 1, 'parser 4:1 Duplicate key: paths. The last one counts.'],
    ['other.yaml', 2, 'unrecognized-format 1:1 Not an OpenAPI description: there is no `openapi` at its root.'],
    ['future.yaml', 2, 'unrecognized-format 1:10 Unknown version: `openapi: 4.0.0`. Known are swagger 2.0 and openapi 3.0, 3.1 and 3.2.'],
    ['refs.yaml', 1, 'invalid-ref 4:37 "#/nope" names nothing: there is no "nope". | invalid-ref 4:61 nope.yaml does not exist.'],
    ['url.yaml', 0, 'invalid-ref 4:37 https://library.example/book.yaml is not read. Use --follow-urls to read it.'],
    ['file.yaml', 1, 'invalid-ref 4:37 file:///etc/passwd is not read. Use a file name relative to this file.'],
    [
      'outside.yaml',
      1,
      'invalid-ref 4:37 ../../etc/passwd is not read: it lies outside of the project. Run stylebook in a folder that holds both files.',
    ],
    ['bomb.yaml', 0, ''],
    ['deep.json', 2, 'parser 1:525 Nested more than 500 levels deep. Name the inner levels and refer to them with `$ref`.'],
    ['proto.yaml', 0, ''],
    ['null.yaml', 0, ''],
  ];
  test.each(cases)('%s', async (file, code, said) => {
    const alone = await lint([file, '-f', 'json']);
    const findings = JSON.parse(alone.stdout) as Finding[];
    const reported = findings.map(({ code, message, range: { start } }) => `${code} ${start.line + 1}:${start.character + 1} ${message}`);
    expect(reported.join(' | ')).toBe(said);
    expect(findings.every(({ source }) => source === path.join(cwd, file))).toBe(true);
    expect({ code: alone.code, stderr: alone.stderr }).toEqual({ code, stderr: code === 2 ? nothing : '' });
  });

  test('all of it beside a good document', async () => {
    const { code, stdout } = await lint([...cases.map(([file]) => file), 'books.yaml', '-f', 'json']);
    const sources = new Set((JSON.parse(stdout) as Finding[]).map(({ source }) => path.basename(source)));
    expect([...sources].sort()).toEqual([...cases.flatMap(([file, , said]) => (said === '' ? [] : [file])), 'books.yaml'].sort());
    expect(stdout).toContain('http-status-401-www-authenticate');
    expect(code).toBe(1);
  });

  const isRoot = process.getuid?.() === 0;
  (isRoot ? test.skip : test)('a file that may not be read', async () => {
    const folder = folderOf({ 'secret.yaml': good });
    chmodSync(path.join(folder, 'secret.yaml'), 0);
    expect((await lint(['secret.yaml'], { cwd: folder })).stdout).toContain('secret.yaml may not be read: permission denied.');
  });

  test('reads another encoding, if told', async () => {
    expect((await lint(['latin1.yaml', '-e', 'latin1'])).code).toBe(0);
  });
});

describe('wrong usage is reported with what was meant:', () => {
  test.each<[string[], string]>([
    [['lint', '--formt', 'json'], "error: unknown option '--formt'\n(Did you mean --format?)\n"],
    [['lint', 'good.yaml', '-f', 'jsn'], "error: option '-f, --format <format>' argument 'jsn' is invalid. Did you mean `json`?\n"],
    [['lint', 'good.yaml', '-f', 'xyz'], "error: option '-f, --format <format>' argument 'xyz' is invalid. Choose one of text, json.\n"],
    [
      ['lint', 'good.yaml', '-F', 'wran'],
      "error: option '-F, --fail-severity <severity>' argument 'wran' is invalid. Did you mean `warn`?\n",
    ],
    [['lint', 'good.yaml', '-r'], "error: option '-r, --ruleset <name>' argument missing\n"],
    [
      ['lint', 'good.yaml', '-r', 'recomended'],
      'error: There is no ruleset "recomended": neither a file, nor a ruleset of ours, nor a package. Did you mean `recommended`?\n',
    ],
    [['lint', '*.yml'], 'error: No file matches "*.yml". Check the names; quote globs so that the shell leaves them alone.\n'],
  ])('%j', async (args, stderr) => {
    expect(await run(command, args, { cwd })).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('a ruleset of the project', () => {
  const installed = (folder: string): Promise<Outcome> => lint(['openapi.yaml', '-f', 'json'], { cwd: folder });
  const codes = ({ stdout }: Outcome): string[] => (JSON.parse(stdout) as { code: string }[]).map(({ code }) => code);

  test.each<[string, Record<string, string>, string[]]>([
    ['in YAML', { '.spectral.yaml': 'extends: openapi-stylebook\nrules: {http-status-401-www-authenticate: off}' }, []],
    [
      'with rules of its own',
      { '.spectral.yaml': 'extends: openapi-stylebook\nrules: {mine: {given: $, then: {field: info, function: truthy}}}' },
      ['mine', 'http-status-401-www-authenticate'],
    ],
    [
      'as a module that imports what Spectral has',
      {
        '.spectral.mjs': `import { truthy } from '@stoplight/spectral-functions';\nimport pack from 'openapi-stylebook';\nexport default { extends: pack, rules: { mine: { given: '$', then: { field: 'info', function: truthy } } } };`,
      },
      ['mine', 'http-status-401-www-authenticate'],
    ],
    [
      'as a script',
      { 'spectral.js': `const pack = require('openapi-stylebook');\nmodule.exports = { extends: pack.default ?? pack };` },
      ['http-status-401-www-authenticate'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(codes(await installed(folderOf({ 'openapi.yaml': noHeader, ...files })))).toEqual(expected);
  });
});
