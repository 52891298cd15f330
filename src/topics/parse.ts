import type { Guideline, Problem, Rule, Topic } from '../types.js';
import { splitFrontMatter } from './front-matter.js';
import { idPattern, readInlineGuidelines } from './inline-guidelines.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import { rememberSource } from './positions.js';
import { isMapping, type Mapping, Reader } from './reader.js';
import { readRule } from './rule.js';
import { readSections } from './sections.js';
import { parseYaml } from './yaml.js';

/** Keys of ours and of the API Stylebook. Others are left alone, unless they look like a slip: a page may carry what its site needs. */
const topicKeys = ['topic_id', 'topic_category', 'topic_name', 'topic_description', 'rules', 'unchecked', 'guidelines'];
const pageKeys = ['layout', 'title', 'permalink', 'sort'];

/**
 * Reads a topic file: ours (DESIGN 5), a page of the API Stylebook, or the smallest topic of one's own. `file` is only named in problems.
 * Never throws and runs nothing: bad input gives problems with file, line, column and remedy. `topic` is there as far as it could be read.
 */
export function parseTopic(file: string, text: string): { topic?: Topic; problems: Problem[] } {
  const { parts, problem } = splitFrontMatter(file, text);
  if (!parts) return { problems: [problem!] };
  const source = parseYaml(file, parts.yaml, parts.yamlLine);
  if (source.problems.length > 0) return { problems: source.problems };
  const reader = new Reader(file, source);
  if (!isMapping(source.data)) {
    reader.problem([], 'The front matter holds no data.', 'Write at least `topic_id: …` between the two lines `---`.');
    return { problems: reader.problems };
  }
  const id = readId(reader, source.data);
  if (id === undefined) return { problems: reader.problems };
  noteSlips(reader, source.data);

  const rules = reader.mapping(source.data, [], 'rules') ?? {};
  const { text: prose, sections, problems } = readSections(file, parts.body, parts.bodyLine, Object.keys(rules));
  const guidelines = readInlineGuidelines(reader, source.data, id);
  const topic: Topic = {
    id,
    category: reader.text(source.data, [], 'topic_category') ?? '',
    name: reader.text(source.data, [], 'topic_name') ?? '',
    description: reader.text(source.data, [], 'topic_description') ?? '',
    text: prose,
    rules: readRules(reader, rules, id, guidelines).map((rule) => {
      const section = sections.get(rule.id);
      return { ...rule, position: source.positionOf(['rules', rule.id]), ...(section && { section }) };
    }),
    unchecked: readUnchecked(reader, source.data),
    guidelines,
    file,
  };
  rememberSource(topic, source);
  return { topic, problems: [...reader.problems, ...problems, ...unreadableExamples(file, topic)] };
}

function readId(reader: Reader, data: Mapping): string | undefined {
  const id = reader.required(data, [], 'topic_id', 'Name the subject, for example `topic_id: http-status-401`.');
  if (id === '') return undefined;
  if (idPattern.test(id)) return id;
  reader.problem(['topic_id'], `The id \`${id}\` cannot name a topic.`, 'Use small letters, digits and hyphens only.');
  return undefined;
}

function noteSlips(reader: Reader, data: Mapping): void {
  for (const key of Object.keys(data)) {
    if (topicKeys.includes(key) || pageKeys.includes(key)) continue;
    const hint = didYouMean(key, topicKeys);
    if (hint !== '') reader.problem([key], `Unknown key \`${key}\`.${hint}`, 'Correct the name, or take the key out.');
  }
}

/** Where a rule names an inline guideline, it cites all the references of that guideline. */
function readRules(reader: Reader, rules: Mapping, topic: string, guidelines: readonly Guideline[]): Omit<Rule, 'position'>[] {
  const references = new Map(guidelines.map(({ id, statements }) => [id, statements.map((statement) => statement.id)] as const));
  return Object.entries(rules).flatMap(([id, rule]) => {
    if (!/^[a-z0-9][a-z0-9._-]*$/i.test(id)) {
      reader.problem(['rules', id], `The id \`${id}\` cannot name a rule.`, 'Use letters, digits and hyphens only.');
    } else if (!isMapping(rule)) {
      reader.problem(
        ['rules', id],
        `The rule \`${id}\` is not a mapping.`,
        'Write its `description`, `given`, `then` and so on below its id.',
      );
    } else {
      return [readRule(reader, rule, id, topic, (name) => references.get(name) ?? [name])];
    }
    return [];
  });
}

function readUnchecked(reader: Reader, data: Mapping): Record<string, string> {
  const unchecked = reader.mapping(data, [], 'unchecked') ?? {};
  const reasons = Object.keys(unchecked).map((id) => [id, reader.text(unchecked, ['unchecked'], id) ?? ''] as const);
  return Object.fromEntries(reasons);
}

/** Examples are read here already, so that a slip in one has its place in the topic file and not in a test. */
function unreadableExamples(file: string, topic: Topic): Problem[] {
  const examples = topic.rules.flatMap((rule) => rule.section?.examples ?? []);
  return examples.flatMap(({ text, line }) => {
    const { data, problems } = parseYaml(file, text, line);
    if (problems.length > 0 || (isMapping(data) && !text.trimStart().startsWith('{'))) return problems;
    const message = 'The example is not a fragment of an OpenAPI document.';
    return [
      {
        file,
        position: { line, column: 1 },
        message,
        remedy: 'Begin it with a key of the document, for example `paths:`, on a line of its own.',
      },
    ];
  });
}
