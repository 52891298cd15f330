import type { CompiledRule } from '../types.js';
import { compileRule, type CompiledRuleText } from './language/rule.js';
import { runRule, type Result } from './language/run.js';
import type { Inventory } from './model/documents.js';
import { modelOf } from './model/model.js';

export { rulesetOf } from './ruleset.js';
export { stylebook };

const compiled = new WeakMap<object, CompiledRuleText>();

/**
 * The function of all rules of ours, as Spectral calls it: takes the compiled rule as options and finds the document in the context.
 * Returns what the rule reports; `path` for Spectral, `source` and `definition` for our own command. Never throws, whatever the document holds:
 * in an editor one throw silences every rule.
 */
function stylebook(_data: unknown, rule: CompiledRule, context: { documentInventory: Inventory }): Result[] {
  try {
    let ready = compiled.get(rule);
    if (!ready) {
      ready = compileRule(rule, () => undefined);
      compiled.set(rule, ready);
    }
    return runRule(ready, modelOf(context.documentInventory));
  } catch (error) {
    if (stylebook.onError) stylebook.onError(error, rule);
    return [];
  }
}

/** The version of the contract between rulesets and commands; see src/lint. */
stylebook.contract = 1;
/** Set by tests, which want to know of every error. */
stylebook.onError = undefined as ((error: unknown, rule: CompiledRule) => void) | undefined;
