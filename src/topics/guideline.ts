import path from 'node:path';
import type { Guideline, Problem, Statement } from '../types.js';
import { idPattern } from './inline-guidelines.js';
import { isLink } from './link.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import { isMapping, type Mapping, type Path, Reader } from './reader.js';
import { parseYaml, type YamlSource } from './yaml.js';

/** Kept beside the records, not in them: a `Guideline` is plain data. */
const sources = new WeakMap<Guideline, YamlSource>();

const kinds = ['company', 'government', 'standard', 'community'] as const;
const states = ['current', 'superseded', 'archived'] as const;
const strengths = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'NOTE'] as const;
const answers = ['full', 'partial', 'no'] as const;

const guidelineKeys = [
  'id',
  'short',
  'label',
  'title',
  'company',
  'kind',
  'url',
  'source',
  'date',
  'status',
  'binds',
  'derivedFrom',
  'reviewed',
];
const statementKeys = ['id', 'section', 'url', 'strength', 'topic', 'says', 'checkable', 'verified', 'enabled'];

/** Rulesets that are named after no guideline. */
const reserved = ['all', 'recommended', 'rules', 'openapi-stylebook'];
const maxWords = 30;

/**
 * Reads a guideline record (DESIGN 4). `file` is named in problems, and its name is the guideline's id. Never throws: bad input gives
 * problems with line, column and remedy. `guideline` is there as far as it could be read, with the statements that have an id.
 */
export function parseGuideline(file: string, text: string): { guideline?: Guideline; problems: Problem[] } {
  const source = parseYaml(file, text);
  if (source.problems.length > 0) return { problems: source.problems };
  const reader = new Reader(file, source);
  const head = isMapping(source.data) ? reader.mapping(source.data, [], 'guideline') : undefined;
  if (!isMapping(source.data) || !head) {
    if (reader.problems.length === 0)
      reader.problem([], '`guideline` is missing.', 'Write `guideline:` with the document, and `statements:` with what it says.');
    return { problems: reader.problems };
  }
  reader.keys(source.data, [], ['guideline', 'statements']);
  const statements = readStatements(reader, source.data);
  const guideline: Guideline = { ...readHead(reader, head, path.basename(file).replace(/\.ya?ml$/, '')), statements, file };
  sources.set(guideline, source);
  return guideline.id === '' ? { problems: reader.problems } : { guideline, problems: reader.problems };
}

function readHead(reader: Reader, data: Mapping, name: string): Omit<Guideline, 'statements'> {
  const at: Path = ['guideline'];
  const text = (key: string, remedy: string) => reader.required(data, at, key, remedy);
  reader.keys(data, at, guidelineKeys);
  const id = readId(reader, data, at, idPattern);
  if (id !== '' && id !== name)
    reader.problem([...at, 'id'], `The id \`${id}\` is not the name of the file, \`${name}\`.`, `Name the file \`${id}.yaml\`.`);
  const short = text('short', 'Write the name of its ruleset: small letters, digits and hyphens.');
  if (reserved.includes(short) || (short !== '' && !idPattern.test(short))) {
    reader.problem(
      [...at, 'short'],
      `\`${short}\` cannot name the ruleset of a guideline.`,
      'Use small letters, digits and hyphens, and no name of a ruleset of all guidelines.',
    );
  }
  const optional = {
    source: reader.text(data, at, 'source'),
    date: readDate(reader, data, at, 'date'),
    binds: reader.word(data, at, 'binds', ['all', 'adopters'] as const),
    derivedFrom: reader.text(data, at, 'derivedFrom'),
    reviewed: readDate(reader, data, at, 'reviewed'),
  };
  return {
    id,
    short,
    label: text('label', 'Write how messages name the guideline, as short as can be.'),
    title: text('title', 'Write the title of the document.'),
    company: text('company', 'Write who publishes the document.'),
    kind: readWord(reader, data, at, 'kind', kinds) ?? 'company',
    url: readLink(reader, data, at),
    status: readWord(reader, data, at, 'status', states) ?? 'current',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

function readStatements(reader: Reader, data: Mapping): Statement[] {
  if (!Array.isArray(data.statements)) {
    reader.problem(['statements'], '`statements` is not a list.', 'Write `statements:` with `- id: …` entries below it.');
    return [];
  }
  return data.statements.flatMap((entry: unknown, index): Statement[] => {
    const at = ['statements', index];
    if (isMapping(entry)) return readStatement(reader, entry, at);
    reader.problem(at, 'A statement is not a mapping.', 'Begin it with `- id: …`.');
    return [];
  });
}

function readStatement(reader: Reader, data: Mapping, at: Path): Statement[] {
  reader.keys(data, at, statementKeys);
  const id = readId(reader, data, at, /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/);
  const says = reader.required(data, at, 'says', `Say in at most ${maxWords} words of your own what the section says.`);
  const words = says.split(/\s+/).length;
  if (words > maxWords) reader.problem([...at, 'says'], `\`says\` has ${words} words.`, `Shorten it to at most ${maxWords}.`);
  const topic = reader.required(data, at, 'topic', 'Write the id of a topic.');
  if (topic !== '' && !idPattern.test(topic))
    reader.problem([...at, 'topic'], `\`${topic}\` is no id of a topic.`, 'Use small letters, digits and hyphens only.');
  const statement: Statement = {
    id,
    section: reader.required(data, at, 'section', 'Write the heading of the section.'),
    url: readLink(reader, data, at),
    strength: readWord(reader, data, at, 'strength', strengths) ?? 'NOTE',
    topic,
    says,
    checkable: readWord(reader, data, at, 'checkable', answers) ?? 'no',
    ...readFalse(reader, data, at, 'verified'),
    ...readFalse(reader, data, at, 'enabled'),
  };
  return id === '' ? [] : [statement];
}

/** `''` where there is none that can be used. */
function readId(reader: Reader, data: Mapping, at: Path, pattern: RegExp): string {
  const id = reader.required(data, at, 'id', 'Give it an id of small letters, digits and hyphens.');
  if (id === '' || pattern.test(id)) return id;
  reader.problem([...at, 'id'], `\`${id}\` is no id.`, 'Use small letters, digits and hyphens only.');
  return '';
}

function readWord<Word extends string>(reader: Reader, data: Mapping, at: Path, key: string, words: readonly Word[]): Word | undefined {
  if (data[key] === undefined || data[key] === null) reader.problem(at, `\`${key}\` is missing.`, `Write one of ${words.join(', ')}.`);
  return reader.word(data, at, key, words);
}

function readLink(reader: Reader, data: Mapping, at: Path): string {
  const remedy = 'Write a link with http or https and a full host name; Spectral takes no other.';
  const url = reader.required(data, at, 'url', remedy);
  if (url !== '' && !isLink(url)) reader.problem([...at, 'url'], `\`${url}\` is not a link.`, remedy);
  return url;
}

function readDate(reader: Reader, data: Mapping, at: Path, key: string): string | undefined {
  const date = reader.text(data, at, key);
  if (date === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)))) return date;
  reader.problem([...at, key], `\`${date}\` is not a date.`, 'Write year, month and day, as in 2026-01-31.');
  return undefined;
}

