import type { Body, Certainty, Pack, Severity } from '../types.js';
import { severityOf } from './severity.js';
import { type Cited, fullSupporters } from './strength.js';

type Entry = Pack['presets'][string][string];

const order: readonly Severity[] = ['info', 'warn', 'error'];

/**
 * A rule as the presets of the guidelines behind it have it: short name to the severity of that guideline's own words, and its statements
 * in the order of `citations`. Opponents give nothing. Where it supports the rule in a part only, the entry is narrowed to that part.
 */
export function presetEntries(citations: readonly Cited[], certainty: Certainty): Map<string, Entry> {
  const supporters = citations.filter(({ stance }) => stance === 'supports');
  const shorts = new Set(supporters.map(({ guideline }) => guideline.short));
  return new Map(
    [...shorts].map((short) => [
      short,
      presetEntry(
        supporters.filter(({ guideline }) => guideline.short === short),
        certainty,
      ),
    ]),
  );
}

function presetEntry(supporters: readonly Cited[], certainty: Certainty): Entry {
  const first = supporters.map(({ statement }) => statement.id);
  const full = fullSupporters(supporters);
  if (full.length > 0) return { severity: severityOf(full, certainty), first };

  const parts = new Map<string, { scope: Body; said: Cited[] }>();
  for (const cited of supporters) {
    const key = JSON.stringify(cited.scope);
    const part = parts.get(key) ?? { scope: cited.scope!, said: [] };
    part.said.push(cited);
    parts.set(key, part);
  }
  const scopes = [...parts.values()].map(({ scope }) => scope);
  // A statement raises the rule within its own scope only, so what holds for several of them is the least.
  const severities = [...parts.values()].map(({ said }) => severityOf(said, certainty));
  const severity = order.find((candidate) => severities.includes(candidate))!;
  return { severity, first, scope: scopes.length === 1 ? scopes[0]! : { anyOf: scopes } };
}
