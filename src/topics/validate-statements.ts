import type { Guideline, Statement, Topic } from '../types.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import type { Context } from './validate.js';

export interface KnownStatement {
  statement: Statement;
  guideline: Guideline;
}

/** Files of rulesets that no guideline can be called after. */
const reserved = ['rules', 'recommended', 'all', 'openapi-stylebook'];

/** Every statement that a rule can cite: those of the records, then those of inline guidelines. */
export function indexStatements(topics: readonly Topic[], guidelines: readonly Guideline[]): Map<string, KnownStatement> {
  const all = [...guidelines, ...topics.flatMap((topic) => topic.guidelines)];
  return new Map(all.flatMap((guideline) => guideline.statements.map((statement) => [statement.id, { statement, guideline }] as const)));
}

/** An inline guideline names a ruleset by its id: not one of ours, nor that of another guideline. */
export function checkInlineGuidelines(topics: readonly Topic[], guidelines: readonly Guideline[], { note }: Context): void {
  const shorts = new Map(guidelines.map((guideline) => [guideline.short, guideline] as const));
  for (const topic of topics) {
    for (const [index, { id, short }] of topic.guidelines.entries()) {
      const taken = shorts.get(short);
      if (!reserved.includes(short) && (!taken || taken.id === id)) continue;
      const by = taken ? `\`${taken.title}\` (\`${taken.id}\`)` : 'a ruleset of ours';
      const remedy = 'Write the id of that guideline if it is the same one, or another id.';
      note(topic, ['guidelines', index, 'guideline_id'], `The name \`${id}\` is taken by ${by}.`, remedy);
    }
  }
}

/** Every statement that a document can show is checked by a rule, or its topic says why none does. */
export function checkCoverage(topics: readonly Topic[], guidelines: readonly Guideline[], { statements, isOwn, note }: Context): void {
  const cited = new Set(topics.flatMap(({ rules }) => rules).flatMap(({ supports, opposes }) => [...supports, ...opposes]));
  const ours = new Map(topics.filter((topic) => !isOwn(topic)).map((topic) => [topic.id, topic]));
  for (const { label, statements: said } of guidelines) {
    for (const { id, section, topic: subject, checkable, enabled } of said) {
      const topic = ours.get(subject);
      if (!topic || checkable === 'no' || enabled === false || cited.has(id) || Object.hasOwn(topic.unchecked, id)) continue;
      note(
        topic,
        ['unchecked'],
        `No rule cites the statement \`${id}\` (${label}, ${section}).`,
        'Cite it in a rule, or say under `unchecked` why none checks it.',
      );
    }
  }
  for (const topic of topics) {
    for (const [id, reason] of Object.entries(topic.unchecked)) {
      const place = ['unchecked', id];
      if (!statements.has(id)) {
        note(
          topic,
          place,
          `There is no statement \`${id}\`.${didYouMean(id, statements.keys())}`,
          'Name a statement of a guideline record.',
        );
      }
      if (reason === '') note(topic, place, `No reason is given why \`${id}\` is not checked.`, `Write \`${id}: the reason\`.`);
    }
  }
}
