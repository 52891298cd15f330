import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { Guideline, Problem, Topic } from '../types.js';
import { parseGuideline } from './guideline.js';
import { parseTopic } from './parse.js';

/** What a folder of topics holds, in the order of its file names. */
export interface TopicFolder {
  topics: Topic[];
  guidelines: Guideline[];
  problems: Problem[];
}

/** Bytes; a topic is a page of text. */
const maxSize = 2_000_000;

/**
 * Reads every topic (`*.md` anywhere below `folder`, but `README.md`) and every record (`guidelines/*.yaml`). Folders that begin with a
 * dot and `node_modules` are passed over. What cannot be read, or is a link to a file out of the folder, is a problem. Never throws.
 */
export function readTopicFolder(folder: string): TopicFolder {
  const found: TopicFolder = { topics: [], guidelines: [], problems: [] };
  const note = (file: string, message: string, remedy: string) =>
    found.problems.push({ file, position: { line: 1, column: 1 }, message, remedy });
  let root: string;
  try {
    root = realpathSync(folder);
    if (!statSync(root).isDirectory()) throw new Error('not a folder');
  } catch {
    note(folder, 'The folder of topics is not there.', 'Name a folder that holds topic files.');
    return found;
  }
  const isRecord = (file: string) => /^guidelines[\\/][^\\/]+\.ya?ml$/.test(path.relative(folder, file));
  const isTopic = (file: string) => file.endsWith('.md') && path.basename(file).toLowerCase() !== 'readme.md';
  for (const file of filesBelow(folder, { root, note, isWanted: (name) => isRecord(name) || isTopic(name) })) {
    const text = readText(file, note);
    if (text === undefined) continue;
    if (isRecord(file)) {
      const { guideline, problems } = parseGuideline(file, text);
      found.problems.push(...problems);
      if (guideline) found.guidelines.push(guideline);
    } else {
      const { topic, problems } = parseTopic(file, text);
      found.problems.push(...problems);
      if (topic) found.topics.push(topic);
    }
  }
  return found;
}

type Note = (file: string, message: string, remedy: string) => void;

interface Walk {
  /** The folder of topics without links on the way. */
  root: string;
  note: Note;
  isWanted(file: string): boolean;
}

/** The wanted files below a folder, sorted by name. */
function* filesBelow(folder: string, walk: Walk): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    walk.note(folder, 'The folder cannot be read.', 'Allow reading it, or move it elsewhere.');
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) yield* filesBelow(file, walk);
    else if (entry.isSymbolicLink() ? isGoodLink(file, walk) : entry.isFile() && walk.isWanted(file)) yield file;
  }
}

/** A link to a wanted file within the root; a folder within it is read where it is, so a link to one is passed over. */
function isGoodLink(file: string, { root, note, isWanted }: Walk): boolean {
  let target: string;
  let isFolder: boolean;
  try {
    target = realpathSync(file);
    isFolder = statSync(target).isDirectory();
  } catch {
    if (isWanted(file)) note(file, 'The link leads to nothing.', 'Remove it, or put the file in its place.');
    return false;
  }
  if (!isFolder && !isWanted(file)) return false;
  if (target === root || target.startsWith(root + path.sep)) return !isFolder && statSync(target).isFile();
  note(file, 'The link leads out of the folder of topics.', 'Put what it leads to into the folder itself.');
  return false;
}

function readText(file: string, note: Note): string | undefined {
  try {
    if (statSync(file).size > maxSize) {
      note(file, `The file is larger than ${maxSize / 1_000_000} MB.`, 'Split it; a topic is a page of text.');
      return undefined;
    }
    const bytes = readFileSync(file);
    if (isUtf8(bytes)) return bytes.toString('utf8');
    note(file, 'The file is not UTF-8.', 'Save it as text in UTF-8.');
  } catch {
    note(file, 'The file cannot be read.', 'Allow reading it, or move it elsewhere.');
  }
  return undefined;
}
