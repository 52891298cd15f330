/**
 * Makes each flow collection (`{…}`, `[…]`) and each text in quotes one line, by putting spaces for the line breaks, tabs and comments in
 * it: the document keeps its length, every character its place. For documents that close a bracket at or left of the column of the key
 * before it: YAML forbids it (1.2.2 §7.4, §8.2), hands write it, other parsers read it, js-yaml 5 does not.
 */
export function joinFlowLines(text: string): string {
  const flow = new FlowLines(text);
  flow.run();
  return flow.chars.join('');
}

class FlowLines {
  readonly chars: string[];
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.chars = Array.from({ length: text.length }, (_, index) => text[index]!);
  }

  run(): void {
    while (this.#at < this.#text.length) this.#line();
  }

  /** A line of a block mapping or list, with the whole value that starts on it. */
  #line(): void {
    const start = this.#at;
    this.#skip(/[ ]*/y);
    let indent = this.#at - start;
    for (;;) {
      const before = this.#at;
      if (this.#skip(/[-?](?:[ \t]+|(?=\r?\n|$))/y)) indent = before - start;
      else if (this.#skip(/[&!][^\s]*[ \t]*/y)) continue;
      else break;
    }
    const valueStart = this.#at;
    if (!this.#value(indent)) return;
    // What was read is a key if a colon follows.
    if (this.#skip(/[ \t]*:[ \t]+/y)) {
      while (this.#skip(/[&!][^\s]*[ \t]*/y));
      this.#value(valueStart - start);
    }
    this.#skip(/[^\n]*\n?/y);
  }

  /** Reads one value; false where it took the rest of its lines with it. */
  #value(indent: number): boolean {
    const first = this.#text[this.#at];
    if (first === '{' || first === '[') this.#flow();
    else if (first === '"' || first === "'") this.#quoted(first);
    else if (first === '|' || first === '>') {
      this.#block(indent);
      return false;
    } else this.#skip(/(?:(?!:\s|\s#)[^\n])*/y);
    return true;
  }

  #flow(): void {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at]!;
      if (char === '{' || char === '[') depth++;
      else if (char === '}' || char === ']') depth--;
      else if ((char === '"' || char === "'") && /[\s,:[{]/.test(this.#text[this.#at - 1]!)) {
        this.#quoted(char);
        this.#at--;
      } else if (char === '#' && /\s/.test(this.#text[this.#at - 1]!)) {
        for (; this.#at < this.#text.length && this.#text[this.#at] !== '\n'; this.#at++) this.chars[this.#at] = ' ';
        this.#at--;
      } else if (char === '\n' || char === '\r' || char === '\t') this.chars[this.#at] = ' ';
      if (depth === 0) {
        this.#at++;
        return;
      }
    }
  }

  #quoted(quote: string): void {
    const start = this.#at;
    this.#skip(quote === '"' ? /"(?:[^"\\]|\\[^])*"?/y : /'(?:[^']|'')*'?/y);
    for (let at = start; at < this.#at; at++) if (/[\r\n]/.test(this.#text[at]!)) this.chars[at] = ' ';
  }

  /** The header of a block text and all lines that are empty or indented further than its parent. */
  #block(indent: number): void {
    this.#skip(/[^\n]*\n?/y);
    const inside = new RegExp(`(?:[ ]{${indent + 1},}[^\\n]*|[ \\t\\r]*(?=\\n))(?:\\n|$)`, 'y');
    while (this.#at < this.#text.length && this.#skip(inside));
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at += match[0].length;
    return match !== null && match[0].length > 0;
  }
}
