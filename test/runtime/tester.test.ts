import { describe, expect, test } from '@jest/globals';
import { compileTest } from '../../src/runtime/language/tester.js';

const given = (name: string) => ({ name: 'book', tags: ['a', 'b'] })[name];

function passes(operand: unknown, value: unknown): boolean {
  const tester = compileTest(operand, [], (_path, message) => {
    throw new Error(message);
  });
  return tester.passes(value, () => value !== undefined, given);
}

describe('a test', () => {
  test.each([
    // test, values that pass, values that do not
    ['get', ['get'], ['post', undefined, null, {}]],
    [404, [404, '404'], [40, '4XX']],
    [['get', 'head'], ['get', 'head'], ['post']],
    [true, ['x', 0, 1, true, ['x'], { a: 1 }], [undefined, null, false, '', '  ', [], {}]],
    [false, [undefined, null, false, '', '  ', [], {}], ['x', 0, true]],
    [null, [null, ['x', null]], [undefined, 'null']],
    [[false, 'byte'], [undefined, 'byte'], ['date']],
    [{ stated: true }, ['', false, null, 0], [undefined]],
    [{ stated: false }, [undefined], ['', null]],
    [{ match: '/^v\\d+$/i' }, ['v1', 'V22', ['x', 'v3']], ['1', undefined, {}]],
    [{ min: 2 }, [2, 3, 'ab', ['a', 'b']], [1, 'a', ['a'], undefined, {}]],
    [{ max: 2 }, [2, 'ab', []], [3, 'abc', undefined]],
    [{ min: 1, max: 1 }, [1, 'a', ['a']], [0, 2]],
    [{ like: ['page_size'] }, ['pageSize', 'page-size', 'PAGESIZE', 'x-page-size', 'page_size'], ['page', undefined]],
    [{ like: ['$top'] }, ['top', '$top'], ['stop']],
    [{ words: ['token', 'api key'] }, ['accessToken', 'my_api_key', 'x-api-key'], ['tokens', 'apis_key', undefined]],
    [{ first: 'is' }, ['isOpen', 'is_open'], ['issue', 'openIs']],
    [{ last: 'at' }, ['createdAt', 'created_at'], ['flat', 'atHome']],
    [{ last: 'datetime' }, ['createdDateTime', 'created_datetime'], ['datetimeZone']],
    [{ not: 'get' }, ['post', undefined], ['get']],
    [{ not: ['get', 'head'] }, ['post'], ['head']],
    [{ every: 'string' }, ['string', ['string'], ['string', 'string']], [['string', 'null'], [], undefined]],
    [{ every: { not: 'x' } }, [['a', 'b']], [['a', 'x'], []]],
    ['a', [['a', 'b']], [['b']]],
    ['{name}', ['book', ['loan', 'book']], ['books', undefined]],
    ['{tags}', ['a', 'b', ['b']], ['c']],
    [{ like: ['{name}'] }, ['Book', 'x-book'], ['loan']],
    [{ not: '{none}' }, ['x', undefined], []],
  ])('%j', (operand, good, bad) => {
    for (const value of good) expect([value, passes(operand, value)]).toEqual([value, true]);
    for (const value of bad) expect([value, passes(operand, value)]).toEqual([value, false]);
  });

  test.each([
    [{ mach: '/x/' }, /Unknown operator `mach`. Did you mean `match`\?/],
    [{ match: 'x' }, /no regular expression/],
    [{ match: '/(/' }, /no regular expression/],
    [{ min: 'x' }, /takes a number/],
    [undefined, /A test is/],
  ])('%j is a mistake that is named', (operand, message) => {
    expect(() => passes(operand, 'x')).toThrow(message);
  });
});
