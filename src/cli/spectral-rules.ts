import spectralCore from '@stoplight/spectral-core';
import * as functions from '@stoplight/spectral-functions';
import { coreFunctions } from '../compile/render.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import { either } from '../topics/reader.js';
import type { RuleProblem } from '../topics/validate.js';
import type { Rule } from '../types.js';

/** Keys of the rule language that Spectral does not have. */
const languageKeys = ['when', 'unless', 'scope', 'once', 'evidence'] as const;

/**
 * What Spectral has against a rule on a JSONPath; none for a rule on targets. One such rule would make it refuse, or fail with, the whole
 * ruleset. Nothing is run.
 */
export function spectralProblems(rule: Rule): RuleProblem[] {
  if (!rule.given.some((given) => given.startsWith('$'))) return [];
  const problems: RuleProblem[] = languageKeys
    .filter((key) => rule[key] !== undefined)
    .map((key) => ({
      path: [key],
      message: `A rule on a JSONPath has no \`${key}\`.`,
      remedy: 'Put it into the JSONPath, or name a target in `given`.',
    }));
  for (const [index, { function: name, when, functionOptions }] of rule.then.entries()) {
    const path = ['then', index];
    if (!coreFunctions.includes(name)) {
      const message = `Spectral has no function \`${name}\`.${didYouMean(name, coreFunctions)}`;
      problems.push({ path: [...path, 'function'], message, remedy: `Use ${either(coreFunctions)}, or name a target in \`given\`.` });
    }
    if (when)
      problems.push({ path: [...path, 'when'], message: 'A rule on a JSONPath has no `when`.', remedy: 'Put it into the JSONPath.' });
    for (const key of name === 'pattern' ? ['match', 'notMatch'] : []) {
      const reason = brokenExpression((functionOptions as Record<string, unknown> | undefined)?.[key]);
      if (reason) problems.push({ path: [...path, 'functionOptions', key], message: reason, remedy: 'Correct the expression.' });
    }
  }
  return problems.length > 0 ? problems : refusals(rule);
}

/** Spectral compiles expressions only when it meets a value, and then throws. `/…/flags` or the expression alone. */
function brokenExpression(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const [, source = text, flags = ''] = /^\/(.+)\/([a-z]*)$/.exec(text) ?? [];
  try {
    new RegExp(source, flags);
    return undefined;
  } catch (error) {
    return `${(error as Error).message}.`;
  }
}

/** Spectral checks paths and the options of its functions when it makes a ruleset. */
function refusals(rule: Rule): RuleProblem[] {
  const then = rule.then.map(({ function: name, functionOptions, field }) => ({
    function: (functions as Record<string, unknown>)[name],
    ...(functionOptions === undefined ? {} : { functionOptions }),
    ...(field === undefined ? {} : { field }),
  }));
  try {
    new spectralCore.Ruleset(
      { rules: { [rule.id]: { given: rule.given, message: 'x', severity: 'warn', then } } },
      { severity: 'recommended' },
    );
    return [];
  } catch (error) {
    const errors = (error as { errors?: { message: string; path?: string[] }[] }).errors ?? [error as Error];
    return errors.map((refusal: { message: string; path?: string[] }) => ({
      path: (refusal.path ?? []).slice(2).map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      message: `Spectral refuses the rule: ${refusal.message.replace(/\.$/, '')}.`,
      remedy: 'Correct it as the documentation of Spectral says.',
    }));
  }
}
