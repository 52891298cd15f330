import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import core from '@stoplight/spectral-core';
import { buildRulesets } from '../src/cli/build-rulesets.js';
import { ruleProblems } from '../src/runtime/vocabulary.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'rulesets');
const names = readdirSync(folder);

describe('what is generated is as committed (else run `npm run build`)', () => {
  const runtime = readFileSync(path.join(root, 'dist/runtime.mjs'), 'utf8');
  const { files, problems } = buildRulesets({ ours: path.join(root, 'topics'), runtime, check: ruleProblems });

  test('without a problem in any topic', () => {
    expect(problems).toEqual([]);
  });

  test('the same rulesets, no more and no fewer', () => {
    expect(names.sort()).toEqual(Object.keys(files).sort());
  });

  test.each(names)('rulesets/%s', (name) => {
    expect(readFileSync(path.join(folder, name), 'utf8') === files[name]).toBe(true);
  });

  test('the same bytes from the same input', () => {
    expect(buildRulesets({ ours: path.join(root, 'topics'), runtime, check: ruleProblems }).files).toEqual(files);
  });

  test('the tables of README.md and docs/language.md', async () => {
    const { documents } = (await import(pathToFileURL(path.join(root, 'scripts/docs.mjs')).href)) as {
      documents(): Promise<Record<string, string>>;
    };
    for (const [name, text] of Object.entries(await documents()))
      expect([name, readFileSync(path.join(root, name), 'utf8') === text]).toEqual([name, true]);
  });
});

describe('every ruleset loads in plain Spectral, and its findings carry a citation', () => {
  test.each(names.filter((name) => name !== 'rules.mjs'))('%s', async (name) => {
    const { default: definition } = (await import(pathToFileURL(path.join(folder, name)).href)) as {
      default: { rules: Record<string, { message: string; documentationUrl?: string; extensions: { citations: unknown[] } }> };
    };
    const spectral = new core.Spectral();
    spectral.setRuleset(definition as never);
    for (const rule of Object.values(definition.rules)) {
      expect(rule.extensions.citations.length).toBeGreaterThan(0);
      expect(rule.documentationUrl).toMatch(/^https?:\/\//);
    }
    const results = await spectral.run({
      openapi: '3.0.3',
      info: { title: 'Library', version: '1.0.0' },
      paths: { '/books': { get: { responses: { 204: { description: 'None.', content: { 'application/json': {} } } } } } },
    });
    expect(results.filter((result) => result.code === 'parser')).toEqual([]);
  });

  test('rules.mjs imports nothing: it is loaded by clients that resolve nothing', () => {
    const text = readFileSync(path.join(folder, 'rules.mjs'), 'utf8');
    expect(text).not.toMatch(/^import\b|\bimport\(|\brequire\(|import\.meta|\bawait\b/m);
  });
});
