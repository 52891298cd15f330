import { functions } from '../functions/index.js';
import type { Judge } from '../functions/function.js';
import { attributeKind, nodeAttributes, useAttributes } from '../model/attributes.js';
import { isField } from '../model/fields.js';
import { targetNames, type Node, type TargetName } from '../model/nodes.js';
import type { PointSet } from '../model/points.js';
import { asObject } from '../json.js';
import { compileBody, type Body } from './body.js';
import { isOfNodeAlone } from './evaluate.js';
import { didYouMean } from './did-you-mean.js';
import { placeholders } from './message.js';
import { referencesIn, type Report } from './tester.js';

/** A rule as the runtime takes it: what CompiledRule and Rule share. */
export interface RuleText {
  given: string[];
  when?: unknown;
  unless?: unknown[];
  then: { function: string; functionOptions?: unknown; when?: unknown; message?: string }[];
  message?: string;
  scope?: Record<string, unknown>;
  once?: boolean | string;
  evidence?: string;
}

/** A rule ready to run. */
export interface CompiledRuleText {
  targets: TargetName[];
  when: Body;
  unless: Body[];
  then: { judge: Judge; when: Body; message: string | undefined }[];
  once: boolean | string | undefined;
  evidence: string | undefined;
  /** Whose operations: `consumer` only where the rule asks for a role. */
  asksRole: boolean;
  /** Every entry of `then` judges the node alone, so that its uses are one candidate. */
  mergesUses: boolean;
  /** False where no entry of `then` can report the node: asked before all else, if nobody counts the nodes that pass. */
  canFail: ((node: Node) => boolean) | undefined;
  /** The node passes whatever the convention of its API is. */
  isNeutral: ((node: Node) => boolean) | undefined;
  /** Some test refers to the given node. */
  isDynamic: boolean;
  /** Attributes of the use to which some test refers by `'{attribute}'`: points that differ in them are judged apart. */
  apart: string[];
  /** Sets of points taken apart by these. */
  splits: WeakMap<PointSet, PointSet[]>;
}

/** Compiles a rule on targets; mistakes go to `report`. */
export function compileRule(rule: RuleText, report: Report): CompiledRuleText {
  const targets = rule.given.filter((name): name is TargetName => {
    const known = targetNames.includes(name as TargetName);
    if (!known) report(['given'], `Unknown target \`${name}\`.${didYouMean(name, targetNames)}`, `Targets are ${targetNames.join(', ')}.`);
    return known;
  });
  const when = compileBody(rule.when ?? {}, targets, ['when'], report);
  const unless = (rule.unless ?? []).map((body, index) => compileBody(body, targets, ['unless', index], report));
  checkOnce(rule, targets, report);
  checkMessage(rule.message, ['message'], targets, report);
  for (const [id, scope] of Object.entries(rule.scope ?? {})) compileBody(scope, targets, ['scope', id], report);
  const then = rule.then.map((entry, index) => {
    const path = rule.then.length > 1 ? ['then', index] : ['then'];
    const fn = Object.hasOwn(functions, entry.function) ? functions[entry.function]! : undefined;
    if (!fn)
      report(
        [...path, 'function'],
        `Unknown function \`${entry.function}\`.${didYouMean(entry.function, Object.keys(functions))}`,
        `Functions are ${Object.keys(functions).join(', ')}.`,
      );
    checkOptions(entry, [...path, 'functionOptions'], report);
    checkMessage(entry.message, [...path, 'message'], targets, report);
    const options = entry.functionOptions ?? {};
    const judge: Judge = fn ? fn.compile(options as never, targets, [...path, 'functionOptions'], report) : () => [];
    return { judge, when: compileBody(entry.when ?? {}, targets, [...path, 'when'], report), message: entry.message ?? rule.message };
  });
  const references = [...new Set(referencesIn([rule.when, rule.unless, rule.then.map((entry) => [entry.functionOptions, entry.when])]))];
  return {
    targets,
    when,
    unless,
    then,
    once: rule.once,
    evidence: rule.evidence,
    mergesUses: then.every((entry) => entry.judge.ofNodeAlone && targets.every((target) => isOfNodeAlone(entry.when, target))),
    canFail: canFailOf(
      rule,
      then.map((entry) => entry.judge),
    ),
    isNeutral: then.length === 1 ? then[0]!.judge.isNeutral : undefined,
    asksRole: asObject(rule.when)?.role !== undefined,
    isDynamic: references.length > 0,
    splits: new WeakMap(),
    apart: references.filter((name) => targets.some((target) => attributeKind(target, name) === 'use')),
  };
}

