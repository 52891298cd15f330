import type { Finding, RuleExtensions } from '../types.js';
import type { Description, Inventory } from './documents.js';

/** What a function of ours reports. */
export interface Result {
  message: string;
  /** File of the definition. */
  source: string;
  /** Path of the definition in that file. */
  definition: (string | number)[];
}

/** A function of ours: needs the unresolved documents only, so that Spectral's resolver and JSONPath engine can stay out. */
export interface OurFunction {
  (data: unknown, options: unknown, context: { documentInventory: Inventory }): Result[] | undefined;
  contract: 1;
}

/** Spectral's predicate for a format. */
export type Format = (data: unknown, source: string | null) => boolean;

/** Spectral's severities; -1 is off. */
export type Level = -1 | 0 | 1 | 2 | 3;

/** A rule that runs without Spectral. */
export interface OurRule {
  id: string;
  description: string | null;
  /** Spectral's template, such as `{{error}} [RFC 9110 §15.5.2 MUST]`. */
  message: string | null;
  documentationUrl: string | null;
  extensions: Partial<RuleExtensions>;
  formats: Format[] | null;
  severityAt(source: string, path: (string | number)[]): Level;
  run: OurFunction;
  options: unknown;
}

/** The rules of a ruleset that are on for one document. */
export interface ActiveRules {
  ours: OurRule[];
  /** Runs all other rules in Spectral; null if there are none. */
  others: ((description: Description) => Promise<Finding[]>) | null;
}

/** A ruleset, ready to run. */
export interface Ruleset {
  /** The rules that are on for the document at `source`: rulesets may say otherwise for some files. */
  rulesFor(source: string): ActiveRules;
}

export function isOurFunction(value: unknown): value is OurFunction {
  return typeof value === 'function' && (value as Partial<OurFunction>).contract === 1;
}

const levels: Record<string, Level> = { error: 0, warn: 1, info: 2, hint: 3, off: -1 };

/** Spectral's number for a severity as rulesets write it; undefined for what is none. */
export function levelOf(severity: unknown): Level | undefined {
  return typeof severity === 'string' && Object.hasOwn(levels, severity) ? levels[severity] : undefined;
}