/** Such a key marks an exception; `true` is said by leaving it out. */
function readFalse(reader: Reader, data: Mapping, at: Path, key: 'verified' | 'enabled'): Partial<Statement> {
  if (data[key] === undefined) return {};
  if (data[key] !== false) reader.problem([...at, key], `\`${key}\` is not \`false\`.`, `Write \`${key}: false\`, or leave it out.`);
  return { [key]: false };
}

/** What is wrong with records taken together: ids and short names that are taken, and `derivedFrom` that leads nowhere or in a circle. */
export function guidelineProblems(all: readonly Guideline[]): Problem[] {
  const problems: Problem[] = [];
  const byId = new Map(all.map((guideline) => [guideline.id, guideline]));
  const seen = new Map<string, string>();
  const note = (guideline: Guideline, place: Path, message: string, remedy: string) => {
    const position = sources.get(guideline)?.positionOf(place) ?? { line: 1, column: 1 };
    problems.push({ file: guideline.file ?? guideline.id, position, message, remedy });
  };
  const claim = (guideline: Guideline, what: string, name: string, place: Path) => {
    const owner = seen.get(`${what} ${name}`);
    if (owner !== undefined) note(guideline, place, `The ${what} \`${name}\` is taken in ${owner}.`, 'Choose another.');
    else seen.set(`${what} ${name}`, guideline.file ?? guideline.id);
  };
  for (const guideline of all) {
    const { id, short, derivedFrom } = guideline;
    claim(guideline, 'id', id, ['guideline', 'id']);
    claim(guideline, 'short name', short, ['guideline', 'short']);
    for (const [index, statement] of guideline.statements.entries())
      claim(guideline, 'statement', statement.id, ['statements', index, 'id']);
    const place = ['guideline', 'derivedFrom'];
    if (derivedFrom !== undefined && !byId.has(derivedFrom)) {
      note(
        guideline,
        place,
        `There is no guideline \`${derivedFrom}\`.${didYouMean(derivedFrom, byId.keys())}`,
        'Write the id of another record.',
      );
    } else if (ancestors(guideline, byId).includes(guideline)) {
      note(guideline, place, `\`${id}\` derives from itself.`, 'Break the circle.');
    }
  }
  return problems;
}

function ancestors(guideline: Guideline, byId: ReadonlyMap<string, Guideline>): Guideline[] {
  const found: Guideline[] = [];
  for (let next = byId.get(guideline.derivedFrom ?? ''); next && !found.includes(next); next = byId.get(next.derivedFrom ?? ''))
    found.push(next);
  return found;
}
