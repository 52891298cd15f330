import { asString, member, percentDecoded, pointerTokens } from '../json.js';

/** A file of the description. `source` is an absolute file name or a URL. */
export interface SourceFile {
  source: string;
  data: unknown;
  root: Place;
}

/** Where something is written. `via`: the `$ref` by which a place in another file was first reached. */
export interface Place {
  file: SourceFile;
  up: Place | null;
  key: string | number;
  via: Place | null;
}

export type JsonPath = (string | number)[];

/** What Spectral's DocumentInventory and our own loader both offer. */
export interface Inventory {
  source: string | null;
  unresolved: unknown;
  referencedDocuments: Record<string, { source?: string | null; data: unknown }>;
}

/** The end of a chain of `$ref`s. */
export interface Target {
  value: unknown;
  place: Place;
}

export function childPlace(place: Place, key: string | number): Place {
  return { file: place.file, up: place, key, via: null };
}

/** The path within the file. */
export function pathInFile(place: Place): JsonPath {
  const path: JsonPath = [];
  for (let at: Place = place; at.up; at = at.up) path.push(at.key);
  return path.reverse();
}

/** The path in the root document with all references resolved, by which Spectral finds file and line. */
export function pathInRoot(place: Place, root: SourceFile): JsonPath {
  if (place.file === root) return pathInFile(place);
  const path: JsonPath = [];
  let at: Place | null = place;
  for (let hops = 0; at && hops < 10_000; hops++) {
    if (at.via) {
      const rest: JsonPath = path.reverse();
      return [...pathInRoot(at.via, root), ...rest];
    }
    if (!at.up) break;
    path.push(at.key);
    at = at.up;
  }
  return path.reverse();
}

/** Resolves a relative reference against a file name or URL (RFC 3986 §5.2, dot segments included). */
export function resolveSource(base: string, reference: string): string {
  if (/^[a-z][a-z0-9+.-]+:/i.test(reference) || reference.startsWith('/')) {
    const origin = reference.startsWith('/') ? /^[a-z][a-z0-9+.-]+:\/\/[^/]*/i.exec(base)?.[0] : undefined;
    return (origin ?? '') + reference;
  }
  const slash = base.lastIndexOf('/');
  const segments: string[] = [];
  for (const segment of `${base.slice(0, slash + 1)}${reference}`.split('/')) {
    if (segment === '..' && segments.length > 1) segments.pop();
    else if (segment !== '.' && segment !== '..') segments.push(segment);
  }
  return segments.join('/');
}

/** The files of one description, and the way from a `$ref` to what it names. */
export class Documents {
  readonly root: SourceFile;
  readonly #inventory: Inventory;
  readonly #files = new Map<string, SourceFile | null>();
  readonly #resolved = new Map<SourceFile, Map<string, Target | null>>();

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
    this.root = newFile((inventory.source ?? '').replaceAll('\\', '/'), inventory.unresolved);
    this.#files.set(this.root.source, this.root);
  }

  /** What a `$ref` written at `from` names, following further `$ref`s; null where nothing can be read or the chain is a circle. */
  resolve(reference: string, from: Place): Target | null {
    const known = this.#resolved.get(from.file) ?? new Map<string, Target | null>();
    this.#resolved.set(from.file, known);
    const cached = known.get(reference);
    if (cached !== undefined) return cached;
    known.set(reference, null); // a circle of references ends here
    const target = this.#follow(reference, from);
    known.set(reference, target);
    return target;
  }

  /** The value itself, or what its `$ref` names. */
  dereference(value: unknown, place: Place): Target | null {
    const reference = asString(member(value, '$ref'));
    return reference === undefined ? { value, place } : this.resolve(reference, place);
  }

  #follow(reference: string, from: Place): Target | null {
    const hash = reference.indexOf('#');
    const name = hash < 0 ? reference : reference.slice(0, hash);
    const fragment = hash < 0 ? '' : reference.slice(hash + 1);
    const file = name === '' ? from.file : this.#file(resolveSource(from.file.source, name.replaceAll('\\', '/')));
    if (!file || (fragment !== '' && !fragment.startsWith('/'))) return null;
    let value = file.data;
    let place = file === this.root ? file.root : { ...file.root, via: fragment === '' ? from : null };
    for (const [index, token] of pointerTokens(fragment).entries()) {
      const through = index === 0 ? { value, place } : this.dereference(value, place);
      if (!through) return null;
      value = member(through.value, token);
      if (value === undefined) return null;
      place = childPlace(through.place, Array.isArray(through.value) ? Number(token) : token);
    }
    if (place.file !== this.root && !place.via) place.via = from;
    return this.dereference(value, place);
  }

  #file(source: string): SourceFile | null {
    const known = this.#files.get(source);
    if (known !== undefined) return known;
    const documents = this.#inventory.referencedDocuments;
    const found = documents[source] ?? documents[percentDecoded(source)];
    const file = found ? newFile(source, found.data) : null;
    this.#files.set(source, file);
    return file;
  }
}

function newFile(source: string, data: unknown): SourceFile {
  const file = { source, data } as SourceFile;
  file.root = { file, up: null, key: '', via: null };
  return file;
}
