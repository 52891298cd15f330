import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isGenerated } from '../compile/render.js';

/** What there is to do until a folder holds some files; names within the folder. */
export interface Changes {
  /** Not there yet, or not the same. */
  write: string[];
  /** Written by an earlier build and no longer wanted. */
  remove: string[];
  /** In the way: there under one of the names, but not written by a build. */
  foreign: string[];
}

/** Compares a folder with the rulesets that are to be in it, by file name; a folder that is not there is empty. Throws errors of the file system. */
export function compareRulesets(folder: string, files: Readonly<Record<string, string>>): Changes {
  const names = namesIn(folder);
  const existing = new Map(
    names.filter((name) => name.endsWith('.mjs')).map((name) => [name, readRegular(path.join(folder, name))] as const),
  );
  const ours = (name: string) => isGenerated(existing.get(name) ?? '');
  return {
    write: Object.keys(files).filter((name) => existing.get(name) !== files[name]),
    remove: [...existing.keys()].filter((name) => !Object.hasOwn(files, name) && ours(name)),
    foreign: Object.keys(files).filter((name) => existing.has(name) && !ours(name)),
  };
}

/**
 * Makes the changes: all files are written into a new folder within `folder` first, then moved into place, so that what fails halfway
 * leaves the rulesets as they were. Links are replaced, never followed. Throws errors of the file system.
 */
export function writeRulesets(folder: string, files: Readonly<Record<string, string>>, { write, remove }: Changes): void {
  if (write.length === 0 && remove.length === 0) return;
  makeFolder(path.resolve(folder));
  const temporary = mkdtempSync(path.join(folder, '.stylebook-'));
  try {
    for (const name of write) writeFileSync(path.join(temporary, name), files[name]!);
    for (const name of write) renameSync(path.join(temporary, name), path.join(folder, name));
    for (const name of remove) rmSync(path.join(folder, name));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The text of a file; `''`, which no build writes, for anything else: a folder, a link, a device. */
function readRegular(file: string): string {
  return lstatSync(file).isFile() ? readFileSync(file, 'utf8') : '';
}

/** A folder and those above it. Node's own recursive `mkdir` never returns where a file system refuses a folder with ENOENT, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}
