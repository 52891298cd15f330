import type { Rule, Topic } from '../types.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import type { Path } from './reader.js';
import type { Context } from './validate.js';

/** Everything that has to be true of one rule, its section included; the language itself is the runtime's to check. */
export function checkRule(topic: Topic, rule: Rule, context: Context): void {
  checkCitations(topic, rule, context);
  checkAlternatives(topic, rule, context);
  checkMessage(topic, rule, context);
  checkMarks(topic, rule, context);
  if (context.isOwn(topic)) return;
  checkStyle(topic, rule, context);
  checkSection(topic, rule, context);
}

function checkCitations(topic: Topic, rule: Rule, { statements, note }: Context): void {
  const place = (...path: Path) => ['rules', rule.id, ...path];
  if (rule.supports.length === 0) {
    note(topic, place(), `No statement supports the rule \`${rule.id}\`.`, 'Name at least one under `supports`, or leave the rule out.');
  }
  for (const stance of ['supports', 'opposes'] as const) {
    for (const id of rule[stance]) {
      const known = statements.get(id);
      if (!known) {
        note(
          topic,
          place(stance, id),
          `There is no statement \`${id}\`.${didYouMean(id, statements.keys())}`,
          'Name a statement of a guideline record, or an inline guideline.',
        );
      } else if (known.statement.enabled === false) {
        note(
          topic,
          place(stance, id),
          `The statement \`${id}\` is not enabled, so it backs nothing.`,
          'Cite another, or verify it in its source and enable it.',
        );
      }
    }
  }
  for (const id of rule.opposes.filter((opposing) => rule.supports.includes(opposing))) {
    note(topic, place('opposes', id), `The statement \`${id}\` both supports and opposes the rule.`, 'Decide for one of the two.');
  }
  for (const id of Object.keys(rule.scope ?? {})) {
    const cited = [...rule.supports, ...rule.opposes];
    if (cited.includes(id)) continue;
    note(
      topic,
      place('scope', id),
      `\`scope\` names \`${id}\`, which neither supports nor opposes the rule.${didYouMean(id, cited)}`,
      'Add it to `supports` or `opposes`, or take it out.',
    );
  }
}

function checkAlternatives(topic: Topic, rule: Rule, { rules, statements, note }: Context): void {
  for (const id of rule.alternatives) {
    const place = ['rules', rule.id, 'alternatives', id];
    const other = rules.get(id);
    if (id === rule.id) note(topic, place, `The rule \`${id}\` is its own alternative.`, 'Take it out of `alternatives`.');
    else if (!other)
      note(topic, place, `There is no rule \`${id}\`.${didYouMean(id, rules.keys())}`, 'Name a rule that asks for another value.');
    else if (!other.alternatives.includes(rule.id)) {
      note(
        topic,
        place,
        `The rule \`${id}\` does not name \`${rule.id}\` as its alternative.`,
        `Add \`${rule.id}\` to its \`alternatives\`.`,
      );
    } else if (rule.id < id) {
      // A ruleset that asks for both reports everything; where both are scoped they may speak of different parts.
      const backers = new Set(unscopedGuidelines(rule, statements));
      const both = [...new Set(guidelinesOf(other, statements))].filter((guideline) => backers.has(guideline));
      const more = unscopedGuidelines(other, statements).filter((guideline) => guidelinesOf(rule, statements).includes(guideline));
      for (const guideline of new Set([...both, ...more])) {
        note(
          topic,
          place,
          `\`${guideline}\` supports both \`${rule.id}\` and its alternative \`${id}\`.`,
          'Let it support one, or give both citations a `scope`.',
        );
      }
    }
  }
}

const guidelinesOf = (rule: Rule, statements: Context['statements']) =>
  rule.supports.flatMap((id) => statements.get(id)?.guideline.id ?? []);
const unscopedGuidelines = (rule: Rule, statements: Context['statements']) =>
  guidelinesOf({ ...rule, supports: rule.supports.filter((id) => !Object.hasOwn(rule.scope ?? {}, id)) }, statements);

