import type { Finding } from '../types.js';
import { Loader, parseDocument, type Description, type LoadOptions, type SourceDocument } from './documents.js';
import { UsageError } from './errors.js';
import { formatProblem } from './formats.js';
import { parserFindings } from './problems.js';
import { member } from '../runtime/json.js';
import type { Format, OurRule, Result, Ruleset } from './rules.js';
import type { Source } from './sources.js';

/** A document to lint: its text, or why that cannot be had. */
export interface Input {
  /** Absolute file name or URL, to which its references are relative. */
  source: string;
  /** How findings name it. Default: `source`. */
  name?: string;
  content: Source;
}

export interface Report {
  /** By file, position and rule; none twice. */
  findings: Finding[];
  /** How many documents rules ran on. */
  linted: number;
}

/** Lints documents one after the other, so that only one is in memory. Throws a UsageError where a rule of another pack fails. */
export async function lintDocuments(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  ruleset: Ruleset,
  options: LoadOptions,
): Promise<Report> {
  const loader = new Loader(options);
  const findings: Finding[] = [];
  let linted = 0;
  for await (const { source, name = source, content } of inputs) {
    options.onProgress?.();
    if ('problem' in content) {
      findings.push(documentProblem('unreadable', content.problem, name));
      continue;
    }
    const result = await lintDocument(parseDocument(source, content.text, name), ruleset, loader, options);
    for (const finding of result.findings) findings.push(finding);
    if (result.linted) linted++;
  }
  return { findings: sorted(findings), linted };
}

async function lintDocument(
  root: SourceDocument,
  ruleset: Ruleset,
  loader: Loader,
  options: LoadOptions,
): Promise<{ findings: Finding[]; linted: boolean }> {
  const broken = parserFindings(root);
  if (root.data === undefined && broken.length > 0) return { findings: broken, linted: false };
  if (root.data === undefined) {
    const empty = documentProblem('parser', 'The file is empty. Write a description, or name another file.', root.name);
    return { findings: [empty], linted: false };
  }
  const { ours, others } = ruleset.rulesFor(root.source);
  const unknown = formatProblem(root.data);
  if (unknown && !others) {
    const { message, path } = unknown;
    const place: Partial<Finding> = { severity: 1, path, range: root.positions().rangeOf(path) };
    const finding = { ...documentProblem('unrecognized-format', message, root.name), ...place };
    return { findings: [...broken, finding], linted: false };
  }
  const description = await loader.load(root);
  const fromOthers = others ? await runOthers(others, description) : [];
  const findings = [...description.problems, ...runOurs(ours, description, options.onProgress), ...fromOthers];
  return { findings, linted: !findings.some(({ code }) => code === 'unrecognized-format') };
}

/** Runs our rules on a description: no resolved copy of it, no JSONPath. */
function runOurs(rules: OurRule[], description: Description, onProgress?: () => void): Finding[] {
  const { root, inventory } = description;
  const formats = new Map<Format, boolean>();
  const matches = (format: Format): boolean => {
    if (!formats.has(format)) formats.set(format, format(root.data, root.source));
    return formats.get(format)!;
  };
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.formats && !rule.formats.some(matches)) continue;
    onProgress?.();
    try {
      for (const result of rule.run(root.data, rule.options, { documentInventory: inventory }) ?? []) {
        const finding = findingOf(rule, result, description);
        if (finding) findings.push(finding);
      }
    } catch (error) {
      findings.push(documentProblem(rule.id, `The rule failed; please report that. ${(error as Error).message}`, root.name));
    }
  }
  return findings;
}

async function runOthers(others: (description: Description) => Promise<Finding[]>, description: Description): Promise<Finding[]> {
  try {
    return await others(description);
  } catch (error) {
    const { errors = [error] } = error as { errors?: unknown[] };
    const reasons = errors.map(
      (each) => ((each as Error).cause instanceof Error ? (each as { cause: Error }).cause : (each as Error)).message,
    );
    throw new UsageError(`A rule of the ruleset failed on ${description.root.name}: ${[...new Set(reasons)].join('; ')}.`);
  }
}

function findingOf(rule: OurRule, result: Result, { root, inventory }: Description): Finding | undefined {
  const document = result.source === root.source ? root : (inventory.referencedDocuments[result.source] ?? root);
  const path = closest(document.data, result.definition);
  const severity = rule.severityAt(document.source, path);
  if (severity === -1) return undefined;
  const { topic, certainty, citations = [] } = rule.extensions;
  const finding: Finding = {
    code: rule.id,
    message: fill(rule, result.message, path),
    summary: result.message,
    severity,
    source: document.name,
    path,
    range: document.positions().rangeOf(path),
    citations,
  };
  if (rule.description !== null) finding.description = rule.description;
  if (rule.documentationUrl !== null) finding.documentationUrl = rule.documentationUrl;
  if (topic !== undefined) finding.topic = topic;
  if (certainty !== undefined) finding.certainty = certainty;
  return finding;
}

/** Spectral's templates: `{{error}}`, `{{description}}`, `{{property}}`, `{{path}}`; unknown names become nothing. */
function fill({ message, description }: OurRule, error: string, path: (string | number)[]): string {
  const pointer = `#${path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
  const values = new Map([
    ['error', error],
    ['description', description ?? ''],
    ['property', String(path.at(-1) ?? '')],
    ['path', pointer],
  ]);
  if (message === null) return (description ?? error).trim();
  return message.replace(/\{\{([^}\n]+)\}\}/g, (_, name: string) => values.get(name) ?? '').trim();
}

/** The part of a path that is in the document. */
function closest(data: unknown, path: (string | number)[]): (string | number)[] {
  let value = data;
  for (const [index, key] of path.entries()) {
    value = member(value, key);
    if (value === undefined) return path.slice(0, index);
  }
  return path;
}

function documentProblem(code: string, message: string, source: string): Finding {
  const start = { line: 0, character: 0 };
  return { code, message, severity: 0, source, path: [], range: { start, end: start }, citations: [] };
}

/** By file, position, rule and message; what is the same in all of these is one finding. */
function sorted(findings: Finding[]): Finding[] {
  const order = (a: Finding, b: Finding): number =>
    compare(a.source, b.source) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    compare(a.code, b.code) ||
    compare(a.path.join('/'), b.path.join('/')) ||
    compare(a.message, b.message);
  const all = [...findings].sort(order);
  return all.filter((finding, index) => index === 0 || order(all[index - 1]!, finding) !== 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
