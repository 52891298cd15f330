import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadRuleset, presetNames } from '../../src/lint/ruleset.js';
import { loadSpectralRuleset } from '../../src/lint/spectral-ruleset.js';
import type { Ruleset } from '../../src/lint/rules.js';
import { folderOf } from '../helpers/folder.js';
import { rulesets } from '../helpers/rulesets.js';

const presets = folderOf(rulesets);
const installed = Object.fromEntries(
  Object.entries(rulesets).map(([name, text]) => [`node_modules/openapi-stylebook/rulesets/${name}`, text]),
);
installed['node_modules/openapi-stylebook/package.json'] = JSON.stringify({
  name: 'openapi-stylebook',
  type: 'module',
  exports: { '.': './rulesets/openapi-stylebook.mjs', './*': './rulesets/*.mjs' },
});
const header = 'http-status-401-www-authenticate';
const naming = 'naming-case-property';

/** `id severity` of our rules that are on, and whether there are others. */
function active(ruleset: Ruleset, source = '/project/openapi.yaml'): string[] {
  const { ours, others } = ruleset.rulesFor(source);
  const names = ours.map((rule) => `${rule.id} ${rule.severityAt(source, [])}`);
  return [...names.sort(), ...(others ? ['others'] : [])];
}

describe('without a name', () => {
  test('the ruleset of the project counts', async () => {
    const cwd = folderOf({ '.spectral.yaml': 'extends: openapi-stylebook/all' });
    expect(active(await loadRuleset(undefined, { cwd, presets }))).toEqual([`${header} 1`, `${naming} 2`]);
  });

  test('the recommended rules count where there is none', async () => {
    expect(active(await loadRuleset(undefined, { cwd: folderOf(), presets }))).toEqual([`${header} 1`]);
  });
});

describe('a name is', () => {
  const cwd = folderOf({
    ...installed,
    'strict.yaml': `extends: openapi-stylebook\nrules: {${header}: error}`,
    'node_modules/house-rules/index.mjs': `export { default } from '../openapi-stylebook/rulesets/all.mjs';`,
    'node_modules/house-rules/package.json': JSON.stringify({ name: 'house-rules', exports: './index.mjs' }),
  });

  test.each<[string, string, string[]]>([
    ['one of ours', 'all', [`${header} 1`, `${naming} 2`]],
    ['one of ours by the name of its package', 'openapi-stylebook', [`${header} 1`]],
    ['one of ours as a package exports it', 'openapi-stylebook/all', [`${header} 1`, `${naming} 2`]],
    ['a file', 'strict.yaml', [`${header} 0`]],
    ['a package', 'house-rules', [`${header} 1`, `${naming} 2`]],
  ])('%s', async (_, name, expected) => {
    expect(active(await loadRuleset(name, { cwd, presets }))).toEqual(expected);
  });

  test('no name of ours but misspelt, with a hint', async () => {
    const message = 'There is no ruleset "recomended": neither a file, nor a ruleset of ours, nor a package. Did you mean `recommended`?';
    await expect(loadRuleset('recomended', { cwd, presets })).rejects.toThrow(message);
    await expect(loadRuleset('x', { cwd, presets })).rejects.toThrow('Rulesets of ours: all, faulty, openapi-stylebook, recommended.');
  });

  test('never the file that holds the rules', async () => {
    expect(presetNames(presets)).not.toContain('rules');
    await expect(loadRuleset('openapi-stylebook/rules', { cwd, presets })).rejects.toThrow('There is no ruleset');
  });
});

/** A ruleset that holds ours and severities only is read without Spectral; it has to mean what it means there. */
describe('a ruleset means what it means to Spectral', () => {
  test.each<[string, string[]]>([
    ['extends: openapi-stylebook', [`${header} 1`]],
    ['extends: [openapi-stylebook/all]', [`${header} 1`, `${naming} 2`]],
    ['extends: [[openapi-stylebook, all]]', [`${header} 1`, `${naming} 2`]],
    [`extends: [[openapi-stylebook, off]]\nrules: {${naming}: true}`, [`${naming} 2`]],
    [`extends: openapi-stylebook\nrules: {${naming}: error, ${header}: off}`, [`${naming} 0`]],
    [`extends: openapi-stylebook\nrules: {${header}: false}`, []],
    [`extends: [openapi-stylebook/all, openapi-stylebook/recommended]\nrules: {${header}: hint}`, [`${header} 3`, `${naming} 2`]],
  ])('%s', async (text, expected) => {
    const cwd = folderOf({ ...installed, '.spectral.yaml': text });
    const file = path.join(cwd, '.spectral.yaml');
    const inSpectral = await loadSpectralRuleset(file, { name: 'x', resolvePreset: () => undefined });
    expect(active(inSpectral)).toEqual(expected);
    expect(active(await loadRuleset(undefined, { cwd, presets }))).toEqual(expected);
  });
});

