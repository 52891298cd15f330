import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import { UsageError } from '../lint/errors.js';
import { presetFile } from '../lint/ruleset.js';
import { parseTopic } from '../topics/parse.js';
import type { Topic } from '../types.js';
import { explanation, type ExplainedRule } from './explanation.js';
import { wantsColor } from './options.js';

const topicFolder = fileURLToPath(new URL('../../topics/', import.meta.url));

/** `stylebook explain`: a rule's page in the terminal. */
export function explainCommand(): Command {
  return new Command('explain')
    .description("Show a rule's page: why, examples, who asks for it and who disagrees.")
    .argument('<rule>', 'id of a rule, as findings show it')
    .action(async (id: string) => {
      process.stdout.write(await explain(id, { color: wantsColor(process.stdout) }));
    });
}

/** The page of a rule. Throws a UsageError for an unknown one. `presets`, `topics`: folders, default those of this package. */
export async function explain(id: string, options: { color: boolean; presets?: string; topics?: string }): Promise<string> {
  const rules = await allRules(options.presets);
  const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
  if (!rule) throw new UsageError(`There is no rule "${id}".${didYouMean(id, Object.keys(rules))}`);
  const topic = readTopic(rule.extensions?.topic ?? '', options.topics ?? topicFolder);
  return explanation({ id, rule, topic, section: topic?.rules.find((each) => each.id === id)?.section }, options.color);
}

async function allRules(presets?: string): Promise<Record<string, ExplainedRule>> {
  const file = presetFile('openapi-stylebook', presets);
  if (!file) throw new UsageError('The rulesets are not built. Run `npm run build`.');
  const { default: ruleset } = (await import(pathToFileURL(file).href)) as { default: { rules: Record<string, ExplainedRule> } };
  return ruleset.rules;
}

function readTopic(id: string, folder: string): Topic | undefined {
  const file = path.join(folder, `${id}.md`);
  try {
    return parseTopic(file, readFileSync(file, 'utf8')).topic;
  } catch {
    return undefined; // the citations are worth showing without it
  }
}
