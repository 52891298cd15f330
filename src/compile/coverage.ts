import type { Guideline, Rule, Stance, Statement, Topic } from '../types.js';
import { compareText } from './citations.js';

/** What the rules make of a statement. */
export interface Covered {
  statement: Statement;
  /** The rules that cite it. */
  rules: { id: string; topic: string; stance: Exclude<Stance, 'about'> }[];
  /** `full` and `partly`: by rules; `opposed`: only rules that it speaks against cite it; `no`: no document shows it, or see `reason`. */
  checked: 'full' | 'partly' | 'opposed' | 'no';
  /** Why no rule checks it, as its topic says. */
  reason?: string;
}

export interface GuidelineCoverage {
  guideline: Guideline;
  statements: Covered[];
}

/** Guideline by guideline (by its short name), which of its statements the rules of the topics check. Pure. */
export function coverage(topics: readonly Topic[], guidelines: readonly Guideline[]): GuidelineCoverage[] {
  const rules = topics.flatMap((topic) => topic.rules);
  const reasons = new Map(topics.flatMap((topic) => Object.entries(topic.unchecked)));
  const citing = new Map<string, Covered['rules']>();
  const add = ({ id, topic }: Rule, statement: string, stance: Covered['rules'][number]['stance']) => {
    const list = citing.get(statement);
    if (list) list.push({ id, topic, stance });
    else citing.set(statement, [{ id, topic, stance }]);
  };
  for (const rule of rules) {
    for (const statement of rule.supports) add(rule, statement, 'supports');
    for (const statement of rule.opposes) add(rule, statement, 'opposes');
  }
  return [...guidelines]
    .sort((a, b) => compareText(a.short, b.short))
    .map((guideline) => ({
      guideline,
      statements: guideline.statements
        .filter((statement) => statement.enabled !== false)
        .map((statement) => covered(statement, citing.get(statement.id) ?? [], reasons.get(statement.id))),
    }));
}

function covered(statement: Statement, rules: Covered['rules'], reason: string | undefined): Covered {
  const isSupporting = rules.some((rule) => rule.stance === 'supports');
  const checked = isSupporting ? (statement.checkable === 'full' ? 'full' : 'partly') : rules.length > 0 ? 'opposed' : 'no';
  return { statement, rules, checked, ...(checked === 'no' && reason !== undefined ? { reason } : {}) };
}

/** How many statements there are, how many a document can show, and how many of these are checked, in full or in part. */
export function countCoverage({ statements }: GuidelineCoverage): { all: number; checkable: number; checked: number } {
  const checkable = statements.filter((one) => one.statement.checkable !== 'no' || one.checked !== 'no');
  return { all: statements.length, checkable: checkable.length, checked: checkable.filter((one) => one.checked !== 'no').length };
}