describe('a ruleset of the project may', () => {
  const own = 'mine: {given: $.info, then: {field: contact, function: truthy}}';
  test.each<[string, Record<string, string>, string[]]>([
    ['have rules of its own', { '.spectral.yaml': `extends: openapi-stylebook\nrules: {${own}}` }, [`${header} 1`, 'others']],
    ['extend those of Spectral', { '.spectral.yaml': 'extends: [spectral:oas, openapi-stylebook]' }, [`${header} 1`, 'others']],
    ['have nothing of ours', { '.spectral.json': '{"extends": "spectral:oas"}' }, ['others']],
    [
      'say otherwise for some files',
      { '.spectral.yaml': `extends: openapi-stylebook/all\noverrides: [{files: ["*.yaml"], rules: {${naming}: off}}]` },
      [`${header} 1`],
    ],
    [
      'be a module',
      {
        '.spectral.mjs': `import pack from 'openapi-stylebook';\nexport default { extends: [[pack, 'all']], rules: { '${naming}': 'off' } };`,
      },
      [`${header} 1`],
    ],
  ])('%s', async (_, files, expected) => {
    const cwd = folderOf({ ...installed, ...files });
    expect(active(await loadRuleset(undefined, { cwd, presets }), path.join(cwd, 'openapi.yaml'))).toEqual(expected);
  });

  test.each<[string, string]>([
    ['by name', 'extends: openapi-stylebook/all'],
    ['beside those of Spectral', 'extends: [openapi-stylebook/all, spectral:oas]'],
  ])('extend ours %s where this package is not installed', async (_, text) => {
    const cwd = folderOf({ '.spectral.yaml': text });
    expect(active(await loadRuleset(undefined, { cwd, presets }))).toEqual(expect.arrayContaining([`${header} 1`, `${naming} 2`]));
  });
});

describe('a ruleset that cannot be loaded says why', () => {
  test.each<[string, string, string]>([
    [
      'extends: openapi-stylebook\nrules: {naming-case-properti: off}',
      '.spectral.yaml',
      'There is no rule "naming-case-properti" to switch. Did you mean `naming-case-property`?',
    ],
    [
      'extends: openapi-stylebook\nrules: {mine: {}}',
      '.spectral.yaml',
      'The ruleset .spectral.yaml cannot be loaded: the rule must have at least "given" and "then" properties (at rules.mine)',
    ],
    [
      'extends: "@library/rules"',
      '.spectral.yaml',
      'The ruleset .spectral.yaml cannot be loaded: "@library/rules" is not there. Install it, or correct its name.',
    ],
    [
      'extends: [openapi-stylebook, openapi-stylebook/recomended]',
      '.spectral.yaml',
      'The ruleset .spectral.yaml extends "openapi-stylebook/recomended", which is not there. Did you mean `openapi-stylebook/recommended`?',
    ],
    [
      'rules:\n  a: [',
      '.spectral.yaml',
      'The ruleset .spectral.yaml:2 cannot be loaded: Unexpected end of the stream within a flow collection.',
    ],
    ['', '.spectral.yaml', 'The ruleset .spectral.yaml cannot be loaded: it holds no rules.'],
    ['[]', '.spectral.json', 'The ruleset .spectral.json cannot be loaded: Invalid ruleset provided'],
    ['export default {', '.spectral.mjs', 'The ruleset .spectral.mjs cannot be loaded: Unexpected token'],
    ['throw new Error("no luck")', '.spectral.mjs', 'The ruleset .spectral.mjs cannot be loaded: no luck'],
  ])('%s', async (text, file, message) => {
    await expect(loadRuleset(undefined, { cwd: folderOf({ ...installed, [file]: text }), presets })).rejects.toThrow(message);
  });
});
