import { didYouMean } from '../runtime/language/did-you-mean.js';
import type { Description, Opened, Refusal, SourceDocument } from './documents.js';
import { problemsOf, type BrokenReference, type RefusedReference } from './problems.js';
import { member, percentDecoded, pointerTokens } from '../runtime/json.js';
import { findReferences, hasAnchor, placeAt, type Reference } from './references.js';

/** A chain of references longer than this is a circle. */
const MAX_HOPS = 100;

/** The way through all references of one description. Only what they reach is opened. */
export class Walk {
  readonly #root: SourceDocument;
  readonly #openFile: (name: string, from: SourceDocument) => Opened;
  readonly #onProgress: (() => void) | undefined;
  readonly #documents: Record<string, SourceDocument> = Object.create(null) as Record<string, SourceDocument>;
  readonly #visited = new Set<object>();
  readonly #checked = new Map<SourceDocument, Map<string, string | Refusal | null>>();
  readonly #queue: { document: SourceDocument; references: Reference[] }[] = [];
  readonly #waiting: { document: SourceDocument; reference: Reference; fetched: Promise<void> }[] = [];
  readonly #broken: BrokenReference[] = [];
  readonly #refused: RefusedReference[] = [];

  constructor(root: SourceDocument, open: (name: string, from: SourceDocument) => Opened, onProgress?: () => void) {
    this.#root = root;
    this.#openFile = open;
    this.#onProgress = onProgress;
  }

  async run(): Promise<Description> {
    this.#scan(this.#root, this.#root.data, [], 'fields');
    for (;;) {
      for (let item = this.#queue.pop(); item; item = this.#queue.pop()) {
        for (const reference of item.references) this.#check(item.document, reference);
      }
      const waiting = this.#waiting.splice(0);
      if (waiting.length === 0) break;
      await Promise.all(waiting.map(({ fetched }) => fetched));
      for (const { document, reference } of waiting) this.#check(document, reference);
    }
    const { source, data } = this.#root;
    const problems = problemsOf([this.#root, ...Object.values(this.#documents)], this.#broken, this.#refused);
    return { root: this.#root, inventory: { source, unresolved: data, referencedDocuments: this.#documents }, problems };
  }

  #scan(document: SourceDocument, node: unknown, at: (string | number)[], context: Reference['context']): void {
    const references = findReferences(node, placeAt(at), context, this.#visited);
    if (references.length > 0) this.#queue.push({ document, references });
    this.#onProgress?.();
  }

  #check(document: SourceDocument, reference: Reference): void {
    const { ref } = reference;
    if (typeof ref !== 'string' || ref.trim() === '') {
      const message = 'This `$ref` names nothing. Write where it leads, such as "#/components/schemas/Book", or remove it.';
      this.#broken.push({ document, reference, message });
      return;
    }
    let checked = this.#checked.get(document);
    if (!checked) this.#checked.set(document, (checked = new Map()));
    let outcome = checked.get(ref);
    if (outcome === undefined) {
      const found = this.#follow(document, ref, reference.context, 0);
      if (found instanceof Promise) {
        this.#waiting.push({ document, reference, fetched: found });
        return;
      }
      outcome = typeof found === 'string' ? found || `"${ref}" names nothing.` : found;
      checked.set(ref, outcome);
    }
    if (typeof outcome === 'string') this.#broken.push({ document, reference, message: outcome });
    else if (outcome) this.#refused.push({ document, reference, refusal: outcome });
  }

  /** Looks up what a reference names, and scans that. Null if all is well, else a message, a refusal, or a promise to wait for. */
  #follow(from: SourceDocument, ref: string, context: Reference['context'], hops: number): string | Refusal | Promise<void> | null {
    const hash = ref.indexOf('#');
    const name = percentDecoded(hash < 0 ? ref : ref.slice(0, hash));
    const fragment = hash < 0 ? '' : ref.slice(hash + 1);
    const opened = name === '' ? from : this.#openFile(name, from);
    if (typeof opened === 'string' || opened instanceof Promise || !('source' in opened)) return opened;
    if (opened !== this.#root) this.#documents[opened.source] = opened;
    if (opened.data === undefined) return null; // why is reported at the file itself
    if (fragment !== '' && !fragment.startsWith('/')) {
      return hasAnchor(opened.data, percentDecoded(fragment)) ? null : `"${ref}" names nothing: no \`$anchor\` has that name.`;
    }
    const at: (string | number)[] = [];
    let value = opened.data;
    const tokens = pointerTokens(fragment);
    for (const [index, token] of tokens.entries()) {
      const next = member(value, token);
      if (next === undefined) {
        const onward = member(value, '$ref');
        const rest = fragment.split('/').slice(index + 1);
        if (typeof onward === 'string' && hops < MAX_HOPS) {
          return this.#follow(opened, [onward.includes('#') ? onward : `${onward}#`, ...rest].join('/'), context, hops + 1);
        }
        return `"${ref}" names nothing: there is no "${token}"${at.length > 0 ? ` in "${at.join('/')}"` : ''}.${near(token, value)}`;
      }
      at.push(Array.isArray(value) ? Number(token) : token);
      value = next;
    }
    if (opened !== from) this.#scan(opened, value, at, context);
    return null;
  }
}

function near(token: string, value: unknown): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? didYouMean(token, Object.keys(value)) : '';
}
