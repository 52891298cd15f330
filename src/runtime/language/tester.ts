import { fold, hasWords, wordsOf } from '../model/names.js';
import { didYouMean } from './did-you-mean.js';

/** The values that `'{name}'` stands for in a test. */
export type Given = (attribute: string) => unknown;

/** Whether a value passes. `stated`: whether it is written in the document, whatever it is. */
export interface Tester {
  passes(value: unknown, stated: () => boolean, given: Given): boolean;
  /** Refers to the given node by `'{attribute}'`, so that the answer cannot be kept. */
  dynamic: boolean;
  /** What passes, in words: for messages. */
  expected: string;
  /** Judges the members of a plural attribute one by one (`every`, `not`). */
  byMember: boolean;
}

function tester(passes: Tester['passes'], expected: string, dynamic = false, byMember = false): Tester {
  return { passes, dynamic, expected, byMember };
}

/** A mistake in a rule: where in it, what, and what to do. */
export interface RuleProblem {
  path: (string | number)[];
  message: string;
  remedy: string;
}

export type Report = (path: (string | number)[], message: string, remedy: string) => void;

const operators = ['stated', 'match', 'min', 'max', 'like', 'words', 'first', 'last', 'not', 'every'];

/** Present and not false, empty or blank. */
export function isPresent(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

const placeholder = /^\{([\w.-]+)\}$/;
/** A reference to an attribute of the given node, also within a text: `{resource}_id`. */
const reference = /\{([A-Za-z][\w.-]*)\}/;

/** A text with the value of the attribute that it refers to; one for each value of a plural one. */
function fillIn(template: string, given: Given): string[] {
  const name = reference.exec(template)?.[1];
  if (name === undefined) return [template];
  return [given(name)].flat().flatMap((value) => (isText(value) ? template.replace(`{${name}}`, () => String(value)) : []));
}

/** The attributes of the given node to which a rule's text refers. */
export function referencesIn(raw: unknown): string[] {
  if (typeof raw === 'string') return raw.startsWith('/') ? [] : [...raw.matchAll(new RegExp(reference, 'g'))].map((match) => match[1]!);
  return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(referencesIn) : [];
}

/** Compiles `/re/flags`; null where it is none. */
export function parseExpression(text: unknown): RegExp | null {
  const match = typeof text === 'string' ? /^\/([\s\S]+)\/([imsu]*)$/.exec(text) : null;
  try {
    return match ? new RegExp(match[1]!, match[2]) : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
const quote = (value: unknown): string => (typeof value === 'string' ? `\`${value}\`` : String(value));

/** Compiles what stands after an attribute. Mistakes go to `report`; a mistaken test passes nothing. */
export function compileTest(test: unknown, path: (string | number)[], report: Report, caseless = false): Tester {
  if (test === true) return tester(isPresent, 'a value');
  if (test === false) return tester((value) => !isPresent(value), 'none');
  if (test === null) return tester((value) => (Array.isArray(value) ? value.includes(null) : value === null), 'null');
  if (isText(test)) return compileText(String(test), caseless);
  if (Array.isArray(test)) {
    const all = test.map((one, index) => compileTest(one, [...path, index], report, caseless));
    return tester(
      (value, stated, given) => {
        for (const one of all) if (one.passes(value, stated, given)) return true;
        return false;
      },
      joinWords(all.map((one) => one.expected)),
      all.some((one) => one.dynamic),
    );
  }
  if (typeof test !== 'object') {
    report(path, 'A test is a value, a list of tests, or a mapping of operators.', 'See docs/language.md, “Tests”.');
    return tester(() => false, '');
  }
  const parts = Object.entries(test).map(([operator, operand]) =>
    compileOperator(operator, operand, [...path, operator], report, caseless),
  );
  const [only] = parts;
  const passes: Tester['passes'] =
    only && parts.length === 1 ? only.passes : (value, stated, given) => parts.every((one) => one.passes(value, stated, given));
  const expected = parts.map((one) => one.expected).filter(Boolean);
  const isDynamic = parts.some((one) => one.dynamic);
  return tester(passes, expected.join(' and '), isDynamic, 'every' in test || 'not' in test);
}

function compileText(text: string, caseless: boolean): Tester {
  const attribute = placeholder.exec(text)?.[1];
  if (attribute !== undefined) {
    const passes: Tester['passes'] = (value, _stated, given) =>
      [given(attribute)].flat().some((one) => one !== undefined && same(value, String(one), caseless));
    return tester(passes, text, true);
  }
  return tester((value) => same(value, text, caseless), quote(text));
}

/** Equal as text; of a list one member. Values are looked at by the hundred thousand: no closures here. */
function same(value: unknown, text: string, caseless: boolean): boolean {
  if (typeof value === 'string') return value === text || (caseless && value.toLowerCase() === text.toLowerCase());
  if (Array.isArray(value)) {
    for (const one of value) if (!Array.isArray(one) && same(one, text, caseless)) return true;
    return false;
  }
  return isText(value) && String(value) === text;
}

/** A test of texts, of a list one member. */
function ofTexts(passes: (text: string) => boolean): (value: unknown) => boolean {
  const all = (value: unknown): boolean => {
    if (typeof value === 'string') return passes(value);
    if (Array.isArray(value)) {
      for (const one of value) if (isText(one) && passes(String(one))) return true;
      return false;
    }
    return isText(value) && passes(String(value));
  };
  return all;
}

function measure(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return undefined;
}

function compileOperator(operator: string, operand: unknown, path: (string | number)[], report: Report, caseless: boolean): Tester {
  const list = (Array.isArray(operand) ? operand : [operand]).filter(isText).map(String);
  switch (operator) {
    case 'stated':
      return tester((_value, stated) => stated() === operand, operand === true ? 'a value' : 'none');
    case 'match': {
      const expression = parseExpression(operand);
      if (!expression)
        report(path, `\`${String(operand)}\` is no regular expression.`, "Write it between slashes and in quotes: '/^[a-z]+$/i'.");
      return tester(
        ofTexts((text) => expression !== null && expression.test(text)),
        `a match of ${String(operand)}`,
      );
    }
    case 'min':
    case 'max': {
      const bound = typeof operand === 'number' ? operand : NaN;
      if (Number.isNaN(bound)) report(path, `\`${operator}\` takes a number.`, `Write ${operator}: 1.`);
      const passes: Tester['passes'] = (value) => {
        const size = measure(value);
        return size !== undefined && (operator === 'min' ? size >= bound : size <= bound);
      };
      return tester(passes, `at ${operator === 'min' ? 'least' : 'most'} ${bound}`);
    }
    case 'like': {
      const templates = list.filter((text) => reference.test(text));
      const names = new Set(list.filter((text) => !reference.test(text)).map(fold));
      const among = ofTexts((text) => names.has(fold(text)));
      const passes: Tester['passes'] = (value, _stated, given) => {
        if (templates.length === 0) return among(value);
        const wanted = templates.flatMap((template) => fillIn(template, given)).map(fold);
        return among(value) || ofTexts((text) => wanted.includes(fold(text)))(value);
      };
      return tester(passes, joinWords(list.slice(0, 3).map(quote)), templates.length > 0);
    }
    case 'words':
    case 'first':
    case 'last': {
      const templates = list.filter((text) => reference.test(text));
      const phrases = list.filter((text) => !reference.test(text));
      const passes: Tester['passes'] = (value, _stated, given) => {
        const filledIn = templates.flatMap((template) => fillIn(template, given)).map((text) => wordsOf(text).join(' '));
        const wanted = [...phrases, ...filledIn.filter(Boolean)];
        return ofTexts((text) => wanted.some((phrase) => hasWords(wordsOf(text), phrase, operator)))(value);
      };
      const expected = `${operator === 'words' ? 'the word' : `${operator} word`} ${joinWords(list.slice(0, 3).map(quote))}`;
      return tester(passes, expected, templates.length > 0);
    }
    case 'not': {
      const inner = compileTest(operand, path, report, caseless);
      return tester((value, stated, given) => !inner.passes(value, stated, given), `not ${inner.expected}`, inner.dynamic);
    }
    case 'every': {
      const inner = compileTest(operand, path, report, caseless);
      const passes: Tester['passes'] = (value, stated, given) =>
        Array.isArray(value)
          ? value.length > 0 && value.every((one) => inner.passes(one, stated, given))
          : value !== undefined && inner.passes(value, stated, given);
      return tester(passes, inner.expected, inner.dynamic);
    }
    default:
      report(path, `Unknown operator \`${operator}\`.${didYouMean(operator, operators)}`, `Operators are ${operators.join(', ')}.`);
      return tester(() => false, '');
  }
}

/** `a`, `a or b`, `a, b or c`. */
export function joinWords(words: string[], word = 'or'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${word} ${words.at(-1)!}`;
}
