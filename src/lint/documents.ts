import path from 'node:path';
import type { Finding } from '../types.js';
import { parse, type Parsed } from './parse.js';
import { fetchSource, isUrl, Project, readSource, toSource, type ReadOptions, type Source } from './sources.js';
import { Walk } from './walk.js';

/** One file of a description. */
export interface SourceDocument extends Parsed {
  /** Absolute file name or URL. */
  source: string;
  /** How findings name it: `source`, or what `--stdin-filepath` says. */
  name: string;
  text: string;
}

/** What Spectral's DocumentInventory offers to functions. */
export interface Inventory {
  source: string;
  unresolved: unknown;
  /** By absolute file name (with `/`) or URL, without the root. */
  referencedDocuments: Record<string, SourceDocument>;
}

/** A root and all files that it refers to. */
export interface Description {
  root: SourceDocument;
  inventory: Inventory;
  /** What is wrong with the files and their references: `parser` and `invalid-ref`. */
  problems: Finding[];
}

export interface LoadOptions extends ReadOptions {
  /** Whether a `$ref` to a URL is fetched. */
  followUrls?: boolean;
  /** Called now and then while work goes on. */
  onProgress?: () => void;
}

/** Why a reference is not followed; holds for all references to the same target. */
export interface Refusal {
  target: string;
  message: string;
  severity: 0 | 1;
}

/** What opening a file comes to: the document, a message why it cannot be read, a refusal, or a promise while it is fetched. */
export type Opened = SourceDocument | string | Refusal | Promise<void>;

/** Parses a file; `name` is how findings name it. */
export function parseDocument(source: string, text: string, name = source): SourceDocument {
  return { source, name, text, ...parse(text) };
}

/** Loads descriptions. A file to which several roots refer is read once. */
export class Loader {
  readonly #options: LoadOptions;
  readonly #documents = new Map<string, SourceDocument | string>();
  readonly #fetching = new Map<string, Promise<void>>();

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  /** Follows every `$ref` from `root`, each file once. Never throws. */
  load(root: SourceDocument): Promise<Description> {
    const folders = isUrl(root.source) ? [] : [this.#options.cwd, path.dirname(root.source)];
    const project = new Project(folders);
    return new Walk(root, (name, from) => this.#open(name, from, root, project), this.#options.onProgress).run();
  }

  /** Opens what the file part of a `$ref` in `from` names. */
  #open(name: string, from: SourceDocument, root: SourceDocument, project: Project): Opened {
    if (isUrl(name) || isUrl(from.source)) return this.#openUrl(name, from, root);
    if (/^[a-z][a-z0-9+.-]+:/i.test(name)) {
      return { target: name, message: `${name} is not read. Use a file name relative to this file.`, severity: 0 };
    }
    const file = path.resolve(path.dirname(from.source), name);
    const source = toSource(file);
    if (source === root.source) return root;
    if (!project.contains(file)) {
      const message = `${name} is not read: it lies outside of the project. Run stylebook in a folder that holds both files.`;
      return { target: source, message, severity: 0 };
    }
    return this.#documents.get(source) ?? this.#add(source, readSource(file, this.#options));
  }

  #openUrl(name: string, from: SourceDocument, root: SourceDocument): Opened {
    const base = isUrl(from.source) ? from.source : undefined;
    if (!URL.canParse(name, base)) return `"${name}" is no URL.`;
    const url = new URL(name, base).href;
    if (url === root.source) return root;
    if (!isUrl(url)) return { target: url, message: `${name} is not read: only files refer to files.`, severity: 0 };
    if (!this.#options.followUrls) return { target: url, message: `${url} is not read. Use --follow-urls to read it.`, severity: 1 };
    const known = this.#documents.get(url) ?? this.#fetching.get(url);
    if (known) return known;
    const fetching = fetchSource(url).then((source) => void this.#add(url, source));
    this.#fetching.set(url, fetching);
    return fetching;
  }

  #add(source: string, read: Source): SourceDocument | string {
    const document = 'text' in read ? parseDocument(source, read.text) : read.problem;
    this.#documents.set(source, document);
    return document;
  }
}
