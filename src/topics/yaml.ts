import { Composer, isAlias, isMap, isNode, isScalar, isSeq, Lexer, LineCounter, Parser, visit, type Document, type Node } from 'yaml';
import type { Position, Problem } from '../types.js';

/** A YAML text as plain data that still knows where everything was written. */
export interface YamlSource {
  /** Plain JSON data without circles; `null` where the text could not be read. */
  data: unknown;
  problems: Problem[];
  /** Where a value was written (its key, if it is a member of a mapping); of a missing value: where that stands which lacks it. */
  positionOf(path: (string | number)[]): Position;
}

/** Nobody needs aliases in a topic file; a few do no harm, a billion laughs do. */
const maxAliasCount = 100;
/** Far below the depth at which the composer, or who walks the data, runs out of stack. */
const maxDepth = 100;
/** What follows the first errors is often their echo. */
const maxProblems = 20;

const unreadable = (reason: string) => `The YAML cannot be read: ${reason.replace(/\.?$/, '.')}`;
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** One mistake often makes the parser complain several times at one place. */
const isFirstOfItsPlace = ({ position: { line, column } }: Problem, index: number, all: Problem[]) =>
  all.findIndex(({ position }) => position.line === line && position.column === column) === index;

/**
 * Reads one YAML document (version 1.2, unique string keys). Never throws.
 * `firstLine` is the line of the file, from 1, on which `text` starts; positions are those of the file.
 */
export function parseYaml(file: string, text: string, firstLine = 1): YamlSource {
  const lines = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  const problemAt = (offset: number, message: string, remedy: string): Problem => ({ file, position: positionAt(offset), message, remedy });
  const failed = (...problems: Problem[]): YamlSource => ({ data: null, problems, positionOf: () => ({ line: firstLine, column: 1 }) });
  try {
    const [document, next, tooDeep] = compose(text, lines);
    if (tooDeep !== undefined) {
      return failed(problemAt(tooDeep, `The YAML is nested more than ${maxDepth} levels deep.`, 'Write it with fewer levels.'));
    }
    if (!document) return { data: null, problems: [], positionOf: () => ({ line: firstLine, column: 1 }) };
    const problems = [...document.errors, ...document.warnings].map((error) =>
      problemAt(
        error.pos[0],
        unreadable(error.message),
        remedies[error.code] ?? 'Correct the syntax; texts with special characters need quotes.',
      ),
    );
    if (next) problems.push(problemAt(next.range[0], 'The file holds more than one YAML document.', 'Keep one.'));
    const alias = brokenAlias(document);
    if (alias) problems.push(problemAt(alias.offset, alias.message, 'Write the value out.'));
    if (problems.length > 0) return failed(...problems.filter(isFirstOfItsPlace).slice(0, maxProblems));
    const data: unknown = document.toJS({ maxAliasCount });
    return { data, problems, positionOf: (path) => positionAt(offsetOf(document, path)) };
  } catch (error) {
    return failed(problemAt(0, unreadable(reasonOf(error)), 'Write values out instead of using aliases.'));
  }
}

const remedies: Record<string, string> = {
  DUPLICATE_KEY: 'Keep one of the keys.',
  TAB_AS_INDENT: 'Indent with spaces.',
  NON_STRING_KEY: 'Use a plain text as key.',
  TAG_RESOLVE_FAILED: 'Remove the tag.',
};

/** As `parseDocument` of `yaml`, but stops at `maxDepth`: the composer is recursive, and an exhausted stack can end the whole process. */
function compose(text: string, lines: LineCounter): [first?: Document.Parsed, second?: Document.Parsed, tooDeep?: number] {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > maxDepth) return [undefined, undefined, parser.offset - lexeme.length];
  }
  for (const token of parser.end()) tokens.push(token);
  const composer = new Composer({ uniqueKeys: true, stringKeys: true, version: '1.2' });
  const [first, second] = composer.compose(tokens, true, text.length);
  return [first, second];
}

/** The first alias that names nothing, or that stands inside of what it names (data without end). */
function brokenAlias(document: Document.Parsed): { offset: number; message: string } | undefined {
  let broken: { offset: number; message: string } | undefined;
  visit(document, {
    Alias(_, alias, path) {
      const target = alias.resolve(document);
      if (target && !path.includes(target)) return undefined;
      broken = {
        offset: alias.range?.[0] ?? 0,
        message: `The alias \`*${alias.source}\` ${target ? 'stands inside of what it names' : 'names nothing'}.`,
      };
      return visit.BREAK;
    },
  });
  return broken;
}

function offsetOf(document: Document.Parsed, path: (string | number)[]): number {
  let node: unknown = document.contents;
  let offset = rangeStart(node) ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    const place: unknown = isMap(node) ? pairOf(node.items, key)?.key : isSeq(node) ? node.items[Number(key)] : undefined;
    if (place === undefined) break;
    node = isMap(node) ? pairOf(node.items, key)?.value : place;
    offset = rangeStart(place) ?? offset;
  }
  return offset;
}

const pairOf = (pairs: { key: unknown; value: unknown }[], key: string | number) =>
  pairs.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));

const rangeStart = (node: unknown): number | undefined => (isNode(node) ? (node as Node).range?.[0] : undefined);
