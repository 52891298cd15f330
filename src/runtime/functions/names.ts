import { parseExpression, type Report } from '../language/tester.js';

/** Whether a name is excepted. */
export type Except = (name: string) => boolean;

/** Names, or `'/re/'`. */
export function compileExcept(except: unknown, path: (string | number)[], report: Report): Except {
  if (except === undefined) return () => false;
  const list = Array.isArray(except) ? except : [except];
  const names = new Set<string>();
  const expressions: RegExp[] = [];
  for (const [index, one] of list.entries()) {
    const text = String(one);
    const expression = parseExpression(text);
    if (expression) expressions.push(expression);
    else if (/^\/.+\/\w*$/.test(text))
      report([...path, index], `\`${text}\` is no regular expression.`, "Write it between slashes and in quotes: '/^_/'.");
    else names.add(text);
  }
  return (name) => names.has(name) || expressions.some((expression) => expression.test(name));
}
