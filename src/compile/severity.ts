import type { Certainty, Severity } from '../types.js';
import { bindsAll, type Cited, fullSupporters, weightOf, weights } from './strength.js';

/**
 * Strength of the strongest of some statements × certainty: MUST and certain is an `error`; MUST and likely, or SHOULD and certain, a
 * `warn`; all else `info`. Never `hint`, which editors hide.
 */
export function severityOf(citations: readonly Cited[], certainty: Certainty): Severity {
  const strongest = Math.max(weights.NOTE, ...citations.map(weightOf));
  if (strongest === weights.MUST) return certainty === 'certain' ? 'error' : 'warn';
  return strongest === weights.SHOULD && certainty === 'certain' ? 'warn' : 'info';
}

/**
 * The severity for everybody, in `recommended` and `all`: that of the rule's full supporters, but an `error` only where a standard that
 * binds all demands it; what a company's guideline demands is at most a `warn` for the others.
 */
export function generalSeverity(citations: readonly Cited[], certainty: Certainty): Severity {
  const supporters = fullSupporters(citations);
  const severity = severityOf(supporters, certainty);
  if (severity !== 'error') return severity;
  return severityOf(supporters.filter(bindsAll), certainty) === 'error' ? 'error' : 'warn';
}
