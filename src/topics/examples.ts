import type { Example, Topic } from '../types.js';

export type OpenApiVersion = '2.0' | '3.0' | '3.1' | '3.2';

/** An example of a topic file as a whole document of one version of OpenAPI. */
export interface TestCase {
  rule: string;
  kind: Example['kind'];
  version: OpenApiVersion;
  /** The block, completed at its end: line n of the block is line n of the text. */
  text: string;
  /** Line n of `text` is line n + `lineOffset` of the topic file. */
  lineOffset: number;
  /** Lines of `text`, from 1, that the rule has to report. */
  marked: number[];
}

const declarations: Record<OpenApiVersion, string> = {
  '2.0': "swagger: '2.0'",
  '3.0': 'openapi: 3.0.4',
  '3.1': 'openapi: 3.1.1',
  '3.2': 'openapi: 3.2.0',
};

/** `true` where the block has a key of the document: written at the margin. */
const hasKey = (text: string, key: string) => new RegExp(`^(['"]?)${key}\\1[ \\t]*:`, 'm').test(text);

/** The one version that a block says it is written for, else 3.0 and 3.1: a block that needs 3.1 says so itself. */
function versionsOf(text: string): OpenApiVersion[] {
  if (hasKey(text, 'swagger')) return ['2.0'];
  const [, said] = /^(?:openapi|"openapi"|'openapi')[ \t]*:[ \t]*['"]?(3\.[0-2])\b/m.exec(text) ?? [];
  return said ? [said as OpenApiVersion] : ['3.0', '3.1'];
}

function complete(text: string, version: OpenApiVersion): string {
  const missing: string[] = [];
  if (!hasKey(text, 'swagger') && !hasKey(text, 'openapi')) missing.push(declarations[version]);
  if (!hasKey(text, 'info')) missing.push('info: { title: Example, version: 1.0.0 }');
  if (!hasKey(text, 'paths')) missing.push('paths: {}');
  return [text.replace(/\n*$/, ''), ...missing, ''].join('\n');
}

/**
 * The examples of a topic as documents to run its rules on. What a document cannot do without (`openapi`, `info`, `paths`) is added at
 * the end; nothing else is, so whatever a block refers to it has to hold.
 */
export function testCases(topic: Topic): TestCase[] {
  return topic.rules.flatMap(({ id, section }) =>
    (section?.examples ?? []).flatMap(({ kind, text, line, marked }) =>
      versionsOf(text).map((version) => ({ rule: id, kind, version, text: complete(text, version), lineOffset: line - 1, marked })),
    ),
  );
}
