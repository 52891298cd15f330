import { COLLECTION_STYLE, EVENT_ID, getScalarValue, type Event } from 'js-yaml';
import type { Range } from '../types.js';
import { anchorName, scalarEnd, scalarStart } from './scalars.js';

/** A member of a mapping or sequence: indices of its events. A sequence's items have no key event. */
interface Member {
  key: number;
  value: number;
}

/** A key that stands twice in one mapping, or that is no text. */
export interface KeyProblem {
  kind: 'duplicate' | 'complex';
  path: (string | number)[];
  range: Range;
}

/**
 * Where the nodes of one document are written, found by walking the parser's events. Made only for documents in which something
 * is to be reported. Ranges are those of Spectral's YAML parser: a text starts where it is written, a mapping or list right behind the
 * colon of its key; both end with their last member.
 */
export class Positions {
  readonly #text: string;
  readonly #events: Event[];
  /** Event index to the index behind that node. */
  readonly #after: Int32Array;
  readonly #aliases = new Map<number, number>();
  readonly #members = new Map<number, Map<string, Member>>();
  readonly #lines: number[] = [0];

  /** `written`: the text as in the file, where what was parsed has fewer lines. */
  constructor(text: string, events: Event[], written = text) {
    this.#text = text;
    this.#events = events;
    this.#after = new Int32Array(events.length);
    const anchors = new Map<string, number>();
    const open: number[] = [];
    for (const [index, event] of events.entries()) {
      if (event.type === EVENT_ID.POP) this.#after[open.pop()!] = index + 1;
      else if (event.type === EVENT_ID.ALIAS || event.type === EVENT_ID.SCALAR) this.#after[index] = index + 1;
      else open.push(index);
      if (event.type === EVENT_ID.ALIAS) this.#aliases.set(index, anchors.get(anchorName(text, event)) ?? -1);
      else if ('anchorStart' in event && event.anchorStart >= 0) anchors.set(anchorName(text, event), index);
    }
    for (let at = written.indexOf('\n'); at >= 0; at = written.indexOf('\n', at + 1)) this.#lines.push(at + 1);
  }

