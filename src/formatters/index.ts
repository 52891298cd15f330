import type { Finding } from '../types.js';
import { json } from './json.js';
import { text } from './text.js';

export interface FormatOptions {
  /** Folder to which file names are relative. */
  cwd: string;
  color?: boolean;
  /** Everything: all places, all citations. */
  verbose?: boolean;
  /** Findings only: nothing where there are none, no hints. */
  quiet?: boolean;
}

/** A formatter is pure: the same findings give the same text. Findings come sorted by file and position. */
export type Formatter = (findings: readonly Finding[], options: FormatOptions) => string;

export const formatters: Record<string, Formatter> = { text, json };
