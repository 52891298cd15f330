import spectralCore, { type ISpectralDiagnostic, type Ruleset } from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import refResolver from '@stoplight/spectral-ref-resolver';
import type { Finding } from '../types.js';
import type { Description, SourceDocument } from './documents.js';
import { percentDecoded } from '../runtime/json.js';

/** Values beyond which an expanded document would stall Spectral's walk. */
const MAX_VALUES = 20_000_000;
/** Ours, and reported already. */
const documentProblems = new Set(['parser', 'invalid-ref']);

/** Runs some rules of a ruleset in Spectral, on the files that are loaded already. Their findings have no citations. */
export async function runInSpectral(ruleset: Ruleset, names: Set<string>, description: Description): Promise<Finding[]> {
  const { root } = description;
  if (expandedSize(root.data) > MAX_VALUES) return [tooLarge(root)];
  const spectral = new spectralCore.Spectral({ resolver: resolverOf(description) });
  const all = ruleset.rules;
  const only = Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
  try {
    (ruleset as { rules: Ruleset['rules'] }).rules = only;
    spectral.setRuleset(ruleset);
    const document = new spectralCore.Document(root.text, parsers.Yaml as never, root.source);
    const results = await spectral.run(document);
    return results.filter(({ code }) => !documentProblems.has(String(code))).map((result) => findingOf(result, description));
  } finally {
    (ruleset as { rules: Ruleset['rules'] }).rules = all;
  }
}

function findingOf(result: ISpectralDiagnostic, { root, inventory }: Description): Finding {
  const { code, message, severity, range, source = root.source, documentationUrl } = result;
  const path = result.path as (string | number)[];
  const name = source === root.source ? root.name : (inventory.referencedDocuments[source]?.name ?? source);
  return {
    code: String(code),
    message,
    severity: severity as Finding['severity'],
    source: name,
    path,
    range,
    ...(documentationUrl && { documentationUrl }),
    citations: [],
  };
}

/** Gives Spectral the files as we read them, and no others. */
function resolverOf({ inventory }: Description): InstanceType<typeof refResolver.Resolver> {
  const resolve = (uri: { href(): string }): Promise<string> => {
    const documents: Record<string, SourceDocument> = inventory.referencedDocuments;
    const document = documents[uri.href()] ?? documents[percentDecoded(uri.href())];
    return document ? Promise.resolve(document.text) : Promise.reject(new Error(`${uri.href()} is not read`));
  };
  return new refResolver.Resolver({ resolvers: { file: { resolve }, http: { resolve }, https: { resolve } } });
}

/** How many values the document has with all aliases written out, as Spectral's parser does. */
function expandedSize(data: unknown): number {
  const sizes = new Map<object, number>();
  const stack: unknown[] = [data];
  while (stack.length > 0) {
    const node = stack.at(-1);
    if (typeof node !== 'object' || node === null || sizes.get(node)! >= 0) {
      stack.pop();
      continue;
    }
    const members = Object.values(node).filter((member) => typeof member === 'object' && member !== null) as object[];
    const open = members.filter((member) => !sizes.has(member));
    if (open.length > 0 && !sizes.has(node)) {
      sizes.set(node, -1);
      stack.push(...open);
      continue;
    }
    stack.pop();
    sizes.set(
      node,
      members.reduce((sum, member) => sum + Math.max(sizes.get(member) ?? 0, 0), Object.keys(node).length),
    );
  }
  return typeof data === 'object' && data !== null ? sizes.get(data)! : 1;
}

function tooLarge(root: SourceDocument): Finding {
  const message = 'Its aliases stand for millions of values: rules other than those of openapi-stylebook are not run. Use `$ref`.';
  return { code: 'parser', message, severity: 0, source: root.name, path: [], range: root.positions().rangeOf([]), citations: [] };
}
