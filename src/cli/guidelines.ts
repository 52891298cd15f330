import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import picocolors from 'picocolors';
import { countCoverage, coverage } from '../compile/coverage.js';
import { plural, widest } from '../formatters/common.js';
import { readTopicFolder } from '../topics/read.js';
import { oneOf, wantsColor } from './options.js';

/** `stylebook guidelines`: the documents that are cited, and how many of their statements are checked. */
export function guidelinesCommand(): Command {
  return new Command('guidelines')
    .description('List the guidelines, and how many of their statements are checked.')
    .option('-f, --format <format>', 'text or json', oneOf(['text', 'json'] as const), 'text')
    .action(({ format }: { format: 'text' | 'json' }) => {
      const all = listedGuidelines();
      process.stdout.write(format === 'json' ? `${JSON.stringify(all, null, 2)}\n` : guidelinesText(all, wantsColor(process.stdout)));
    });
}

export interface ListedGuideline {
  /** The name of its ruleset. */
  name: string;
  title: string;
  company: string;
  url: string;
  status: string;
  /** All statements, those that an API description can show, and of these those that rules check in full or in part. */
  statements: number;
  checkable: number;
  checked: number;
  /** Rules that it asks for. */
  rules: number;
}

/** The guidelines of a folder of topics, ours if not said, by name. */
export function listedGuidelines(folder = fileURLToPath(new URL('../../topics/', import.meta.url))): ListedGuideline[] {
  const { topics, guidelines } = readTopicFolder(folder);
  return coverage(topics, guidelines).map((one) => {
    const { short, title, company, url, status } = one.guideline;
    const { all, checkable, checked } = countCoverage(one);
    const rules = new Set(one.statements.flatMap((each) => each.rules.filter((rule) => rule.stance === 'supports').map((rule) => rule.id)));
    return { name: short, title, company, url, status, statements: all, checkable, checked, rules: rules.size };
  });
}

function guidelinesText(all: readonly ListedGuideline[], color: boolean): string {
  const colors = picocolors.createColors(color);
  const width = widest(all.map((one) => one.name));
  const lines = all.map(({ name, title, company, status, checkable, checked, rules }) => {
    const age = status === 'current' ? '' : ` (${status})`;
    return `${name.padEnd(width)}  ${String(rules).padStart(4)}  ${`${checked} of ${checkable}`.padStart(11)}  ${title}${colors.dim(`, ${company}${age}`)}`;
  });
  const total = all.reduce((sum, one) => ({ checked: sum.checked + one.checked, checkable: sum.checkable + one.checkable }), {
    checked: 0,
    checkable: 0,
  });
  return [
    `${''.padEnd(width)}  rules  statements checked`,
    ...lines,
    '',
    `${plural(all.length, 'guideline')}; ${total.checked} of the ${total.checkable} statements that an API description can show are checked, in full or in part.`,
    '',
  ].join('\n');
}
