import type { Candidate } from '../functions/function.js';
import type { Model } from '../model/model.js';
import { report, type Found, type Result } from './report.js';
import type { CompiledRuleText } from './rule.js';
import { Selection } from './select.js';

export type { Result } from './report.js';

/** Runs a rule on a model. */
export function runRule(rule: CompiledRuleText, model: Model): Result[] {
  const selection = new Selection(rule, model);
  const candidates = selection.candidates();
  if (candidates.length === 0) return [];
  const found: Found[] = [];
  for (const entry of rule.then) {
    const failures = entry.judge(selection.narrow(candidates, entry.when), (candidate) => selection.contextOf(candidate));
    for (const failure of failures) {
      const given = failure.given ?? failure.node;
      const others = selection.otherUses.get(given)?.map((one) => one.use.points) ?? [];
      found.push({ failure, given, template: entry.message, others });
    }
  }
  if (found.length === 0 || (rule.evidence !== undefined && !hasEvidence(rule.evidence, candidates, found))) return [];
  return report(rule, model, selection, candidates, found);
}

/** `some`: one node satisfies the rule; `most`: more do than not. Each definition counts once. */
function hasEvidence(evidence: string, candidates: Candidate[], found: Found[]): boolean {
  const all = new Set(candidates.map((candidate) => candidate.node));
  const failing = new Set(found.map((one) => one.given));
  const satisfied = [...all].filter((node) => !failing.has(node)).length;
  return evidence === 'some' ? satisfied > 0 : satisfied > all.size - satisfied;
}
