import { YAMLException } from 'js-yaml';
import type { ParseProblem } from './parse.js';

/** What js-yaml says, what to do about it, and where. */
export function problemOf(error: unknown, text: string, maxDepth: number): ParseProblem {
  const offset = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
  const before = text.slice(0, offset).split('\n');
  const at = { line: before.length - 1, character: before.at(-1)!.length };
  return { message: messageOf(error, text.split('\n')[at.line] ?? '', maxDepth), path: [], range: { start: at, end: at } };
}

function messageOf(error: unknown, line: string, maxDepth: number): string {
  const reason = error instanceof YAMLException ? error.reason : error instanceof RangeError ? 'nesting exceeded' : String(error);
  if (reason.startsWith('nesting exceeded')) {
    return `Nested more than ${maxDepth} levels deep. Name the inner levels and refer to them with \`$ref\`.`;
  }
  const remedy = remedies.find(([said]) => said.test(reason))?.[1] ?? '';
  return `${reason[0]?.toUpperCase()}${reason.slice(1)}. ${typeof remedy === 'string' ? remedy : remedy(line)}`.trim();
}

const remedies: [RegExp, string | ((line: string) => string)][] = [
  [/alias|anchor/, 'Put a text that starts with `*` or `&` in quotes.'],
  [/bad indentation of a mapping/, (line) => quotes(line) ?? 'Indent the members of a mapping alike.'],
  [/tab characters/, 'Indent with spaces.'],
  [/indentation/, 'Indent what belongs together alike.'],
  [/missed comma|flow collection/, 'Look for a missing comma or closing bracket.'],
  [/multiline key|document separator/, 'Look for a missing `:` or a wrong indentation in or before this line.'],
  [/non-printable|null byte/, 'Is this a text file?'],
];

/** The remedy for a value that YAML reads as something else than the text it was meant as. */
function quotes(line: string): string | undefined {
  const value = /^\s*(?:- )*[^\s:]+:\s+(.*)$/.exec(line)?.[1] ?? '';
  if (/^["']/.test(value)) return 'Let the quotes hold the whole text.';
  if (/^[@%`]/.test(value)) return `Put a text that starts with \`${value[0]}\` in quotes.`;
  return /:(?:\s|$)/.test(value) ? 'Put a text that holds a colon in quotes.' : undefined;
}