/** A function can say what it expects of a value or a name, not of an expression or of a negation. */
function checkMessage(topic: Topic, rule: Rule, { note }: Context): void {
  if (rule.message || rule.given.some((given) => given.startsWith('$'))) return;
  const silent = rule.then.filter(({ message }) => !message);
  const key = silent.map(({ functionOptions }) => findKey(functionOptions, ['match', 'not'])).find((found) => found !== undefined);
  if (key === undefined) return;
  note(
    topic,
    ['rules', rule.id, 'then'],
    `The rule \`${rule.id}\` checks with \`${key}\` but has no message.`,
    'Add a `message` that says what was expected and what was found.',
  );
}

function findKey(value: unknown, keys: readonly string[]): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, entry] of Object.entries(value)) {
    if (!Array.isArray(value) && keys.includes(key)) return key;
    const inner = findKey(entry, keys);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Holds for topics of one's own too: a mark that nothing tests misleads. */
function checkMarks(topic: Topic, rule: Rule, { note }: Context): void {
  for (const { kind, line, marked } of rule.section?.examples ?? []) {
    if (kind === 'incorrect' && marked.length === 0) {
      note(topic, { line, column: 1 }, 'The incorrect example marks no line.', 'End each line that the rule reports in `# <- finding`.');
    }
    if (kind === 'correct' && marked.length > 0) {
      note(
        topic,
        { line: line + marked[0]! - 1, column: 1 },
        'A line of a correct example is marked as a finding.',
        'Take the mark out, or move the example under `### Incorrect`.',
      );
    }
  }
}

function checkStyle(topic: Topic, rule: Rule, { note }: Context): void {
  const prefix = topic.id.replace(/^new-/, '');
  if (rule.id !== prefix && !rule.id.startsWith(`${prefix}-`)) {
    note(topic, ['rules', rule.id], `The id \`${rule.id}\` does not begin with that of its topic.`, `Begin it with \`${prefix}-\`.`);
  }
  if (rule.description === '') return; // noted by parse
  const prose = rule.description.replace(/`[^`]*`/g, 'x');
  const place = ['rules', rule.id, 'description'];
  if (!prose.endsWith('.') || /[.!?]\s/.test(prose.replace(/\b(?:e\.g|i\.e)\.\s/g, ''))) {
    note(topic, place, `The description of \`${rule.id}\` is not one sentence that ends in a period.`, 'Say it in one sentence.');
  }
  if (/\b(?:must|should)\b/i.test(prose)) {
    note(
      topic,
      place,
      `The description of \`${rule.id}\` says what must or should be.`,
      'State the good state as a fact: *A response has …*.',
    );
  }
}

function checkSection(topic: Topic, rule: Rule, { note }: Context): void {
  const { section } = rule;
  if (!section) {
    note(
      topic,
      ['rules', rule.id],
      `The rule \`${rule.id}\` has no section.`,
      `Add \`## ${rule.id}\` below the front matter, with a reason and examples.`,
    );
    return;
  }
  const place = section.position;
  if (section.why === '')
    note(topic, place, `The section of \`${rule.id}\` gives no reason.`, 'Say why in two to four sentences below its heading.');
  for (const [kind, heading] of [
    ['incorrect', 'Incorrect'],
    ['correct', 'Correct'],
  ] as const) {
    if (section.examples.some((example) => example.kind === kind)) continue;
    note(topic, place, `The rule \`${rule.id}\` has no ${kind} example.`, `Add one as a \`\`\`yaml block under \`### ${heading}\`.`);
  }
  if (!section.whenNotToUse && (rule.opposes.length > 0 || rule.alternatives.length > 0)) {
    const reason = rule.opposes.length > 0 ? 'is opposed by a guideline' : 'has alternatives';
    note(topic, place, `The rule \`${rule.id}\` ${reason} but does not say when not to use it.`, 'Add `### When not to use it`.');
  }
}
