import { didYouMean } from '../runtime/language/did-you-mean.js';
import { UsageError } from './errors.js';
import { isOurFunction, levelOf, type Format, type Level, type OurRule, type Ruleset } from './rules.js';

type Mode = 'recommended' | 'all' | 'off';
interface PlainRule {
  rule: OurRule;
  level: Level;
  enabled: boolean;
  recommended: boolean;
}

const plainKeys = new Set(['rules', 'extends', 'description', 'documentationUrl']);

/**
 * A ruleset that holds nothing but our rules, and severities for them, evaluated as Spectral does but without loading it.
 * Null for every other: it goes to Spectral. Throws a UsageError for a severity of a rule that is not there.
 */
export function plainRuleset(definition: unknown): Ruleset | null {
  const rules = evaluate(definition, 'recommended', false, 0);
  if (!rules) return null;
  const ours = [...rules.values()].filter(({ enabled }) => enabled).map(({ rule, level }) => ({ ...rule, severityAt: () => level }));
  return { rulesFor: () => ({ ours, others: null }) };
}

function evaluate(definition: unknown, mode: Mode, explicit: boolean, depth: number): Map<string, PlainRule> | null {
  if (!isObject(definition) || depth > 20) return null;
  if (Object.keys(definition).some((key) => !plainKeys.has(key) && !key.startsWith('x-'))) return null;
  const rules = new Map<string, PlainRule>();
  for (const [base, baseMode] of extensions(definition['extends'])) {
    const inherited = evaluate(base, baseMode ?? 'recommended', baseMode !== undefined, depth + 1);
    if (!inherited) return null;
    for (const [id, rule] of inherited) rules.set(id, explicit ? { ...rule, enabled: isEnabled(rule, mode) } : rule);
  }
  const own = definition['rules'] ?? {};
  if (!isObject(own)) return null;
  for (const [id, value] of Object.entries(own)) {
    if (typeof value !== 'object' && !rules.has(id))
      throw new UsageError(`There is no rule "${id}" to switch.${didYouMean(id, rules.keys())}`);
    const rule = typeof value === 'object' ? newRule(id, value, definition, mode) : changed(rules.get(id), value);
    if (!rule || (typeof value === 'object' && rules.has(id))) return null;
    rules.set(id, explicit ? { ...rule, enabled: isEnabled(rule, mode) } : rule);
  }
  return rules;
}

function extensions(value: unknown): [base: unknown, mode?: Mode][] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map((base: unknown) => (Array.isArray(base) ? [base[0], base[1] as Mode] : [base]));
}

/** What `rule-id: warn`, `: off`, `: true` makes of an inherited rule; undefined where Spectral has to say what is wrong. */
function changed(rule: PlainRule | undefined, value: unknown): PlainRule | undefined {
  if (!rule) return undefined;
  if (typeof value === 'boolean') return { ...rule, enabled: value };
  const level = levelOf(value);
  return level === undefined ? undefined : { ...rule, level, enabled: level >= 0 };
}

function newRule(id: string, value: unknown, ruleset: Record<string, unknown>, mode: Mode): PlainRule | undefined {
  if (!isObject(value)) return undefined;
  const then = Array.isArray(value['then']) && value['then'].length === 1 ? (value['then'][0] as unknown) : value['then'];
  const level = levelOf(value['severity'] ?? 'warn');
  if (!isObject(then) || !isOurFunction(then['function']) || level === undefined || value['given'] !== '$') return undefined;
  const url = value['documentationUrl'] ?? (ruleset['documentationUrl'] ? `${ruleset['documentationUrl']}#${id}` : null);
  const rule: OurRule = {
    id,
    description: (value['description'] as string | undefined) ?? null,
    message: (value['message'] as string | undefined) ?? null,
    documentationUrl: url as string | null,
    extensions: (value['extensions'] as OurRule['extensions'] | undefined) ?? {},
    formats: (value['formats'] as Format[] | undefined) ?? null,
    severityAt: () => level,
    run: then['function'],
    options: then['functionOptions'] ?? null,
  };
  const recommended = value['recommended'] !== false;
  return { rule, level, recommended, enabled: isEnabled({ recommended }, mode) };
}

function isEnabled({ recommended }: { recommended: boolean }, mode: Mode): boolean {
  return mode === 'all' || (mode === 'recommended' && recommended);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
