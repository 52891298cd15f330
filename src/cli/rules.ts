import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import picocolors from 'picocolors';
import { plural, widest } from '../formatters/common.js';
import { UsageError } from '../lint/errors.js';
import { presetFile, presetNames } from '../lint/ruleset.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import type { ExplainedRule } from './explanation.js';
import { oneOf, wantsColor } from './options.js';

interface RulesOptions {
  topic?: string;
  guideline?: string;
  preset: string;
  format: 'text' | 'json';
}

/** `stylebook rules`: what there is, filtered. */
export function rulesCommand(): Command {
  return new Command('rules')
    .description('List the rules.')
    .option('-t, --topic <id>', 'only those of a topic')
    .option('-g, --guideline <name>', 'only those that cite a guideline, for or against')
    .option('-p, --preset <name>', 'only those of one of our rulesets, with its severities', 'openapi-stylebook')
    .option('-f, --format <format>', 'text or json', oneOf(['text', 'json'] as const), 'text')
    .action(async (options: RulesOptions) => {
      const rules = await listedRules(options);
      process.stdout.write(
        options.format === 'json' ? `${JSON.stringify(rules, null, 2)}\n` : rulesText(rules, wantsColor(process.stdout)),
      );
    });
}

/** A rule as it is listed. */
export interface ListedRule {
  id: string;
  topic: string;
  severity: string;
  recommended: boolean;
  certainty: string;
  description: string;
  /** Guidelines that ask for it, and that speak against it, by their short names. */
  supports: string[];
  opposes: string[];
}

/** The rules of a preset that pass the filters. `presets`: another folder of rulesets than ours. Throws a UsageError for a name that is not there. */
export async function listedRules({ topic, guideline, preset }: Omit<RulesOptions, 'format'>, presets?: string): Promise<ListedRule[]> {
  const file = presetFile(preset, presets);
  if (!file) throw new UsageError(`There is no ruleset "${preset}".${didYouMean(preset, presetNames(presets))}`);
  const { default: ruleset } = (await import(pathToFileURL(file).href)) as { default: { rules: Record<string, ExplainedRule> } };
  const shorts = await guidelineNames(presets);
  const rules = Object.entries(ruleset.rules).map(([id, rule]) => listed(id, rule, shorts));
  const topics = [...new Set(rules.map((rule) => rule.topic))];
  if (topic !== undefined && !topics.includes(topic))
    throw new UsageError(`No rule of "${preset}" has the topic "${topic}".${didYouMean(topic, topics)}`);
  const cited = [...new Set(rules.flatMap((rule) => [...rule.supports, ...rule.opposes]))];
  if (guideline !== undefined && !cited.includes(guideline))
    throw new UsageError(`No rule of "${preset}" cites a guideline "${guideline}".${didYouMean(guideline, cited)}`);
  return rules.filter(
    (rule) =>
      (topic === undefined || rule.topic === topic) &&
      (guideline === undefined || rule.supports.includes(guideline) || rule.opposes.includes(guideline)),
  );
}

/** Guideline id to the name of its ruleset. */
async function guidelineNames(presets?: string): Promise<ReadonlyMap<string, string>> {
  const file = presetFile('all', presets)!.replace(/all\.mjs$/, 'rules.mjs');
  const { guidelines } = (await import(pathToFileURL(file).href)) as { guidelines: Record<string, { short: string }> };
  return new Map(Object.entries(guidelines).map(([id, { short }]) => [id, short]));
}

function listed(id: string, rule: ExplainedRule, shorts: ReadonlyMap<string, string>): ListedRule {
  const { topic = '', certainty = '', citations = [] } = rule.extensions ?? {};
  const by = (stance: string) => [
    ...new Set(citations.filter((one) => one.stance === stance).map((one) => shorts.get(one.guideline) ?? one.guideline)),
  ];
  return {
    id,
    topic,
    severity: rule.severity ?? '',
    recommended: rule.recommended !== false,
    certainty,
    description: rule.description ?? '',
    supports: by('supports'),
    opposes: by('opposes'),
  };
}

function rulesText(rules: readonly ListedRule[], color: boolean): string {
  const colors = picocolors.createColors(color);
  const width = widest(rules.map((rule) => rule.id));
  const lines = rules.map(({ id, severity, recommended, description }) => {
    const paint = severity === 'error' ? colors.red : severity === 'warn' ? colors.yellow : colors.blue;
    return `${recommended ? '●' : colors.dim('○')} ${paint(severity.padEnd(5))} ${id.padEnd(width)}  ${colors.dim(description)}`;
  });
  const count = rules.filter((rule) => rule.recommended).length;
  return `${[...lines, '', `${plural(rules.length, 'rule')}, ${count} of them on by default (●). stylebook explain <rule> shows a rule’s page.`].join('\n')}\n`;
}
