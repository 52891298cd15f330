import { realpathSync } from 'node:fs';
import { compile } from '../compile/compile.js';
import { render } from '../compile/render.js';
import { readTopicFolder } from '../topics/read.js';
import { type RuleProblem, sortProblems, validate } from '../topics/validate.js';
import type { Problem, Rule } from '../types.js';

export interface BuildOptions {
  /** The folder of our topics and records. */
  ours: string;
  /** A folder of topics and records of one's own, built together with ours. */
  own?: string;
  /** The text of the runtime, an ES module. */
  runtime: string;
  /** What is wrong with the language of a rule: `ruleProblems` of the runtime. */
  check(rule: Rule): RuleProblem[];
}

export interface Build {
  /** The files of the rulesets by name; empty where there is a problem. */
  files: Record<string, string>;
  /** All of them, sorted by file and position. */
  problems: Problem[];
  rules: number;
  guidelines: number;
}

/** Topic files to the text of rulesets; reads files and writes none. Never throws for what the topics hold. */
export function buildRulesets({ ours, own, runtime, check }: BuildOptions): Build {
  const base = readTopicFolder(ours);
  const added = own === undefined || isSameFolder(own, ours) ? { topics: [], guidelines: [], problems: [] } : readTopicFolder(own);
  const topics = [...base.topics, ...added.topics];
  const guidelines = [...base.guidelines, ...added.guidelines];
  const problems = [...base.problems, ...added.problems, ...validate(topics, guidelines, check, { own: added })];
  if (problems.length > 0) return { files: {}, problems: sortProblems(problems), rules: 0, guidelines: 0 };
  const compiled = compile(topics, guidelines, { own: new Set(added.guidelines.map(({ id }) => id)) });
  return {
    files: render(compiled.pack, runtime),
    problems: compiled.problems,
    rules: compiled.pack.rules.length,
    guidelines: Object.keys(compiled.pack.presets).length,
  };
}

function isSameFolder(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}
