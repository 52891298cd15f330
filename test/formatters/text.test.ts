import { describe, expect, test } from '@jest/globals';
import { text } from '../../src/formatters/text.js';
import { documentProblem, finding, handbook, rfc9110, stylebookPage } from '../helpers/findings.js';

const options = { cwd: '/library' };
const naming = {
  code: 'naming-case-property',
  severity: 2,
  certainty: 'certain',
  description: 'Names of properties are in camelCase.',
} as const;

test('findings are grouped by file, then by rule, the worst first; citations stand once', () => {
  const findings = [
    finding(6, 15, {
      ...naming,
      summary: 'Expected `dueDate`, found `due_date`.',
      path: ['components', 'schemas', 'Loan'],
      citations: [rfc9110],
    }),
    finding(9, 15),
    finding(104, 7, { path: ['paths', '/loans', 'post', 'responses', '401'] }),
    finding(120, 7, {
      ...naming,
      summary: 'Expected `bornIn`, found `born_in`.',
      path: ['components', 'schemas', 'Author'],
      citations: [rfc9110],
    }),
    documentProblem('invalid-ref', '"#/nope" names nothing: there is no "nope".', { path: ['paths', '$ref'] }),
    finding(3, 1, { source: '/library/paths/loans.yaml', path: ['get', 'responses', '401'] }),
    finding(1, 1, { source: '/elsewhere/openapi.yaml' }),
  ];
  expect(text(findings, options)).toBe(`\
openapi.yaml

  error  invalid-ref
         "#/nope" names nothing: there is no "nope".
         1:1  paths.$ref

  warn   http-status-401-www-authenticate  likely
         Expected header "WWW-Authenticate".
         for      RFC 9110         MUST        15.5.2. 401 Unauthorized  https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2
         against  Branch handbook  SHOULD NOT  Errors                    https://library.example/handbook#errors
           9:15  paths./books.get.responses.401
         104:7   paths./loans.post.responses.401

  info   naming-case-property
         Names of properties are in camelCase.
         for  RFC 9110  MUST  15.5.2. 401 Unauthorized  https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2
           6:15  Expected \`dueDate\`, found \`due_date\`.  components.schemas.Loan
         120:7   Expected \`bornIn\`, found \`born_in\`.    components.schemas.Author

paths/loans.yaml

  warn   http-status-401-www-authenticate  likely
         Expected header "WWW-Authenticate".
         cited above
         3:1  get.responses.401

/elsewhere/openapi.yaml

  warn   http-status-401-www-authenticate  likely
         Expected header "WWW-Authenticate".
         cited above
         1:1  paths./books.get.responses.401

7 findings: 1 error, 4 warnings, 2 infos in 3 files
Reasons and examples: stylebook explain http-status-401-www-authenticate
`);
});

test('what only a part of a statement holds for, and pages that say nothing themselves, are shown as such', () => {
  const citations = [{ ...rfc9110, scope: { schemes: ['basic', 'bearer'], name: { match: '/a\\+b/' } } }, stylebookPage];
  expect(text([finding(9, 15, { citations })], options)).toContain(`
         for    RFC 9110  MUST  15.5.2. 401 Unauthorized  https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2  only for schemes: basic, bearer; name: { match: /a\\+b/ }
         about  Readers         Return the right status   https://readers.example/guide#status
`);
});

test('what a message says of one place alone stands with that place', () => {
  const findings = [
    finding(9, 15, { summary: 'Expected a limit, found none (used by 3 operations).', path: ['paths', '/books'] }),
    finding(104, 7, { summary: 'Expected a limit, found none.', path: ['paths', '/loans'] }),
  ];
  expect(text(findings, options)).toMatch(/^ {9}Expected a limit, found none\.$/m);
  expect(text(findings, options)).toContain(`
           9:15  paths./books  (used by 3 operations)
         104:7   paths./loans
`);
});

describe('of many', () => {
  const citations = [0, 0, 1, 2, 3, 4].map((id) => ({ ...rfc9110, guideline: `guide-${id}`, label: `Guide ${id}` }));
  const findings = Array.from({ length: 12 }, (_, index) => finding(index + 1, 1, { citations }));

  test('ten places and three guidelines are listed, and how many more there are', () => {
    const lines = text(findings, options).split('\n');
    expect(lines.flatMap((line) => /for {2}Guide \d/.exec(line)?.[0] ?? [])).toEqual(['for  Guide 0', 'for  Guide 1', 'for  Guide 2']);
    expect(lines).toContain('         + 3 more (stylebook explain http-status-401-www-authenticate)');
    expect(lines.filter((line) => /^ +\d+:1 /.test(line))).toHaveLength(10);
    expect(lines).toContain('         + 2 more (--verbose lists all)');
  });

  test('all are listed if asked', () => {
    const all = text(findings, { ...options, verbose: true });
    expect(all).not.toContain('more');
    expect(all.split('\n').filter((line) => /^ +\d+:1 /.test(line))).toHaveLength(12);
  });
});

test('what concerns a file as a whole has no place', () => {
  const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  expect(text([documentProblem('unreadable', 'book.yaml does not exist.', { range: nowhere, source: '/library/book.yaml' })], options))
    .toBe(`\
book.yaml

  error  unreadable
         book.yaml does not exist.

1 finding: 1 error in 1 file
`);
});

test('no findings are a line, or nothing if findings only are asked for', () => {
  expect(text([], options)).toBe('No findings.\n');
  expect(text([], { ...options, quiet: true })).toBe('');
});

test('without the hint, if findings only are asked for', () => {
  expect(text([finding(1, 1)], { ...options, quiet: true })).toMatch(/1 finding: 1 warning in 1 file\n$/);
});

test('colours are there only if asked for, and are all that differs', () => {
  const findings = [finding(9, 15), documentProblem('parser', 'x'), finding(1, 1, { ...naming, citations: [handbook] })];
  const plain = text(findings, options);
  const colored = text(findings, { ...options, color: true });
  // eslint-disable-next-line no-control-regex
  const codes = /\u001b\[\d+m/g;
  expect(plain).not.toMatch(codes);
  expect(colored).toMatch(codes);
  expect(colored.replace(codes, '')).toBe(plain);
});

test('no text of a document can give orders to a terminal', () => {
  const evil = '\u001b[2Jgone\r\n::error::x\u009b31m';
  const lines = text([finding(9, 15, { summary: evil, path: [evil], source: `/library/${evil}`, citations: [] })], options);
  // eslint-disable-next-line no-control-regex
  expect(lines).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect(lines).not.toMatch(/^::error/m);
});
