import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/compile/compile.js';
import { isGenerated, render } from '../../src/compile/render.js';
import type { Pack, Rule } from '../../src/types.js';
import { guideline, rule, statement, topic } from './make.js';

/** What the real runtime looks like after bundling: a local name that is exported under another. */
const runtime = `
function ruleset(pack, name, functions) { return { pack, name, functions }; }
function stylebook() { return []; }
export {
  ruleset as rulesetOf,
  stylebook
};
`;

const pack = (rules: Rule[], section = 'Titles') =>
  compile([topic('books', rules)], [guideline('acme', [statement('a', { section })])]).pack;

/** Runs the text of `rules.mjs` without a file, with `imports` in place of Spectral's functions. */
function load(text: string, imports: Record<string, unknown> = {}) {
  const body = text
    .replace(/^import \{ (.*) \} from .*$/m, (_, names: string) => `const { ${names.replaceAll(' as ', ': ')} } = imports;`)
    .replace('export { stylebookRuleset as ruleset, stylebookGuidelines as guidelines };', 'return stylebookRuleset;');
  return new Function('imports', body)(imports) as (name: string) => { pack: Pack; name: string; functions?: Record<string, unknown> };
}

describe('The rendered rulesets', () => {
  test('are rules.mjs, three general ones, and one for each guideline that backs a rule', () => {
    const files = render(pack([rule('books-title', ['a'])]), runtime);
    expect(Object.keys(files)).toEqual(['rules.mjs', 'openapi-stylebook.mjs', 'recommended.mjs', 'all.mjs', 'acme.mjs']);
    expect(Object.values(files).every(isGenerated)).toBe(true);
  });

  test('are a few lines each over rules.mjs', () => {
    const lines = render(pack([rule('books-title', ['a'])]), runtime)['acme.mjs']!.split('\n');
    expect(lines.slice(1)).toEqual(["import { ruleset } from './rules.mjs';", '', "export default ruleset('acme');", '']);
  });

  test('hold the runtime as a text that is no code to a bundler, and import nothing', () => {
    const tricky = `const text = \`\\\\d \${1 + 1} \\\`\`;\n${runtime.replace('functions };', 'functions, text };')}`;
    const text = render(pack([rule('books-title', ['a'])]), tricky)['rules.mjs']!;
    expect(load(text)('all')).toEqual(expect.objectContaining({ name: 'all', text: '\\d 2 `' }));
    expect(text).not.toMatch(/^import /m);
  });

  const texts: [string, string][] = [
    ['quotes', `It's a "title"`],
    ['backslashes', String.raw`\d+\\ \n \u0041 ending in \ `],
    ['line ends', 'one\ntwo\r\nthree\u2028four\u2029five'],
    ['what looks like code', "'); throw new Error('no'); ('${1}`*/ //</script>"],
    ['characters of every plane', '§ é 書 📚 \0 \ud800'],
  ];
  test.each(texts)('hold %s as they were', (_, section) => {
    const before = pack([rule('books-title', ['a'])], section);
    const result = load(render(before, runtime)['rules.mjs']!)('all');
    expect(result).toEqual({ pack: before, name: 'all', functions: undefined });
  });

  test('hold the data in one string literal, with a line for each rule', () => {
    const text = render(pack([rule('books-title', ['a']), rule('books-isbn', ['a'])]), runtime)['rules.mjs']!;
    expect(text.match(/JSON\.parse\(/g)).toHaveLength(1);
    expect(text.split('\n').filter((line) => line.startsWith('{"id":"books-'))).toHaveLength(2);
  });

  test('are the same bytes for the same pack', () => {
    const rules = [rule('books-title', ['a'])];
    expect(render(pack(rules), runtime)).toEqual(render(pack(rules), runtime));
  });

  test('can have no rules at all', () => {
    expect(load(render(compile([], []).pack, runtime)['rules.mjs']!)('all').pack).toEqual({
      guidelines: {},
      statements: {},
      rules: [],
      presets: {},
    });
  });
});

describe("Spectral's own functions", () => {
  const onPath = (name: string) =>
    rule(`books-${name.toLowerCase()}`, ['a'], { given: ['$.info'], then: [{ function: name, field: 'title' }] });

  test('are imported where a rule on a JSONPath uses them, under names that shadow nothing', () => {
    const text = render(pack([onPath('undefined'), onPath('truthy')]), runtime)['rules.mjs']!;
    expect(text).toContain("import { truthy as spectral_truthy, undefined as spectral_undefined } from '@stoplight/spectral-functions';");
    expect(load(text, { truthy: 1, undefined: 2 })('all').functions).toEqual({ truthy: 1, undefined: 2 });
  });

  test('are not imported where a rule on a target uses ours of the same name', () => {
    const text = render(pack([rule('books-case', ['a'], { then: [{ function: 'casing' }] })]), runtime)['rules.mjs']!;
    expect(text).not.toContain('import');
  });

  test('are not imported where the oldest copy in use does not have them', () => {
    expect(render(pack([onPath('typedEnum'), onPath('or')]), runtime)['rules.mjs']).not.toContain('import');
  });
});
