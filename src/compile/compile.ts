import type { CitationRef, CompiledRule, Guideline, Pack, Problem, Rule, Topic } from '../types.js';
import { citationsOf, type CitationSources, compareText, pagesByTopic } from './citations.js';
import { buildLibrary, type Source } from './library.js';
import { presetEntries } from './presets.js';
import { isRecommended } from './recommended.js';
import { generalSeverity } from './severity.js';
import type { Cited } from './strength.js';

/**
 * Topics and guideline records to all data of a ruleset (DESIGN 6). Pure; the same topics and records give the same bytes, in whatever order they come.
 * Pages of the API Stylebook (topics without rules) are cited by the rules on the same topic. Give it what `validate` has nothing
 * against; a second rule of one id, and a citation of nothing, are left out and returned as problems.
 */
export function compile(
  topics: readonly Topic[],
  guidelines: readonly Guideline[],
  { own = new Set() }: { /** Ids of guidelines that have a ruleset however few rules they back. */ own?: ReadonlySet<string> } = {},
): { pack: Pack; problems: Problem[] } {
  const sorted = [...topics].sort((a, b) => compareText(a.id, b.id));
  const library = buildLibrary(sorted, guidelines);
  const problems: Problem[] = [];
  const rules = new Map<string, Rule>();
  for (const topic of sorted) {
    for (const rule of topic.rules) {
      const problem = (message: string, remedy: string) => problems.push({ file: topic.file, position: rule.position, message, remedy });
      for (const id of [...rule.supports, ...rule.opposes]) {
        if (!library.statements.has(id))
          problem(`The rule \`${rule.id}\` cites \`${id}\`, which is not there or not enabled.`, 'Correct the citation.');
      }
      if (rules.has(rule.id)) problem(`There is a rule \`${rule.id}\` already.`, 'Give this one an id of its own.');
      else rules.set(rule.id, rule);
    }
  }
  const sources: CitationSources = { library, rules, pages: pagesByTopic(sorted) };
  const compiled = [...rules.values()].map((rule) => ({ rule, citations: citationsOf(rule, sources) }));
  const cited = new Map(compiled.flatMap(({ citations }) => citations).map((source) => [source.statement.id, source] as const));
  const pack: Pack = {
    guidelines: sortedRecord([...cited.values()].map(({ guideline }) => [guideline.id, shown(guideline)])),
    statements: sortedRecord([...cited.values()].map((source) => [source.statement.id, packed(source)])),
    rules: compiled.map(({ rule, citations }) => compileRule(rule, citations, isRecommended(citations, rule, library.guidelines))),
    presets: presetsOf(compiled, ({ id, file }) => own.has(id) || file === undefined),
  };
  return { pack, problems };
}

function compileRule(rule: Rule, citations: readonly Cited[], recommended: boolean): CompiledRule {
  const { id, topic, description, given, when, unless, then, message, formats, certainty, once, evidence, alternatives } = rule;
  return {
    id,
    topic,
    description,
    given,
    ...(when && { when }),
    ...(unless && { unless }),
    then,
    ...(message && { message }),
    ...(formats && { formats }),
    certainty,
    severity: generalSeverity(citations, certainty),
    recommended,
    ...(once && { once }),
    ...(evidence && { evidence }),
    ...(alternatives.length > 0 && { alternatives }),
    citations: citations.map(({ statement, stance, scope }): CitationRef =>
      scope ? [statement.id, stance, scope] : [statement.id, stance],
    ),
  };
}

const shown = ({ short, label, company, title, url }: Guideline): Pack['guidelines'][string] => ({ short, label, company, title, url });

const packed = ({ statement, guideline }: Source): Pack['statements'][string] => [
  guideline.id,
  statement.section,
  statement.url,
  statement.stated === false ? null : statement.strength,
];

/** A guideline that backs fewer rules has no ruleset: who follows it follows others as well. */
const enoughRules = 5;

/** The presets by name. `isKept`: the guideline has one whatever its size; inline guidelines, and those of one's own folder, do. */
function presetsOf(
  compiled: readonly { rule: Rule; citations: readonly Cited[] }[],
  isKept: (guideline: Guideline) => boolean,
): Pack['presets'] {
  const presets: Pack['presets'] = {};
  const kept = new Set<string>();
  for (const { rule, citations } of compiled) {
    for (const { guideline } of citations) if (isKept(guideline)) kept.add(guideline.short);
    for (const [short, entry] of presetEntries(citations, rule.certainty)) (presets[short] ??= {})[rule.id] = entry;
  }
  return sortedRecord(Object.entries(presets).filter(([short, entries]) => kept.has(short) || Object.keys(entries).length >= enoughRules));
}

function sortedRecord<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => compareText(a, b)));
}
