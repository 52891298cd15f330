import { describe, expect, test } from '@jest/globals';
import { spectralProblems } from '../../src/cli/spectral-rules.js';
import type { Rule, Then } from '../../src/types.js';
import { rule } from '../compile/make.js';

const problems = (then: Then[], more: Partial<Rule> = {}) =>
  spectralProblems(rule('books-title', ['a'], { given: ['$.info'], then, ...more })).map(({ path, message }) => [path.join('.'), message]);

describe('A rule on a JSONPath', () => {
  test('is taken as Spectral takes it', () => {
    expect(
      problems([
        { function: 'truthy', field: 'title' },
        { function: 'pattern', functionOptions: { match: '/^[a-z]/i' } },
      ]),
    ).toEqual([]);
    expect(problems([{ function: 'undefined', field: 'x-internal' }], { given: ['$.paths[*][get,post]', '$.info'] })).toEqual([]);
  });

  const wrong: [string, Then[], Partial<Rule>, [string, unknown]][] = [
    [
      'a misspelt function',
      [{ function: 'thruthy' }],
      {},
      ['then.0.function', 'Spectral has no function `thruthy`. Did you mean `truthy`?'],
    ],
    ['a function of ours', [{ function: 'has' }], {}, ['then.0.function', expect.stringContaining('Spectral has no function `has`.')]],
    [
      'options that are missing',
      [{ function: 'pattern' }],
      {},
      ['then.0.functionOptions', expect.stringContaining('Spectral refuses the rule: ')],
    ],
    [
      'options that a function does not take',
      [{ function: 'truthy', functionOptions: { least: 1 } }],
      {},
      ['then.0.functionOptions', 'Spectral refuses the rule: "truthy" function does not accept any options.'],
    ],
    [
      'a broken expression',
      [{ function: 'pattern', functionOptions: { notMatch: '[' } }],
      {},
      ['then.0.functionOptions.notMatch', 'Invalid regular expression: /[/: Unterminated character class.'],
    ],
    ['keys of our language', [{ function: 'truthy' }], { unless: [{ bulk: true }] }, ['unless', 'A rule on a JSONPath has no `unless`.']],
    ['a `when` of one function', [{ function: 'truthy', when: {} }], {}, ['then.0.when', 'A rule on a JSONPath has no `when`.']],
  ];
  test.each(wrong)('is reported for %s', (_, then, more, expected) => {
    expect(problems(then, more)).toEqual([expected]);
  });
});

test('A rule on a target is not Spectral’s to check', () => {
  expect(problems([{ function: 'has' }], { given: ['Operation'] })).toEqual([]);
});
