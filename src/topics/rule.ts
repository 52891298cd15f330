import type { Body, Certainty, Rule, Then } from '../types.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import { either, type Mapping, type Path, type Reader, isMapping } from './reader.js';

const certainties: readonly Certainty[] = ['certain', 'likely'];
const ruleKeys = [
  'description',
  'given',
  'when',
  'unless',
  'then',
  'message',
  'formats',
  'certainty',
  'supports',
  'opposes',
  'scope',
  'alternatives',
  'noise',
  'once',
  'evidence',
];
const thenKeys = ['function', 'functionOptions', 'when', 'message', 'field'];
/** Formats of Spectral that rulesets of ours carry as predicates. */
const formats = ['oas2', 'oas3', 'oas3_0', 'oas3_1', 'oas3_2'];

const computed = 'Take it out; it is computed from the strength of the statements and the certainty.';
const remedies = { severity: computed, recommended: computed };

/**
 * Reads a rule from its YAML, lists where one value may stand for a list. What is not as it should be is noted by the reader and left out.
 * `expand` turns a name under `supports`, `opposes` or `scope` into ids of statements.
 */
export function readRule(
  reader: Reader,
  data: Mapping,
  id: string,
  topic: string,
  expand: (name: string) => string[],
): Omit<Rule, 'position'> {
  const path = ['rules', id];
  reader.keys(data, path, ruleKeys, remedies);
  const statements = (key: string) => [...new Set(reader.texts(data, path, key).flatMap(expand))];
  const certainty = reader.word(data, path, 'certainty', certainties);
  if (data.certainty === undefined) {
    const choice = 'Write `certain` where the document itself shows the breach, `likely` where it is a heuristic or only undocumented.';
    reader.problem(path, '`certainty` is missing.', choice);
  }
  return withoutUndefined({
    id,
    topic,
    description: reader.required(data, path, 'description', 'Say in one sentence what is true of a good API description.'),
    given: readGiven(reader, data, path),
    when: reader.mapping(data, path, 'when') as Body | undefined,
    unless: data.unless === undefined ? undefined : (reader.mappings(data, path, 'unless') as Body[]),
    then: readThen(reader, data, path),
    message: reader.text(data, path, 'message'),
    formats: readFormats(reader, data, path),
    certainty: certainty ?? 'likely',
    supports: statements('supports'),
    opposes: statements('opposes'),
    scope: readScope(reader, data, path, expand),
    alternatives: [...new Set(reader.texts(data, path, 'alternatives'))],
    noise: reader.word(data, path, 'noise', ['high'] as const),
    once: readOnce(reader, data, path),
    evidence: reader.word(data, path, 'evidence', ['some', 'most'] as const),
  });
}

function readGiven(reader: Reader, data: Mapping, path: Path): string[] {
  const given = reader.texts(data, path, 'given');
  if (data.given === undefined || data.given === null) {
    reader.problem(path, '`given` is missing.', 'Name what the rule looks at, for example `given: Operation`.');
  }
  const jsonPaths = given.filter((entry) => entry.startsWith('$'));
  if (jsonPaths.length > 0 && jsonPaths.length < given.length) {
    reader.problem([...path, 'given'], '`given` mixes targets and JSONPaths.', 'Make two rules of it.');
  }
  return given;
}

function readFormats(reader: Reader, data: Mapping, path: Path): string[] | undefined {
  if (data.formats === undefined) return undefined;
  return reader.texts(data, path, 'formats').filter((format) => {
    const isKnown = formats.includes(format);
    if (!isKnown)
      reader.problem(
        [...path, 'formats'],
        `Unknown format \`${format}\`.${didYouMean(format, formats)}`,
        `Formats are ${either(formats)}.`,
      );
    return isKnown;
  });
}

function readThen(reader: Reader, data: Mapping, path: Path): Then[] {
  if (data.then === undefined || data.then === null) {
    reader.problem(path, '`then` is missing.', 'Say what is checked, for example `then: { function: has, functionOptions: { Tag: {} } }`.');
  }
  return reader.mappings(data, path, 'then').map((entry, index) => {
    const place = [...path, 'then', ...(Array.isArray(data.then) ? [index] : [])];
    reader.keys(entry, place, thenKeys);
    return withoutUndefined({
      function: reader.required(entry, place, 'function', 'Name a function, for example `function: has`.'),
      functionOptions: entry.functionOptions ?? undefined,
      when: reader.mapping(entry, place, 'when') as Body | undefined,
      message: reader.text(entry, place, 'message'),
      field: reader.text(entry, place, 'field'),
    });
  });
}

function readScope(reader: Reader, data: Mapping, path: Path, expand: (name: string) => string[]): Record<string, Body> | undefined {
  const scope = reader.mapping(data, path, 'scope');
  if (!scope) return undefined;
  const entries = Object.entries(scope).flatMap(([name, body]) => {
    if (isMapping(body)) return expand(name).map((statement) => [statement, body] as const);
    reader.problem(
      [...path, 'scope', name],
      `The scope of \`${name}\` is not a mapping.`,
      "Write it in `when`'s form, for example `{ status: '401' }`.",
    );
    return [];
  });
  return Object.fromEntries(entries);
}

function readOnce(reader: Reader, data: Mapping, path: Path): boolean | string | undefined {
  const once = data.once;
  if (once === undefined || once === null || once === true) return once === true ? true : undefined;
  if (typeof once === 'string' && once !== '') return once;
  reader.problem([...path, 'once'], '`once` is neither `true` nor a name.', 'Write `true`, an attribute or a target, or take it out.');
  return undefined;
}

/** Absent keys stay absent, so that the same rule is the same JSON. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T;
}
