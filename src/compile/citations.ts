import type { Rule, Stance, Statement, Topic } from '../types.js';
import type { Library } from './library.js';
import { bindsAll, type Cited, weightOf } from './strength.js';

/** What the citations of a rule are gathered from. */
export interface CitationSources {
  library: Library;
  rules: ReadonlyMap<string, Rule>;
  /** Topic id to the references of pages of the API Stylebook on it. */
  pages: ReadonlyMap<string, readonly Statement[]>;
}

/** The references of all pages (topics without rules), by topic. */
export function pagesByTopic(topics: readonly Topic[]): Map<string, Statement[]> {
  const pages = new Map<string, Statement[]>();
  for (const topic of topics.filter(({ rules }) => rules.length === 0)) {
    const references = topic.guidelines.flatMap(({ statements }) => statements);
    pages.set(topic.id, [...(pages.get(topic.id) ?? []), ...references]);
  }
  return pages;
}

/**
 * All citations of a rule, each statement once, in the order in which findings show them: supporters, opponents, then what is only about
 * the topic. Supporters of an alternative are opponents. Statements that the library does not have are left out.
 */
export function citationsOf(rule: Rule, { library, rules, pages }: CitationSources): Cited[] {
  const cited = new Map<string, Cited>();
  const cite = (ids: readonly string[], stance: Stance, scopes: Rule['scope'] = {}) => {
    for (const id of ids) {
      const source = library.statements.get(id);
      const scope = Object.hasOwn(scopes, id) ? scopes[id] : undefined;
      // What one alternative scopes and another does not, or an opponent that supports an alternative too, opposes as a whole.
      const before = cited.get(id);
      const isWider = before?.stance === stance && before.scope && !scope;
      if (source && (!before || isWider)) cited.set(id, { ...source, stance, ...(scope ? { scope } : {}) });
    }
  };
  cite(rule.supports, 'supports', rule.scope);
  cite(rule.opposes, 'opposes', rule.scope);
  for (const id of rule.alternatives) {
    const alternative = rules.get(id);
    if (alternative) cite(alternative.supports, 'opposes', alternative.scope);
  }
  const links = new Set([...cited.values()].map(({ statement }) => statement.url));
  for (const { id, url } of pages.get(rule.topic) ?? []) {
    if (!links.has(url)) cite([id], 'about');
    links.add(url);
  }
  return [...cited.values()].sort(byRank);
}

const stances: readonly Stance[] = ['supports', 'opposes', 'about'];

/** Within a stance: what holds for all of the rule, standards, the stronger, current documents; then by name, so that the order is one. */
function byRank(a: Cited, b: Cited): number {
  return (
    stances.indexOf(a.stance) - stances.indexOf(b.stance) ||
    Number(Boolean(a.scope)) - Number(Boolean(b.scope)) ||
    Number(bindsAll(b)) - Number(bindsAll(a)) ||
    weightOf(b) - weightOf(a) ||
    Number(b.guideline.status === 'current') - Number(a.guideline.status === 'current') ||
    compareText(a.guideline.label, b.guideline.label) ||
    compareText(a.statement.id, b.statement.id)
  );
}

/** By code units: the same on every machine, whatever its language. */
export const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
