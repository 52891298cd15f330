import { parse } from 'yaml';
import { compileRule, type RuleText } from '../../src/runtime/language/rule.js';
import { runRule, type Result } from '../../src/runtime/language/run.js';
import { attributeAt } from '../../src/runtime/language/message.js';
import { Model } from '../../src/runtime/model/model.js';
import type { Node, TargetName } from '../../src/runtime/model/nodes.js';

/** The model of a description in YAML, with what it references by file name. */
export function modelOfText(text: string, others: Record<string, string> = {}): Model {
  const referencedDocuments = Object.fromEntries(
    Object.entries(others).map(([name, other]) => [`/api/${name}`, { source: `/api/${name}`, data: parse(other) as unknown }]),
  );
  return new Model({ source: '/api/openapi.yaml', unresolved: parse(text), referencedDocuments });
}

/** A document of a version around some YAML: `openapi` or `swagger`, `info` and `paths` are added where they are missing. */
export function description(body: string, version = '3.0.4'): string {
  const head = version.startsWith('2') ? `swagger: '${version}'` : `openapi: ${version}`;
  return [head, 'info: { title: Library, version: 1.0.0 }', /^paths:/m.test(body) ? '' : 'paths: {}', body].join('\n');
}

/** A rule with `given`, `then` and what a test leaves out. */
export function rule(
  text: Partial<Omit<RuleText, 'given' | 'then'>> & { given: string | string[]; then: RuleText['then'] | RuleText['then'][number] },
): RuleText {
  return { ...text, given: [text.given].flat(), then: [text.then].flat() };
}

/** What a rule reports, `place: message`. A mistake in the rule throws. */
export function findings(model: Model, text: RuleText): string[] {
  return results(model, text).map((result) => `${result.definition.join('.')}: ${result.message}`);
}

export function results(model: Model, text: RuleText): Result[] {
  const compiled = compileRule(text, (path, message) => {
    throw new Error(`${path.join('.')}: ${message}`);
  });
  return runRule(compiled, model);
}

/** Names of the nodes of a target that pass a `when`. */
export function selected(model: Model, given: TargetName, when: unknown): string[] {
  return results(model, { given: [given], when, then: [{ function: 'absent', message: '{{name}}' }] }).map((result) =>
    result.message.replace(/ \(used by \d+ operations\)\.$/, ''),
  );
}

/** An attribute of the node of a name, at its first use. */
export function attribute(model: Model, target: TargetName, name: string, which: string | ((node: Node) => boolean)): unknown {
  const node = model.nodes(target).find((one) => (typeof which === 'string' ? one.name === which : which(one)));
  if (!node) throw new Error(`no ${target} ${String(which)}`);
  return attributeAt(model, node, model.usesOf(node)[0]!.points.points[0], name);
}
