import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import core from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { compile } from '../src/compile/compile.js';
import { functions } from '../src/runtime/functions/index.js';
import { stylebook } from '../src/runtime/index.js';
import { testCases, type TestCase } from '../src/topics/examples.js';
import { readTopicFolder } from '../src/topics/read.js';
import { parseYaml } from '../src/topics/yaml.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { topics, guidelines, problems } = readTopicFolder(path.join(root, 'topics'));
const rules = topics.flatMap((topic) => topic.rules);
const { pack } = compile(topics, guidelines);
const compiled = new Map(pack.rules.map((rule) => [rule.id, rule]));
const statements = new Map(
  guidelines.flatMap((guideline) => guideline.statements.map((statement) => [statement.id, { ...statement, guideline }] as const)),
);
const cases = topics.flatMap((topic) => testCases(topic).map((one) => ({ ...one, topic })));
const named = <T>(list: T[], name: (one: T) => string): [string, T][] => list.map((one) => [name(one), one]);
const byRule = named(rules, (rule) => rule.id);
const byTopic = named(topics, (topic) => topic.id);
const byExample = named(cases, (one) => `${one.rule}, line ${one.lineOffset + 1}, ${one.version}`);

test('all topics and records can be read', () => {
  expect(problems).toEqual([]);
  expect(topics.length).toBeGreaterThan(0);
});

describe('every topic', () => {
  test.each(byTopic)('%s has the file name of its id', (id, topic) => {
    expect(path.basename(topic.file)).toBe(`${id}.md`);
  });

  test.each(byTopic)('%s cites every statement that can be checked, or says why it is unchecked', (id, topic) => {
    const cited = new Set(rules.flatMap((rule) => [...rule.supports, ...rule.opposes]));
    const left = [...statements.values()].filter(
      (statement) =>
        statement.topic === id &&
        statement.checkable !== 'no' &&
        statement.enabled !== false &&
        !cited.has(statement.id) &&
        !topic.unchecked[statement.id],
    );
    expect(left.map((statement) => statement.id)).toEqual([]);
  });

  test.each(byTopic)('%s gives no reason for a statement that a rule checks', (_id, topic) => {
    const cited = new Set(rules.flatMap((rule) => [...rule.supports, ...rule.opposes]));
    expect(Object.keys(topic.unchecked).filter((statement) => cited.has(statement))).toEqual([]);
  });
});

