import { compileRule, type RuleText } from './language/rule.js';
import type { RuleProblem } from './language/tester.js';
import { attributeKind, nodeAttributes, placeAttributes, placedTargets, useAttributes, usedTargets } from './model/attributes.js';
import { fieldsOf } from './model/fields.js';
import { targetNames, type TargetName } from './model/nodes.js';
import { directions, relationOf } from './model/relations.js';

export { functions } from './functions/index.js';
export { targetNames } from './model/nodes.js';
export type { RuleProblem } from './language/tester.js';

/**
 * What is wrong with a rule on targets: unknown targets, attributes, functions, options, operators, relations, placeholders.
 * `path` leads into the rule's YAML; `[]` is the rule. Rules on a JSONPath are Spectral's to check: none.
 */
export function ruleProblems(rule: RuleText): RuleProblem[] {
  if (rule.given.some((given) => given.startsWith('$'))) return [];
  const problems: RuleProblem[] = [];
  compileRule(rule, (path, message, remedy) => problems.push({ path, message, remedy }));
  return problems;
}

/** What docs/language.md says of a target. */
export interface TargetDescription {
  attributes: Record<string, string>;
  fields: string[];
  /** Targets that it leads to, with the directions of sideways relations. */
  relations: string[];
}

/** All targets with their attributes and relations, from the code's own descriptions. */
export function describeTargets(): Record<TargetName, TargetDescription> {
  return Object.fromEntries(targetNames.map((target) => [target, describeTarget(target)])) as Record<TargetName, TargetDescription>;
}

function describeTarget(target: TargetName): TargetDescription {
  const attributes: Record<string, string> = {};
  for (const [name, { does }] of Object.entries(nodeAttributes[target])) attributes[name] = does;
  if (usedTargets.has(target))
    for (const [name, { does }] of Object.entries(useAttributes))
      if (attributeKind(target, name) === 'use') attributes[name] = `${does} *(use)*`;
  if (placedTargets.has(target)) for (const [name, does] of Object.entries(placeAttributes)) attributes[name] = `${does} *(use)*`;
  const plain = targetNames.filter((other) => other !== target && relationOf(target, other));
  const sideways = directions.flatMap((at) =>
    targetNames.filter((other) => relationOf(target, other, at)).map((other) => `${other} at ${at}`),
  );
  return { attributes, fields: [...fieldsOf(target)], relations: [...plain, ...sideways] };
}
