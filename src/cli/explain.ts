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
    .option('-r, --ruleset <file>', 'the ruleset that holds the rule, such as one that `stylebook build` wrote (default: ours)')
    .action(async (id: string, { ruleset }: { ruleset?: string }) => {
      process.stdout.write(await explain(id, { color: wantsColor(process.stdout), ruleset }));
    });
}

export interface ExplainOptions {
  color: boolean;
  /** File of a ruleset with all its rules in it. Default: ours. */
  ruleset?: string;
  /** Folder of our rulesets, and of our topics. Default: those of this package. */
  presets?: string;
  topics?: string;
}

/** The page of a rule. Throws a UsageError for an unknown one. */
export async function explain(id: string, options: ExplainOptions): Promise<string> {
  const rules = await allRules(options);
  const rule = Object.hasOwn(rules, id) ? rules[id] : undefined;
  if (!rule) {
    const elsewhere = options.ruleset === undefined ? ' A rule of your own needs --ruleset.' : '';
    throw new UsageError(`There is no rule "${id}".${didYouMean(id, Object.keys(rules)) || elsewhere}`);
  }
  const topic = readTopic(rule.extensions?.topic ?? '', options.topics ?? topicFolder);
  return explanation({ id, rule, topic, section: topic?.rules.find((each) => each.id === id)?.section }, options.color);
}

async function allRules({ ruleset, presets }: ExplainOptions): Promise<Record<string, ExplainedRule>> {
  const file = ruleset === undefined ? presetFile('openapi-stylebook', presets) : path.resolve(ruleset);
  if (!file) throw new UsageError('The rulesets are not built. Run `npm run build`.');
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: { rules?: Record<string, ExplainedRule> } };
    if (module.default?.rules) return module.default.rules;
  } catch {
    // not a module: said below
  }
  throw new UsageError(`${ruleset ?? file} is not a ruleset that \`stylebook build\` wrote, such as rulesets/all.mjs.`);
}

function readTopic(id: string, folder: string): Topic | undefined {
  const file = path.join(folder, `${id}.md`);
  try {
    return parseTopic(file, readFileSync(file, 'utf8')).topic;
  } catch {
    return undefined; // the citations are worth showing without it
  }
}
