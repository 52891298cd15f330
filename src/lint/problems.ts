import type { Finding } from '../types.js';
import type { Refusal, SourceDocument } from './documents.js';
import { pathOf, type Reference } from './references.js';

/** A `$ref` that names nothing. */
export interface BrokenReference {
  document: SourceDocument;
  reference: Reference;
  message: string;
}

/** A `$ref` that is not followed. */
export interface RefusedReference {
  document: SourceDocument;
  reference: Reference;
  refusal: Refusal;
}

/** The findings `parser` and `invalid-ref` of a description. A file that is not read is reported once in each file that refers to it. */
export function problemsOf(documents: SourceDocument[], broken: BrokenReference[], refused: RefusedReference[]): Finding[] {
  return [
    ...documents.flatMap(parserFindings),
    ...broken.map(({ document, reference, message }) => invalidRef(document, reference, message, 0)),
    ...refusals(refused),
  ];
}

/** What the parser says about a file. */
export function parserFindings({ name, problems }: SourceDocument): Finding[] {
  return problems.map((problem) => ({ code: 'parser', severity: 0, source: name, citations: [], ...problem }));
}

function invalidRef(document: SourceDocument, reference: Reference, message: string, severity: 0 | 1): Finding {
  const path = pathOf(reference.place);
  return { code: 'invalid-ref', message, severity, source: document.name, path, range: document.positions().rangeOf(path), citations: [] };
}

function refusals(refused: RefusedReference[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const { document, reference, refusal } of refused) {
    const key = `${document.source}\n${refusal.target}`;
    const finding = invalidRef(document, reference, refusal.message, refusal.severity);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((findings) => {
    findings.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
    const [first, ...more] = findings as [Finding, ...Finding[]];
    if (more.length === 0) return first;
    const others = more.length === 1 ? '1 more reference' : `${more.length} more references`;
    return { ...first, message: `${first.message} ${others} to it in this file.` };
  });
}
