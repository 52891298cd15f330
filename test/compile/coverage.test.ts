import { expect, test } from '@jest/globals';
import { countCoverage, coverage } from '../../src/compile/coverage.js';
import { guideline, rule, statement, topic } from './make.js';

test('every statement of a guideline is checked in full, in part, spoken against, or has a reason', () => {
  const record = guideline('lib', [
    'lib-a',
    statement('lib-b', { checkable: 'partial' }),
    'lib-c',
    'lib-d',
    statement('lib-e', { checkable: 'no' }),
    statement('lib-f', { enabled: false }),
  ]);
  const books = topic('books', [rule('books-a', ['lib-a', 'lib-b']), rule('books-b', ['lib-a'], { opposes: ['lib-c'] })], {
    unchecked: { 'lib-d': 'Nobody can tell.' },
  });
  const [covered] = coverage([books], [record]);
  expect(
    covered!.statements.map(({ statement: { id }, checked, reason, rules }) => [id, checked, rules.map((one) => one.id), reason]),
  ).toEqual([
    ['lib-a', 'full', ['books-a', 'books-b'], undefined],
    ['lib-b', 'partly', ['books-a'], undefined],
    ['lib-c', 'opposed', ['books-b'], undefined],
    ['lib-d', 'no', [], 'Nobody can tell.'],
    ['lib-e', 'no', [], undefined],
  ]);
  expect(countCoverage(covered!)).toEqual({ all: 5, checkable: 4, checked: 3 });
});
