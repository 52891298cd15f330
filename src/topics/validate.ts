import type { Guideline, Problem, Rule, Topic } from '../types.js';
import { guidelineProblems } from './guideline.js';
import type { Path } from './reader.js';
import { positionIn } from './positions.js';
import { checkRule } from './validate-rule.js';
import { checkCoverage, checkInlineGuidelines, indexStatements, type KnownStatement } from './validate-statements.js';

/** A problem of a rule's language; the path leads into the rule's YAML, `[]` is the rule. */
export interface RuleProblem {
  path: Path;
  message: string;
  remedy: string;
}

export interface ValidateOptions {
  /** Those that are not ours: held to what DESIGN 5.8 and 5.9 need, not to our house style, and not for our topics to cite. */
  own?: { topics: readonly Topic[]; guidelines: readonly Guideline[] };
}

/** What the checks share: everything that may be named, and how to note a problem. */
export interface Context {
  rules: ReadonlyMap<string, Rule>;
  statements: ReadonlyMap<string, KnownStatement>;
  isOwn(topic: Topic): boolean;
  note(topic: Topic, place: Path | Problem['position'], message: string, remedy: string): void;
}

/**
 * Everything that has to be true of topics and guideline records together (DESIGN 12), so far as it needs no OpenAPI document.
 * `check` is `ruleProblems` of the runtime. Ours come before those of one's own in `topics`. Sorted by file and position.
 */
export function validate(
  topics: readonly Topic[],
  guidelines: readonly Guideline[],
  check: (rule: Rule) => RuleProblem[],
  options: ValidateOptions = {},
): Problem[] {
  const problems: Problem[] = [];
  const own = new Set(options.own?.topics);
  const ownGuidelines = new Set(options.own?.guidelines);
  const context: Context = {
    rules: new Map(topics.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule])),
    statements: indexStatements(topics, guidelines),
    isOwn: (topic) => own.has(topic),
    note: (topic, place, message, remedy) => {
      const position = Array.isArray(place) ? positionIn(topic, place) : place;
      problems.push({ file: topic.file, position, message, remedy });
    },
  };
  checkTopics(topics, context);
  checkDuplicateRules(topics, context);
  for (const topic of topics) {
    for (const rule of topic.rules) {
      checkRule(topic, rule, context);
      if (rule.given.length === 0 || rule.then.length === 0) continue; // noted by parse
      for (const { path, message, remedy } of check(rule)) context.note(topic, ['rules', rule.id, ...path], message, remedy);
    }
  }
  problems.push(...guidelineProblems(guidelines));
  checkInlineGuidelines(topics, guidelines, context);
  checkCoverage(
    topics,
    guidelines.filter((guideline) => !ownGuidelines.has(guideline)),
    context,
  );
  return sortProblems(problems);
}

/** Sorted by file and position; the same input gives the same order. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...problems].sort(
    (a, b) =>
      text(a.file, b.file) || a.position.line - b.position.line || a.position.column - b.position.column || text(a.message, b.message),
  );
}

function checkTopics(topics: readonly Topic[], { isOwn, note }: Context): void {
  const first = new Map<string, Topic>();
  for (const topic of topics) {
    const isPage = topic.rules.length === 0;
    const key = isOwn(topic) ? `${topic.id} ${isPage ? 'page' : 'rules'}` : topic.id;
    const other = first.get(key);
    if (other) note(topic, ['topic_id'], `The topic \`${topic.id}\` has another file, ${other.file}.`, 'Join the two into one.');
    else first.set(key, topic);

    if (isOwn(topic)) {
      if (isPage && topic.guidelines.length === 0) {
        note(topic, [], 'The topic has neither rules nor guidelines.', 'Add `rules`, or `guidelines` with `references`.');
      }
      continue;
    }
    const name = topic.file.split(/[\\/]/).at(-1);
    if (name !== `${topic.id}.md`)
      note(topic, ['topic_id'], `The file of the topic \`${topic.id}\` has another name.`, `Call it \`${topic.id}.md\`.`);
    for (const field of ['category', 'name', 'description'] as const) {
      if (topic[field] === '') note(topic, [], `\`topic_${field}\` is missing.`, `Add it; the API Stylebook's own is a good start.`);
    }
  }
}

function checkDuplicateRules(topics: readonly Topic[], { note }: Context): void {
  const first = new Map<string, Topic>();
  for (const topic of topics) {
    for (const { id } of topic.rules) {
      const other = first.get(id);
      if (!other) first.set(id, topic);
      else note(topic, ['rules', id], `There is a rule \`${id}\` already, in ${other.file}.`, 'Give this one an id of its own.');
    }
  }
}
