import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import spectralCore, { type Ruleset as CoreRuleset } from '@stoplight/spectral-core';
import bundler from '@stoplight/spectral-ruleset-bundler';
import builtinsPlugin from '@stoplight/spectral-ruleset-bundler/plugins/builtins';
import commonjsPlugin from '@stoplight/spectral-ruleset-bundler/plugins/commonjs';
import stdinPlugin from '@stoplight/spectral-ruleset-bundler/plugins/stdin';
import nodePreset from '@stoplight/spectral-ruleset-bundler/presets/node';
import migrator from '@stoplight/spectral-ruleset-migrator';
import runtime from '@stoplight/spectral-runtime';
import { UsageError } from './errors.js';
import type { ActiveRules, Format, Level, OurRule, Ruleset } from './rules.js';
import { isOurFunction } from './rules.js';
import { isUrl } from './sources.js';
import { runInSpectral } from './spectral.js';

export interface SpectralRulesetOptions {
  /** What messages call it. */
  name: string;
  /** The file of a ruleset of ours by its package name, for projects in which this package is not installed. */
  resolvePreset(name: string): string | undefined;
}

// CommonJS packages whose exports Node does not see by name.
const { bundleRuleset } = bundler;
const { isBasicRuleset, migrateRuleset } = migrator;

type CoreRule = CoreRuleset['rules'][string];

/** Loads a ruleset as the Spectral CLI does, so that it means the same. `file`: absolute, or a URL. Throws a UsageError. */
export async function loadSpectralRuleset(file: string, options: SpectralRulesetOptions): Promise<Ruleset> {
  let ruleset: CoreRuleset;
  try {
    const code = await bundle(file, options);
    const source = (await isBasicRuleset(file)) ? path.join(path.dirname(file), '.spectral.js') : file;
    ruleset = new spectralCore.Ruleset(evaluate(code, source, options), { severity: 'recommended', source });
  } catch (error) {
    throw new UsageError(`The ruleset ${options.name} cannot be loaded: ${reasons(error)}`);
  }
  return { rulesFor: (source) => activeRules(ruleset.fromSource(source)) };
}

async function bundle(file: string, { resolvePreset }: SpectralRulesetOptions): Promise<string> {
  const ours = {
    name: 'openapi-stylebook',
    resolveId(id: string): string | null {
      const name = /(?:^|[\\/])(openapi-stylebook(?:\/[\w.-]+)?)$/.exec(id)?.[1];
      return name && !fs.existsSync(id) ? (resolvePreset(name) ?? null) : null;
    },
  };
  const plugins = [ours, builtinsPlugin.builtins(), commonjsPlugin.commonjs(), ...nodePreset.node({ fs, fetch: runtime.fetch })];
  const options = { target: 'node', format: 'commonjs' } as const;
  if (!(await isBasicRuleset(file))) return bundleRuleset(file, { ...options, plugins });
  const migrated = await migrateRuleset(file, { format: 'esm', fs });
  const entry = path.join(path.dirname(file), '.spectral.js');
  return bundleRuleset(entry, { ...options, plugins: [stdinPlugin.stdin(migrated, entry), ...plugins] });
}

/** Runs the bundle. What it leaves to `require` is looked for where the ruleset is, then where we are. */
function evaluate(code: string, source: string, { resolvePreset }: SpectralRulesetOptions): object {
  const own = createRequire(import.meta.url);
  const local = isUrl(source) ? own : createRequire(source);
  const load = (id: string): unknown => {
    for (const require of [local, own]) {
      try {
        return require(require.resolve(id)) as unknown;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
      }
    }
    return local(resolvePreset(id) ?? id);
  };
  const module: { exports?: unknown } = {};
  Function('module, require', code)(module, load);
  if (typeof module.exports !== 'object' || module.exports === null) throw new Error('it exports no ruleset');
  return module.exports;
}

function reasons(error: unknown): string {
  const { errors, cause, message, path: at } = error as Error & { errors?: unknown[]; path?: string[] };
  if (Array.isArray(errors) && errors.length > 0) return errors.map(reasons).join('; ');
  if (cause instanceof Error) return reasons(cause);
  const missing = /^(?:Cannot find module|Could not resolve) '(?:\.\/)?([^']+)'/.exec(message)?.[1];
  if (missing) return `"${missing}" is not there. Install it, or correct its name.`;
  return at && at.length > 0 ? `${message} (at ${at.join('.')})` : message;
}

function activeRules(ruleset: CoreRuleset): ActiveRules {
  const enabled = Object.values(ruleset.rules).filter((rule) => rule.enabled);
  const others = enabled.filter((rule) => !isOurs(rule));
  const names = new Set(others.map((rule) => rule.name));
  return {
    ours: enabled.filter(isOurs).map(ourRule),
    others: names.size === 0 ? null : (description) => runInSpectral(ruleset, names, description),
  };
}

function isOurs(rule: CoreRule): boolean {
  const [then] = rule.then as [{ function: unknown }];
  return rule.then.length === 1 && isOurFunction(then.function) && rule.given.length === 1 && rule.given[0] === '$';
}

function ourRule(rule: CoreRule): OurRule {
  const [then] = rule.then as unknown as [{ function: OurRule['run']; functionOptions?: unknown }];
  return {
    id: rule.name,
    description: rule.description,
    message: rule.message,
    documentationUrl: rule.documentationUrl,
    extensions: (rule.extensions as OurRule['extensions'] | null) ?? {},
    formats: rule.formats ? ([...rule.formats] as unknown as Format[]) : null,
    severityAt: (source, at) => rule.getSeverityForSource(source, at) as Level,
    run: then.function,
    options: then.functionOptions ?? null,
  };
}