function canFailOf(rule: RuleText, judges: Judge[]): CompiledRuleText['canFail'] {
  const checks = judges.flatMap((judge) => judge.canFail ?? []);
  const isCounted =
    rule.evidence !== undefined || /^[A-Z]/.test(String(rule.once)) || /\{\{(?:all|satisfied)\}\}/.test(JSON.stringify(rule));
  if (checks.length < judges.length || isCounted) return undefined;
  return checks.length === 1 ? checks[0] : (node) => checks.some((check) => check(node));
}

function checkOptions(entry: RuleText['then'][number], path: (string | number)[], report: Report): void {
  const fn = Object.hasOwn(functions, entry.function) ? functions[entry.function]! : undefined;
  if (!fn || typeof fn.options === 'string') return;
  const options = asObject(entry.functionOptions ?? {});
  if (!options)
    return report(path, `The options of \`${entry.function}\` are a mapping.`, 'docs/language.md lists the options of each function.');
  const known = fn.options;
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(known, name))
      report(
        [...path, name],
        `\`${entry.function}\` has no option \`${name}\`.${didYouMean(name, Object.keys(known))}`,
        `Its options are ${Object.keys(known).join(', ') || 'none'}.`,
      );
    else if (!fits(options[name], known[name]!.schema))
      report([...path, name], `\`${name}\` of \`${entry.function}\` has a wrong value.`, `Expected ${known[name]!.does}`);
  }
  for (const [name, option] of Object.entries(known))
    if (option.required && !(name in options)) report(path, `\`${entry.function}\` needs the option \`${name}\`.`, option.does);
}

/** The few keywords of JSON Schema that the options use. */
function fits(value: unknown, schema: Record<string, unknown>): boolean {
  if (Array.isArray(schema.anyOf)) return schema.anyOf.some((one) => fits(value, one as Record<string, unknown>));
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false;
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const types = [schema.type ?? []].flat().map((one) => (one === 'integer' ? 'number' : one));
  if (types.length > 0 && !types.includes(type)) return false;
  const items = schema.items as Record<string, unknown> | undefined;
  return !Array.isArray(value) || !items || value.every((one) => fits(one, items));
}

function checkOnce({ once, evidence }: RuleText, targets: TargetName[], report: Report): void {
  if (evidence !== undefined && evidence !== 'some' && evidence !== 'most')
    report(['evidence'], '`evidence` is `some` or `most`.', 'Write one of them, or leave it out.');
  if (typeof once !== 'string') return;
  const isTarget = targetNames.includes(once as TargetName);
  if (!isTarget && !targets.some((target) => hasAttribute(target, once)))
    report(
      ['once'],
      `\`${once}\` is neither a target nor an attribute of ${targets.join(' or ')}.`,
      'Write true, an attribute, or a target.',
    );
}

function hasAttribute(target: TargetName, name: string): boolean {
  return Object.hasOwn(nodeAttributes[target], name) || Object.hasOwn(useAttributes, name) || isField(target, name);
}

function checkMessage(message: string | undefined, path: (string | number)[], targets: TargetName[], report: Report): void {
  for (const [, name = ''] of (message ?? '').matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)) {
    if (!placeholders.includes(name) && !targets.some((target) => hasAttribute(target, name))) {
      report(
        path,
        `Unknown placeholder \`{{${name}}}\`.${didYouMean(name, placeholders)}`,
        `Placeholders are ${placeholders.join(', ')} and the attributes of the node.`,
      );
    }
  }
}
