import type { Body, Citation, CitationRef, CompiledRule, Pack, RuleExtensions, Severity } from '../types.js';
import { stylebook } from './index.js';

/** A function of Spectral's core, for rules on a JSONPath. */
type SpectralFunction = (...input: never[]) => unknown;

interface SpectralRule {
  description: string;
  message: string;
  severity: Severity;
  recommended: boolean;
  given: string | string[];
  formats?: Format[];
  documentationUrl?: string;
  then:
    { function: unknown; functionOptions?: unknown; field?: string } | { function: unknown; functionOptions?: unknown; field?: string }[];
  extensions: RuleExtensions;
}

interface Format {
  (document: unknown): boolean;
  displayName: string;
}

const versions: Record<string, RegExp> = { oas2: /^2\./, oas3: /^3\./, oas3_0: /^3\.0/, oas3_1: /^3\.1/, oas3_2: /^3\.2/ };

/** Formats as plain predicates: an import of a name that a client's older Spectral lacks would kill the whole ruleset. */
const formats: Record<string, Format> = Object.fromEntries(
  Object.entries(versions).map(([name, version]) => {
    const format = (document: unknown): boolean => {
      const { openapi, swagger } = (typeof document === 'object' && document !== null ? document : {}) as {
        openapi?: unknown;
        swagger?: unknown;
      };
      return version.test(String(name === 'oas2' ? swagger : openapi));
    };
    return [name, Object.assign(format, { displayName: name })];
  }),
);

const anyVersion = [formats.oas2!, formats.oas3!];

/**
 * The Spectral ruleset of a name: `openapi-stylebook` (all rules, marked recommended or not), `recommended`, `all`, or the short name of a guideline.
 * `core`: Spectral's functions that rules on a JSONPath name. Throws where there is no ruleset of that name.
 */
export function rulesetOf(
  pack: Pack,
  name: string,
  core: Record<string, SpectralFunction> = {},
): { rules: Record<string, SpectralRule>; formats?: Format[] } {
  const preset = Object.hasOwn(pack.presets, name) ? pack.presets[name]! : undefined;
  if (!preset && !['openapi-stylebook', 'recommended', 'all'].includes(name)) throw new Error(`There is no ruleset "${name}".`);
  const rules: Record<string, SpectralRule> = {};
  for (const rule of pack.rules) {
    const own = preset?.[rule.id];
    if (preset && !own) continue;
    if (name === 'recommended' && !rule.recommended) continue;
    const citations = own ? citeFirst(rule.citations, own.first) : rule.citations;
    const narrowed = own?.scope ? { ...rule, when: { allOf: [rule.when ?? {}, own.scope] } } : rule;
    const recommended = preset || name === 'all' || name === 'recommended' ? true : rule.recommended;
    rules[rule.id] = toSpectral(pack, narrowed, citations, own?.severity ?? rule.severity, recommended, core);
  }
  return { rules };
}

function citeFirst(citations: CitationRef[], first: string[]): CitationRef[] {
  return [...citations.filter(([id]) => first.includes(id)), ...citations.filter(([id]) => !first.includes(id))];
}

function toSpectral(
  pack: Pack,
  rule: CompiledRule,
  refs: CitationRef[],
  severity: Severity,
  recommended: boolean,
  core: Record<string, SpectralFunction>,
): SpectralRule {
  const citations = refs.map((ref) => expand(pack, ref));
  const url = citations.find((citation) => isPublic(citation.url))?.url;
  const isOurs = !rule.given.some((given) => given.startsWith('$'));
  const suffix = shortCitations(pack, refs);
  const own = rule.formats?.flatMap((format) => formats[format] ?? []) ?? [];
  return {
    description: rule.description,
    message: `${isOurs ? '{{error}}' : (rule.message ?? '{{error}}')}${suffix}`,
    severity,
    recommended,
    given: isOurs ? '$' : rule.given,
    formats: own.length > 0 ? own : anyVersion,
    ...(url ? { documentationUrl: url } : {}),
    then: isOurs ? { function: stylebook, functionOptions: rule } : rule.then.map((then) => ({ ...then, function: core[then.function] })),
    extensions: {
      topic: rule.topic,
      certainty: rule.certainty,
      citations,
      ...(rule.alternatives ? { alternatives: rule.alternatives } : {}),
    },
  };
}

function expand(pack: Pack, [id, stance, scope]: CitationRef): Citation {
  const [guideline, section, url, strength] = pack.statements[id]!;
  const { label, company } = pack.guidelines[guideline]!;
  return { guideline, label, company, section, url, stance, strength, ...(scope ? { scope: scope as Body } : {}) };
}

/** Spectral refuses a whole ruleset for one link without a dotted host. */
function isPublic(url: string): boolean {
  return /^https?:\/\/[^/\s]+\.[^/\s]+/.test(url);
}

/** ` [RFC 9110 §15.5.2 MUST; Belgif; +3]`: the two strongest citations of different guidelines, and how many more support or are about it. */
function shortCitations(pack: Pack, refs: CitationRef[]): string {
  const supporting = refs.filter(([, stance]) => stance !== 'opposes');
  // Who speaks of a part of the rule is named only where nobody speaks of all of it.
  const isWhole = supporting.some(([, , scope]) => !scope);
  const seen = new Set<string>();
  const shown: string[] = [];
  for (const [id, stance, scope] of supporting) {
    const [guideline, section, , strength] = pack.statements[id]!;
    if ((scope && isWhole) || seen.has(guideline)) continue;
    seen.add(guideline);
    if (shown.length === 2) continue;
    const { label } = pack.guidelines[guideline]!;
    const number = /^(?:§\s*)?([A-Z]?\d+(?:\.\d+)*)(?=[.\s:]|$)/.exec(section)?.[1];
    const isStandard = /^(?:RFC|IETF|BCP|ISO|OpenAPI)\b/.test(label);
    const how = strength && strength !== 'NOTE' && shown.length === 0 ? ` ${strength}` : '';
    shown.push(`${label}${number && isStandard ? ` §${number}` : ''}${stance === 'supports' ? how : ''}`);
  }
  const more = new Set(supporting.map(([id]) => pack.statements[id]![0])).size - shown.length;
  if (shown.length === 0) return '';
  return ` [${[...shown, ...(more > 0 ? [`+${more}`] : [])].join('; ')}]`;
}
