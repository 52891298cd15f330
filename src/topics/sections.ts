import type { Example, Problem, RuleSection } from '../types.js';
import { didYouMean } from '../runtime/language/did-you-mean.js';
import { either } from './reader.js';

/** The body of a topic file: the topic's text, then a section for each rule. */
export interface Sections {
  text: string;
  sections: Map<string, RuleSection>;
  problems: Problem[];
}

const headings = ['Incorrect', 'Correct', 'When not to use it'] as const;
type Heading = (typeof headings)[number];
const kinds: Partial<Record<Heading, Example['kind']>> = { Incorrect: 'incorrect', Correct: 'correct' };

/** The mark at the end of a line that the rule of the section reports. */
const marker = /(^|\s)# <- finding\s*$/;

interface Fence {
  /** Index of the opening line. */
  start: number;
  /** Index after the closing line. */
  end: number;
  language: string;
  text: string;
  closed: boolean;
}

/** The fenced code block that opens at a line, as CommonMark has it: closed by as many of the same characters, its own indentation taken off. */
function fenceAt(lines: string[], start: number): Fence | undefined {
  const [, indent = '', mark = '', info = ''] = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(lines[start]!) ?? [];
  if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return undefined;
  const closing = new RegExp(`^ {0,3}\\${mark[0]}{${mark.length},}[ \\t]*$`);
  const indentation = new RegExp(`^ {0,${indent.length}}`);
  let end = start + 1;
  while (end < lines.length && !closing.test(lines[end]!)) end++;
  const text = lines.slice(start + 1, end).map((line) => line.replace(indentation, ''));
  return {
    start,
    end: end + 1,
    language: info.trim().toLowerCase().split(/\s/, 1)[0]!,
    text: text.join('\n') + '\n',
    closed: end < lines.length,
  };
}

/** Reads the body line by line. Headings inside fenced blocks are not headings. */
class SectionReader {
  readonly result: Sections = { text: '', sections: new Map(), problems: [] };
  private section: RuleSection | undefined;
  private heading: Heading | undefined;
  private prose: string[] = [];

  constructor(
    private readonly file: string,
    private readonly lines: string[],
    private readonly firstLine: number,
    private readonly ruleIds: readonly string[],
  ) {}

  read(): Sections {
    for (let index = 0; index < this.lines.length;) {
      const fence = fenceAt(this.lines, index);
      if (fence) {
        this.fence(fence);
        index = fence.end;
        continue;
      }
      const line = this.lines[index]!;
      const [, level = '', title = ''] = /^(#{1,6})[ \t]+(.*)$/.exec(line) ?? [];
      if (!this.isHeading(level.length, title.trim(), index)) this.prose.push(line);
      index++;
    }
    this.endProse();
    return this.result;
  }

  private problem(index: number, message: string, remedy: string): void {
    this.result.problems.push({ file: this.file, position: { line: this.firstLine + index, column: 1 }, message, remedy });
  }

  /** `true` where the line opens a section or a part of one. */
  private isHeading(level: number, title: string, index: number): boolean {
    if (level === 2) return this.sectionHeading(title.replace(/^`(.*)`$/, '$1'), index);
    if (level !== 3 || !this.section) return false;
    const heading = headings.find((known) => known === title);
    if (!heading) {
      this.problem(
        index,
        `Unknown heading \`${title}\` in the section of a rule.${didYouMean(title, headings)}`,
        `Use ${either(headings)}.`,
      );
    }
    this.endProse();
    this.heading = heading;
    return true;
  }

  private sectionHeading(id: string, index: number): boolean {
    if (!this.ruleIds.includes(id)) {
      // Before the first section a topic's text may have headings of its own, but not one that is meant for a rule.
      const hint = didYouMean(id, this.ruleIds);
      if (!this.section && hint === '') return false;
      this.problem(
        index,
        `There is no rule \`${id}\` in this topic.${hint}`,
        'Name a rule of this topic, or use a heading of level 4 for prose.',
      );
      this.open(index);
      return true;
    }
    const section = this.open(index);
    if (this.result.sections.has(id)) this.problem(index, `The rule \`${id}\` has two sections.`, 'Join them into one.');
    else this.result.sections.set(id, section);
    return true;
  }

  private open(index: number): RuleSection {
    this.endProse();
    this.heading = undefined;
    this.section = { why: '', examples: [], position: { line: this.firstLine + index, column: 1 } };
    return this.section;
  }

  private endProse(): void {
    const text = this.prose.join('\n').trim();
    this.prose = [];
    if (!this.section) this.result.text = text;
    else if (!this.heading) this.section.why ||= text;
    else if (this.heading === 'When not to use it') this.section.whenNotToUse = text;
  }

  private fence(fence: Fence): void {
    if (!fence.closed)
      this.problem(fence.start, 'The code block is not closed.', 'End it with a line of as many backticks as it begins with.');
    const kind = this.heading && kinds[this.heading];
    if (!this.section || !kind) {
      this.prose.push(...this.lines.slice(fence.start, fence.end));
      return;
    }
    if (!/^ya?ml$/.test(fence.language)) {
      this.problem(
        fence.start,
        'An example is not marked as YAML, so it would not be tested.',
        'Begin it with ```yaml; other code belongs under another heading.',
      );
      return;
    }
    const marked = fence.text.split('\n').flatMap((line, index) => (marker.test(line) ? [index + 1] : []));
    this.section.examples.push({ kind, text: fence.text, line: this.firstLine + fence.start + 1, marked });
  }
}

/**
 * Reads the body of a topic file: prose, then `## <rule id>` with `### Incorrect`, `### Correct` and `### When not to use it`.
 * `firstLine` is the line of the file at which `body` starts. Text between the examples is left out. Never throws.
 */
export function readSections(file: string, body: string, firstLine: number, ruleIds: readonly string[]): Sections {
  return new SectionReader(file, body.split('\n'), firstLine, ruleIds).read();
}
