import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import { UsageError } from './errors.js';
import { parse } from './parse.js';
import { plainRuleset } from './plain.js';
import type { Ruleset } from './rules.js';
import { displayName, isUrl } from './sources.js';

export interface RulesetOptions {
  cwd: string;
  /** Folder of the built-in rulesets. Default: that of this package. */
  presets?: string;
}

const packageName = 'openapi-stylebook';
const ownPresets = fileURLToPath(new URL('../../rulesets/', import.meta.url));
const projectRuleset = /^\.?spectral\.(ya?ml|json|m?js)$/;

/**
 * Loads the ruleset that `name` stands for: a file, a URL, one of ours (`recommended`, `zalando`, `openapi-stylebook/all`) or a package.
 * Without a name: `.spectral.*` in the current folder, else `recommended`. Throws a UsageError.
 */
export async function loadRuleset(name: string | undefined, options: RulesetOptions): Promise<Ruleset> {
  const { cwd, presets = ownPresets } = options;
  if (name === undefined) {
    const file = readdirSync(cwd)
      .sort()
      .find((entry) => projectRuleset.test(entry));
    return file ? loadFile(path.join(cwd, file), options) : loadFile(path.join(presets, 'recommended.mjs'), options);
  }
  if (isUrl(name)) return loadInSpectral(name, options);
  const file = path.resolve(cwd, name);
  if (isFile(file)) return loadFile(file, options);
  const preset = presetFile(name, presets) ?? (name.startsWith(`${packageName}/`) ? undefined : packageFile(name, cwd));
  if (preset) return loadFile(preset, options);
  const known = presetNames(presets);
  const hint = didYouMean(name, [...known, ...readdirSync(cwd)]) || ` Rulesets of ours: ${known.join(', ')}.`;
  throw new UsageError(`There is no ruleset "${name}": neither a file, nor a ruleset of ours, nor a package.${hint}`);
}

/** The names of the built-in rulesets. */
export function presetNames(presets = ownPresets): string[] {
  const names = readdirSync(presets).filter((file) => file.endsWith('.mjs') && file !== 'rules.mjs');
  return names.map((file) => file.slice(0, -'.mjs'.length)).sort();
}

/** The file of a built-in ruleset, also by its name as a package export. */
export function presetFile(name: string, presets = ownPresets): string | undefined {
  const short = name.replace(new RegExp(`^${packageName}/`), '').replace(/\.mjs$/, '');
  const file = path.join(presets, `${short}.mjs`);
  return /^[\w.-]+$/.test(short) && short !== 'rules' && isFile(file) ? file : undefined;
}

async function loadFile(file: string, options: RulesetOptions): Promise<Ruleset> {
  const definition = /\.(ya?ml|json)$/.test(file) ? await simpleDefinition(file, options) : await importDefinition(file);
  return (definition === undefined ? null : plainRuleset(definition)) ?? loadInSpectral(file, options);
}

/** The default export of a `.mjs` ruleset; undefined where Node cannot import it as it stands. */
async function importDefinition(file: string): Promise<unknown> {
  if (!file.endsWith('.mjs')) return undefined;
  try {
    return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default;
  } catch {
    return undefined; // Spectral's bundler can do more, and says what is wrong
  }
}

/** A YAML or JSON ruleset with the modules that it extends in place of their names; undefined where it extends anything but ours. */
async function simpleDefinition(file: string, { cwd, presets }: RulesetOptions): Promise<unknown> {
  const { data, problems } = parse(readRuleset(file));
  const [problem] = problems;
  const line = problem ? `:${problem.range.start.line + 1}` : '';
  if (typeof data !== 'object' || data === null) {
    throw new UsageError(`The ruleset ${displayName(file, cwd)}${line} cannot be loaded: ${problem?.message ?? 'it holds no rules.'}`);
  }
  const { extends: bases, ...rest } = data as { extends?: unknown };
  if (bases === undefined) return undefined;
  const extended: unknown[] = [];
  for (const base of Array.isArray(bases) ? bases : [bases]) {
    const [name, mode] = (Array.isArray(base) ? base : [base]) as [unknown, unknown];
    const module = typeof name === 'string' ? extendedFile(name, file, { cwd, presets }) : undefined;
    const definition = module && (await importDefinition(module));
    if (!definition) return undefined;
    extended.push(mode === undefined ? definition : [definition, mode]);
  }
  return { ...rest, extends: extended };
}

/** The module that `from` extends by this name, if it may be one of ours. */
function extendedFile(name: string, from: string, { cwd, presets }: RulesetOptions): string | undefined {
  if (/^\.{0,2}\//.test(name)) return path.resolve(path.dirname(from), name);
  if (name !== packageName && !name.startsWith(`${packageName}/`)) return undefined;
  const module = packageFile(name, path.dirname(from)) ?? presetFile(name, presets);
  if (module) return module;
  const known = presetNames(presets).map((preset) => `${packageName}/${preset}`);
  throw new UsageError(`The ruleset ${displayName(from, cwd)} extends "${name}", which is not there.${didYouMean(name, known)}`);
}

/** The main file of a package, as installed for a folder. */
function packageFile(name: string, folder: string): string | undefined {
  try {
    return createRequire(path.join(folder, 'x.js')).resolve(name);
  } catch {
    return undefined;
  }
}

async function loadInSpectral(file: string, options: RulesetOptions): Promise<Ruleset> {
  const { loadSpectralRuleset } = await import('./spectral-ruleset.js');
  const name = displayName(file, options.cwd);
  const resolvePreset = (preset: string): string | undefined => presetFile(preset, options.presets);
  return loadSpectralRuleset(file, { name, resolvePreset });
}

function readRuleset(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The ruleset ${file} cannot be read: ${(error as Error).message}.`);
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
