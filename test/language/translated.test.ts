import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { RuleText } from '../../src/runtime/language/rule.js';
import { ruleProblems } from '../../src/runtime/vocabulary.js';

/**
 * Planned rules of topics that do not exist yet, written in the language to find out what it lacks. `waits` says, rule by rule, for which
 * attribute, option or function; all else has to compile.
 */
interface Translated {
  waits: Record<string, string[]>;
  [rule: string]: unknown;
}

const { waits, attributes, gaps, ...rules } = parse(readFileSync(new URL('translated.yaml', import.meta.url), 'utf8')) as Translated;

const normal = (rule: Record<string, unknown>): RuleText =>
  ({ ...rule, given: [rule.given].flat(), unless: rule.unless ? [rule.unless].flat() : undefined, then: [rule.then].flat() }) as RuleText;

describe('a rule of a topic to come', () => {
  test.each(Object.entries(rules))('%s compiles but for what it waits for', (id, rule) => {
    const problems = new Set(
      ruleProblems(normal(rule as Record<string, unknown>)).map((problem) => problem.message.replace(/\.? Did you mean.*/, '')),
    );
    expect(
      [...problems]
        .map((message) => /`(\w+)`(?!.*(?:of|has no option) `)|option `(\w+)`|`(\w+)` of/.exec(message)?.slice(1).find(Boolean) ?? message)
        .sort(),
    ).toEqual([...(waits[id] ?? [])].sort());
  });

  test('and each that waits is among them', () => {
    expect(Object.keys(waits).filter((id) => !rules[id])).toEqual([]);
    expect(Object.keys((attributes ?? {}) as object).length + Object.keys((gaps ?? {}) as object).length).toBeGreaterThan(0);
  });
});