  /** The range of the node at `path`, or of the closest node above it that is written. */
  rangeOf(path: readonly (string | number)[]): Range {
    let at: Member = { key: -1, value: 1 };
    if (this.#events.length < 2) return this.range(0, 0);
    for (const segment of path) {
      const next = this.#membersOf(at.value).get(String(segment));
      if (!next) break;
      at = next;
    }
    return this.#rangeOf(at);
  }

  /** Keys that stand twice in one mapping (their later occurrence), and keys that are lists or mappings, in the order of the file. */
  keyProblems(): KeyProblem[] {
    const found: KeyProblem[] = [];
    const path: (string | number)[] = [];
    const levels: { members: Member[]; next: number; seen: Set<string>; mapping: boolean }[] = [];
    const enter = (index: number): void => {
      const type = this.#events[index]?.type;
      if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return;
      levels.push({ members: this.#children(index), next: 0, seen: new Set(), mapping: type === EVENT_ID.MAPPING });
    };
    enter(1);
    while (levels.length > 0) {
      const level = levels.at(-1)!;
      path.length = levels.length - 1;
      const member = level.members[level.next++];
      if (!member) {
        levels.pop();
        continue;
      }
      const key = level.mapping ? this.#keyOf(member) : String(level.next - 1);
      path.push(level.mapping ? (key ?? '') : level.next - 1);
      if (key === null) found.push({ kind: 'complex', path: path.slice(0, -1), range: this.#rangeOf({ key: -1, value: member.key }) });
      else if (key !== '<<' && level.seen.has(key))
        found.push({ kind: 'duplicate', path: [...path], range: this.#rangeOf({ key: -1, value: member.key }) });
      if (key !== null) level.seen.add(key);
      enter(member.value);
    }
    return found;
  }

  /** The range between two offsets of the text. */
  range(start: number, end: number): Range {
    return { start: this.#position(start), end: this.#position(end) };
  }

  #position(offset: number): { line: number; character: number } {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.#lines[low]! };
  }

  #rangeOf({ key, value }: Member): Range {
    const event = this.#events[value]!;
    const end = this.#end(value);
    if (value === 1) return this.range(this.#start(1) === this.#lines[1] ? 0 : this.#start(1), end);
    if (key < 0) return this.range(this.#start(value), end);
    const behindKey = this.#end(key) + 1;
    if (event.type !== EVENT_ID.SCALAR) return this.range(behindKey, Math.max(end, behindKey));
    if (event.valueStart < 0) return this.range(behindKey, behindKey);
    return this.range(this.#start(value), end);
  }

  #start(index: number): number {
    const event = this.#events[index]!;
    if (event.type === EVENT_ID.SCALAR) return scalarStart(this.#text, event);
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    return 'start' in event ? event.start : 0;
  }

  #end(index: number): number {
    const event = this.#events[index]!;
    if (event.type === EVENT_ID.SCALAR) return event.valueStart < 0 ? this.#endOfNothing(index) : scalarEnd(this.#text, event);
    if (event.type === EVENT_ID.ALIAS) return event.anchorEnd;
    const last = this.#after[index]! - 2;
    if (last <= index) return this.#endOfEmpty(index);
    // The last member's end: skip the ends of collections, which have no place of their own.
    let inner = last;
    while (inner > index && this.#events[inner]!.type === EVENT_ID.POP) inner--;
    return inner === index ? this.#endOfEmpty(index) : this.#end(inner);
  }

  /** A value that is not written ends behind the colon of its key. */
  #endOfNothing(index: number): number {
    const key = this.#events[index - 1];
    return key?.type === EVENT_ID.SCALAR && key.valueStart >= 0 ? scalarEnd(this.#text, key) + 1 : 0;
  }

  /** `[]` and `{}`. */
  #endOfEmpty(index: number): number {
    const event = this.#events[index]!;
    if (!('style' in event) || !('start' in event) || event.style !== COLLECTION_STYLE.FLOW) return this.#start(index);
    const close = this.#text.indexOf(event.type === EVENT_ID.SEQUENCE ? ']' : '}', event.start);
    return close < 0 ? event.start + 1 : close + 1;
  }

  #children(index: number): Member[] {
    const mapping = this.#events[index]!.type === EVENT_ID.MAPPING;
    const end = this.#after[index]! - 1;
    const members: Member[] = [];
    for (let at = index + 1; at < end;) {
      const value = mapping ? this.#after[at]! : at;
      members.push({ key: mapping ? at : -1, value });
      at = this.#after[value]!;
    }
    return members;
  }

  #keyOf(member: Member): string | null {
    const event = this.#events[member.key]!;
    return event.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, event) : null;
  }

  /** The members of a mapping or sequence by name. An alias has none: what it stands for is written elsewhere. */
  #membersOf(index: number): Map<string, Member> {
    const known = this.#members.get(index);
    if (known) return known;
    const members = new Map<string, Member>();
    this.#members.set(index, members);
    const type = this.#events[index]!.type;
    if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return members;
    const merged: Member[] = [];
    for (const [position, member] of this.#children(index).entries()) {
      const key = type === EVENT_ID.MAPPING ? this.#keyOf(member) : String(position);
      if (key === '<<') merged.push(member);
      else if (key !== null) members.set(key, member);
    }
    for (const { value } of merged) {
      const sources = this.#events[value]!.type === EVENT_ID.SEQUENCE ? this.#children(value).map((item) => item.value) : [value];
      for (const source of sources) {
        for (const [key, member] of this.#membersOf(this.#aliases.get(source) ?? source)) if (!members.has(key)) members.set(key, member);
      }
    }
    return members;
  }
}
