import type { Guideline, Statement, Topic } from '../types.js';

export interface Source {
  statement: Statement;
  guideline: Guideline;
}

/** Everything that can be cited. */
export interface Library {
  guidelines: ReadonlyMap<string, Guideline>;
  statements: ReadonlyMap<string, Source>;
}

/**
 * Joins the records with the inline guidelines of topics. Where a record exists — the same id, or the same title of the same company — it
 * is the guideline, its title and link win; where none does, the first topic's inline keys are the record.
 */
export function buildLibrary(topics: readonly Topic[], records: readonly Guideline[]): Library {
  const guidelines = new Map(records.map((record) => [record.id, record] as const));
  const titles = new Map(records.map((record) => [titleOf(record), record] as const));
  const statements = new Map<string, Source>();
  const add = (guideline: Guideline, said: readonly Statement[]) => {
    for (const statement of said) {
      if (statement.enabled !== false && !statements.has(statement.id)) statements.set(statement.id, { statement, guideline });
    }
  };
  for (const record of records) add(record, record.statements);
  for (const inline of topics.flatMap((topic) => topic.guidelines)) {
    const guideline = guidelines.get(inline.id) ?? titles.get(titleOf(inline)) ?? inline;
    guidelines.set(guideline.id, guideline);
    add(guideline, inline.statements);
  }
  return { guidelines, statements };
}

const titleOf = ({ title, company }: Guideline) => `${company}\n${title}`.toLowerCase();
