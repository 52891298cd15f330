import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Progress } from '../../src/cli/progress.js';

let now = 0;
const { CI, TERM } = process.env;
beforeEach(() => {
  delete process.env['CI'];
  process.env['TERM'] = 'xterm';
  now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
  Object.assign(process.env, CI === undefined ? {} : { CI }, TERM === undefined ? {} : { TERM });
});

/** What is written while work takes `milliseconds`, with a step every ten. */
function written(milliseconds: number, stream: { isTTY?: boolean; columns?: number } = {}, enabled = true): string {
  let output = '';
  const terminal = { isTTY: true, columns: 80, write: (text: string) => Boolean((output += text)), ...stream };
  const progress = new Progress(terminal as unknown as NodeJS.WriteStream, enabled);
  progress.label = 'Linting openapi.yaml';
  for (const end = now + milliseconds; now < end; now += 10) progress.step();
  progress.done();
  return output;
}

test('a line appears once work takes longer than half a second, and goes away', () => {
  expect(written(510)).toBe('\r\u001b[K⠋ Linting openapi.yaml\r\u001b[K');
});

test('it moves while work goes on', () => {
  expect(written(700).match(/[⠋⠙⠹⠸]/g)).toEqual(['⠋', '⠙', '⠹']);
});

test('its end is shown where the terminal is narrow', () => {
  expect(written(510, { columns: 16 })).toContain('⠋ …openapi.yaml\r');
});

test('there is none for shorter work, without a terminal, in CI, or if findings only are asked for', () => {
  expect(written(490)).toBe('');
  expect(written(900, { isTTY: false })).toBe('');
  expect(written(900, {}, false)).toBe('');
  process.env['CI'] = 'true';
  expect(written(900)).toBe('');
});
