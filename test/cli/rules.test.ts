import { describe, expect, test } from '@jest/globals';
import { listedGuidelines } from '../../src/cli/guidelines.js';
import { listedRules } from '../../src/cli/rules.js';
import { folderOf } from '../helpers/folder.js';
import { rulesets } from '../helpers/rulesets.js';

const presets = folderOf(rulesets);
const ids = async (options: Partial<Parameters<typeof listedRules>[0]>) =>
  (await listedRules({ preset: 'openapi-stylebook', ...options }, presets)).map((rule) => rule.id);

describe('the rules that there are', () => {
  test('with what is computed of them, and who asks for them', async () => {
    const [first] = await listedRules({ preset: 'openapi-stylebook' }, presets);
    expect(first).toEqual({
      id: 'http-status-401-www-authenticate',
      topic: 'http-status-401',
      severity: 'warn',
      recommended: true,
      certainty: 'likely',
      description: 'A `401` response declares the `WWW-Authenticate` header.',
      supports: ['rfc9110'],
      opposes: ['branch'],
    });
  });

  test.each([
    [{}, ['http-status-401-www-authenticate', 'naming-case-property']],
    [{ topic: 'naming-case' }, ['naming-case-property']],
    [{ guideline: 'branch' }, ['http-status-401-www-authenticate', 'naming-case-property']],
    [{ preset: 'recommended' }, ['http-status-401-www-authenticate']],
  ])('filtered by %p', async (options, expected) => {
    expect(await ids(options)).toEqual(expected);
  });

  test.each([
    [{ topic: 'naming-cas' }, 'No rule of "openapi-stylebook" has the topic "naming-cas". Did you mean `naming-case`?'],
    [{ guideline: 'rfc9111' }, 'No rule of "openapi-stylebook" cites a guideline "rfc9111". Did you mean `rfc9110`?'],
    [{ preset: 'recomended' }, 'There is no ruleset "recomended". Did you mean `recommended`?'],
  ])('a name that is not there is said: %p', async (options, message) => {
    await expect(ids(options)).rejects.toThrow(message);
  });
});

test('the guidelines that there are, and how many of their statements are checked', () => {
  const all = listedGuidelines();
  expect(all.length).toBeGreaterThan(50);
  const rfc = all.find((one) => one.name === 'rfc9110')!;
  expect(rfc).toMatchObject({ title: 'HTTP Semantics', company: 'IETF', status: 'current' });
  expect(rfc.checked).toBeGreaterThan(20);
  for (const { checked, checkable, statements } of all) expect([checked <= checkable, checkable <= statements]).toEqual([true, true]);
});
