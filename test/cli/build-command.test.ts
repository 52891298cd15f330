import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildCommand, runBuild } from '../../src/cli/build.js';

let runtime: string;
let home: string;
let printed: string[];

beforeAll(() => {
  // In a process of its own: esbuild does not run inside of jest.
  const bundle = `import { build } from 'esbuild';
    const { outputFiles } = await build({ entryPoints: ['src/runtime/index.ts'], bundle: true, format: 'esm', target: 'es2021', write: false });
    process.stdout.write(outputFiles[0].text);`;
  runtime = execFileSync(process.execPath, ['--input-type=module', '--eval', bundle], { encoding: 'utf8' });
});

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'stylebook-'));
  for (const name of ['dist', 'topics', 'mine']) mkdirSync(path.join(home, name));
  put('dist/runtime.mjs', runtime);
  for (const folder of ['own-topic', 'stylebook-page']) cpSync(`fixtures/${folder}`, at('mine'), { recursive: true });
  printed = [];
  const note = (line: string) => printed.push(line.replaceAll(home, '~'));
  jest.spyOn(console, 'log').mockImplementation(note);
  jest.spyOn(console, 'error').mockImplementation(note);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(home, { recursive: true });
});

const at = (name: string) => path.join(home, name);
const put = (name: string, text: string) => writeFileSync(at(name), text);
const build = (more: { out?: string; check?: boolean } = {}) => runBuild({ topics: at('mine'), out: at('out'), ...more }, home);
const rulesets = ['all.mjs', 'library-handbook.mjs', 'openapi-stylebook.mjs', 'recommended.mjs', 'rules.mjs'];

describe('stylebook build', () => {
  test('writes rulesets and says what they hold', async () => {
    expect(await build()).toBe(0);
    expect(readdirSync(at('out')).sort()).toEqual(rulesets);
    expect(printed).toEqual(['~/out: 1 rule, presets of 1 guideline; 5 written, 0 removed.']);
  });

  test('writes nothing the second time', async () => {
    await build();
    expect(await build()).toBe(0);
    expect(printed.at(-1)).toBe('~/out: 1 rule, presets of 1 guideline; nothing has changed.');
  });

  test('writes ours into the package without --topics', async () => {
    expect(await runBuild({}, home)).toBe(0);
    expect(readdirSync(at('rulesets')).sort()).toEqual(['all.mjs', 'openapi-stylebook.mjs', 'recommended.mjs', 'rules.mjs']);
  });

  test('removes what is no longer built', async () => {
    await build();
    rmSync(at('mine/library-loans.md'));
    expect(await build()).toBe(0);
    expect(readdirSync(at('out')).sort()).toEqual(rulesets.filter((name) => name !== 'library-handbook.mjs'));
  });

  test('prints every problem with its place and remedy, writes nothing and exits with 2', async () => {
    put(
      'mine/books.md',
      '---\ntopic_id: books\nrules:\n  books-title:\n    description: A book has a title.\n    given: Opration\n    then: { function: has }\n    certainty: sure\n---\n',
    );
    expect(await build()).toBe(2);
    expect(printed).toEqual([
      '~/mine/books.md:4:3 No statement supports the rule `books-title`. Name at least one under `supports`, or leave the rule out.',
      expect.stringMatching(/^~\/mine\/books\.md:6:5 Unknown target `Opration`\. Did you mean `Operation`\? Targets are /),
      expect.stringMatching(/^~\/mine\/books\.md:8:5 Unknown value `sure` of `certainty`\. Write /),
      '3 problems; nothing was written.',
    ]);
    expect(existsSync(at('out'))).toBe(false);
  });

  test('writes over nothing that it has not written', async () => {
    mkdirSync(at('out'));
    put('out/all.mjs', 'export default {};');
    expect(await build()).toBe(2);
    expect(readdirSync(at('out'))).toEqual(['all.mjs']);
    expect(printed).toEqual(['~/out/all.mjs is in the way: it was not written by a build. Move it, or choose another --out.']);
  });

  const wrong: [string, () => Promise<number>, RegExp][] = [
    ['--topics comes without --out', () => runBuild({ topics: at('mine') }, home), /^Say with --out /],
    ['--topics is not there', () => runBuild({ topics: at('gone'), out: at('out') }, home), /gone:1:1 The folder of topics is not there/],
    ['--out is a file', () => build({ out: at('mine/library-loans.md') }), /^The rulesets cannot be built: .*not a directory/],
    ['the package was not built', () => runBuild({}, at('mine')), /^The rulesets cannot be built: .*runtime\.mjs/],
  ];
  test.each(wrong)('exits with 2 where %s', async (_, run, expected) => {
    expect(await run()).toBe(2);
    expect(printed[0]).toMatch(expected);
  });
});

describe('stylebook build --check', () => {
  test('exits with 0 where everything is there', async () => {
    await build();
    expect(await build({ check: true })).toBe(0);
    expect(printed.at(-1)).toBe('~/out is what build writes.');
  });

  test('lists what differs, exits with 1 and writes nothing', async () => {
    await build();
    put('out/all.mjs', '// Generated by `stylebook build`, and edited\n');
    rmSync(at('out/recommended.mjs'));
    put('out/old.mjs', '// Generated by `stylebook build`\n');
    printed = [];
    expect(await build({ check: true })).toBe(1);
    expect(printed).toEqual([
      '~/out/all.mjs is not what build writes.',
      '~/out/old.mjs is no longer built.',
      '~/out/recommended.mjs is not what build writes.',
      'Run the same command without --check.',
    ]);
    expect(existsSync(at('out/recommended.mjs'))).toBe(false);
  });
});

test('The command takes the options that the README names', () => {
  expect(buildCommand().options.map(({ long }) => long)).toEqual(['--topics', '--out', '--check']);
});

test('The rulesets run in plain Spectral and cite the guideline', async () => {
  await build();
  const { default: ruleset } = (await import(pathToFileURL(at('out/all.mjs')).href)) as { default: RulesetDefinition };
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset(ruleset);
  const paths = { '/loans': { get: { responses: { '200': { description: 'All loans.' } } } } };
  const results = await spectral.run({ openapi: '3.1.0', info: { title: 'Library', version: '1' }, paths });
  expect(results).toMatchObject([
    {
      code: 'library-loans-tag',
      message: expect.stringMatching(/ \[Example Library MUST\]$/),
      severity: 1,
      documentationUrl: 'https://library.example.com/handbook#due-date',
      path: ['paths', '/loans', 'get'],
    },
  ]);
});