describe('test/precision.tsv, the record of reading findings', () => {
  const [header, ...rows] = readFileSync(path.join(root, 'test/precision.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

  test('has a row for every rule and no other, sorted', () => {
    expect(rows.map(([id]) => id)).toEqual(rules.map((rule) => rule.id).sort());
  });

  test('says how many findings were read and how many of them were false', () => {
    expect(header).toEqual(['rule', 'documents', 'findings', 'read', 'false', 'done']);
    for (const [id, documents, findings, read, wrong] of rows) {
      expect([id, [documents, findings, read, wrong].every((figure) => /^\d+$/.test(figure!))]).toEqual([id, true]);
      expect([id, Number(wrong) <= Number(read)]).toEqual([id, true]);
    }
  });

  test('no rule is recommended of which more than one finding in twenty was false', () => {
    const wrong = rows.filter(([, , , read, wrong]) => Number(wrong) * 20 > Number(read)).map(([id]) => id!);
    expect(wrong.filter((id) => compiled.get(id)!.recommended)).toEqual([]);
  });
});

describe('every rule', () => {
  test.each(byRule)('%s begins with the id of its topic', (id, rule) => {
    expect(id.startsWith(rule.topic.replace(/^new-/, ''))).toBe(true);
  });

  test.each(byRule)('%s has a supporting statement', (_id, rule) => {
    expect(rule.supports.length).toBeGreaterThan(0);
  });

  test.each(byRule)('%s cites statements that exist', (_id, rule) => {
    expect([...rule.supports, ...rule.opposes].filter((id) => !statements.has(id) || statements.get(id)!.enabled === false)).toEqual([]);
  });

  test.each(byRule)('%s has a section with an incorrect and a correct example', (_id, rule) => {
    const kinds = rule.section?.examples.map((example) => example.kind);
    expect(kinds).toEqual(expect.arrayContaining(['incorrect', 'correct']));
  });

  test.each(byRule)('%s says when not to use it, if somebody opposes it', (_id, rule) => {
    if (rule.opposes.length > 0 || rule.alternatives.length > 0) expect(rule.section?.whenNotToUse).toBeTruthy();
  });

  test.each(byRule)('%s has a description of one sentence that states a fact', (_id, { description }) => {
    expect(description).toMatch(/^[^.]*(?:\.[^\s.][^.]*)*\.$/);
    expect(description).not.toMatch(/\b(?:must|should|shall|may not)\b/i);
  });

  test.each(byRule)('%s and its alternatives name each other', (id, rule) => {
    for (const other of rule.alternatives) expect(rules.find((one) => one.id === other)?.alternatives).toContain(id);
  });
});

test.each(Object.entries(pack.presets))('the preset %s does not hold two alternatives in full', (_name, preset) => {
  const pairs = Object.keys(preset).flatMap((id) =>
    (compiled.get(id)!.alternatives ?? [])
      .filter((other) => preset[other] && !preset[id]!.scope && !preset[other].scope)
      .map((other) => [id, other]),
  );
  expect(pairs).toEqual([]);
});

describe('every example', () => {
  const report = (one: TestCase, ids: string[]) => {
    const source = parseYaml('example', one.text);
    const documentInventory = { source: '/example.yaml', unresolved: source.data, referencedDocuments: {} };
    const isMeant = (id: string) => {
      const { formats } = compiled.get(id)!;
      return (
        !formats ||
        formats.some((format) =>
          one.version === '2.0' ? format === 'oas2' : format === 'oas3' || format === `oas${one.version.replace('.', '_')}`,
        )
      );
    };
    return ids.filter(isMeant).flatMap((id) =>
      stylebook(null, compiled.get(id)!, { documentInventory }).map((result) => ({
        id,
        line: source.positionOf(result.definition).line,
        message: result.message,
      })),
    );
  };
  const incorrect = byExample.filter(([, one]) => one.kind === 'incorrect');
  const correct = byExample.filter(([, one]) => one.kind === 'correct');

  test.each(incorrect)('that is incorrect reports exactly its marked lines: %s', (_name, one) => {
    const lines = new Set(report(one, [one.rule]).map((found) => found.line));
    expect([...lines].sort((a, b) => a - b)).toEqual(one.marked);
    expect(one.marked.length).toBeGreaterThan(0);
  });

  test.each(correct)('that is correct is silent, for all rules of its topic that nobody disputes: %s', (_name, one) => {
    const undisputed = one.topic.rules.filter(
      (rule) => rule.id === one.rule || (!rule.noise && rule.alternatives.length === 0 && rule.opposes.length === 0),
    );
    expect(
      report(
        one,
        undisputed.map((rule) => rule.id),
      ),
    ).toEqual([]);
  });

  const spectral = new core.Spectral();
  spectral.setRuleset({ extends: [[spectralRulesets.oas as never, 'off']], rules: { 'oas3-schema': true, 'oas2-schema': true } });
  // The schemas of 3.2 are not in Spectral yet.
  test.each(byExample.filter(([, one]) => one.version !== '3.2'))('is valid OpenAPI: %s', async (_name, one) => {
    const results = await spectral.run(new core.Document(one.text, parsers.Yaml));
    expect(results.map((result) => `${result.range.start.line + 1 + one.lineOffset}: ${result.message}`)).toEqual([]);
  });
});

describe('every function', () => {
  const tests = readFileSync(path.join(root, 'test/runtime/functions.test.ts'), 'utf8');
  test.each(Object.entries(functions))('%s has options that are described, a test and a user', (name, fn) => {
    if (typeof fn.options !== 'string')
      for (const option of Object.values(fn.options))
        expect(option).toEqual(expect.objectContaining({ does: expect.any(String), schema: expect.any(Object) }));
    expect(tests).toMatch(new RegExp(`(?:describe|test)\\('${name}\\b`));
    expect(rules.some((rule) => rule.then.some((entry) => entry.function === name))).toBe(true);
  });
});

describe('who may import whom', () => {
  const allowed: Record<string, RegExp> = {
    types: /^$/,
    topics: /^(?:topics|types|runtime\/vocabulary|runtime\/language\/did-you-mean|gray-matter|yaml|node:(?:fs|path|buffer))/,
    runtime: /^(?:runtime|types)/,
    compile: /^(?:compile|types|topics)/,
    lint: /^(?!topics|compile|formatters|cli)/,
    formatters: /^(?:formatters\/(?!json|text)|types|picocolors|runtime\/language\/did-you-mean|node:path)/,
    cli: /./,
    index: /./,
  };
  const files = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(path.join(folder, entry.name)) : [path.join(folder, entry.name)],
    );
  const src = path.join(root, 'src');
  const imports = files(src).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^(?:import|export|\})[^\n]*\bfrom '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm)].map(
      ([, stated, dynamic]) => {
        const name = stated ?? dynamic ?? '';
        const target = name.startsWith('.') ? path.relative(src, path.resolve(path.dirname(file), name)).replace(/\.js$/, '') : name;
        return [path.relative(src, file), target] as [string, string];
      },
    ),
  );
  test.each(imports)('%s imports %s', (file, target) => {
    const part = file.split('/')[0]!.replace(/\.ts$/, '');
    if (part === 'formatters' && file.endsWith('index.ts')) return expect(target).toMatch(/^(?:formatters\/|types)/);
    expect(target).toMatch(allowed[part] ?? /^$/);
  });
});
