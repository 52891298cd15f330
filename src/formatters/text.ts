import picocolors from 'picocolors';
import type { Citation, Finding, Stance } from '../types.js';
import { groupBy, messageOf, plural, printable, relative, scopeText, widest } from './common.js';
import type { FormatOptions } from './index.js';

type Colors = ReturnType<typeof picocolors.createColors>;

const severities = ['error', 'warn', 'info', 'hint'] as const;
const plurals = ['errors', 'warnings', 'infos', 'hints'] as const;
const singulars = ['error', 'warning', 'info', 'hint'] as const;
const stanceWords: Record<Stance, string> = { supports: 'for', opposes: 'against', about: 'about' };
/** How many are listed without `verbose`. */
const most = { places: 10, supports: 3, opposes: 3, about: 1 };
const margin = ' '.repeat(9);

/** For people: by file, then by rule, the worst first; what is wrong, who says so and who disagrees once; then the places. */
export function text(findings: readonly Finding[], options: FormatOptions): string {
  const colors = picocolors.createColors(options.color ?? false);
  const cited = new Set<string>();
  const blocks: string[] = [];
  for (const [source, inFile] of groupBy(findings, ({ source }) => source)) {
    blocks.push(colors.underline(printable(relative(source, options.cwd))));
    const rules = [...groupBy(inFile, ({ code, severity }) => `${severity} ${code}`).values()].sort(byRule);
    for (const rule of rules) blocks.push(ruleBlock(rule, cited, colors, options));
  }
  if (findings.length === 0) return options.quiet ? '' : 'No findings.\n';
  blocks.push(summary(findings, colors));
  const explained = [...cited].find((id) => findings.some(({ code, citations }) => code === id && citations.length > 0));
  if (explained && !options.quiet) blocks[blocks.length - 1] += `\n${colors.dim(`Reasons and examples: stylebook explain ${explained}`)}`;
  return `${blocks.join('\n\n')}\n`;
}

function ruleBlock(findings: Finding[], cited: Set<string>, colors: Colors, options: FormatOptions): string {
  const [first] = findings as [Finding];
  const shared = sharedMessage(findings);
  const severity = severities[first.severity];
  const paint = [colors.red, colors.yellow, colors.cyan, colors.dim][first.severity]!;
  const title = `  ${paint(severity.padEnd(5))}  ${colors.bold(first.code)}${first.certainty === 'likely' ? colors.dim('  likely') : ''}`;
  const known = cited.has(first.code);
  cited.add(first.code);
  return [
    title,
    ...[shared ?? first.description ?? []].flat().map((line) => margin + line),
    ...(known && first.citations.length > 0 ? [margin + colors.dim('cited above')] : citationLines(first, colors, options)),
    ...placeLines(findings, shared, colors, options),
  ].join('\n');
}

function placeLines(findings: Finding[], shared: string | undefined, colors: Colors, { verbose }: FormatOptions): string[] {
  const placed = findings.filter(({ range }) => range.end.line > 0 || range.end.character > 0); // what concerns a file as a whole has no place
  const shown = verbose ? placed : placed.slice(0, most.places);
  const positions = shown.map(({ range }) => [`${range.start.line + 1}`, `${range.start.character + 1}`] as const);
  const lineWidth = widest(positions.map(([line]) => line));
  const columnWidth = widest(positions.map(([, column]) => column));
  const messageWidth = Math.min(60, widest(shown.map(messageOf)));
  const lines = shown.map((finding, index) => {
    const [line, column] = positions[index]!;
    const message = messageOf(finding);
    const at = printable(finding.path.join('.'));
    const cells = [
      `${line.padStart(lineWidth)}:${column.padEnd(columnWidth)}`,
      shared === undefined && message.padEnd(messageWidth),
      at !== '' && colors.dim(at),
      shared !== undefined && shared !== message && splitNote(message)[1],
    ];
    return margin + cells.filter(Boolean).join('  ').trimEnd();
  });
  const more = placed.length - shown.length;
  return more > 0 ? [...lines, `${margin}${colors.dim(`+ ${more} more (--verbose lists all)`)}`] : lines;
}

/** The message that all findings have, apart from notes. */
function sharedMessage(findings: Finding[]): string | undefined {
  const only = (texts: string[]): string | undefined => (new Set(texts).size === 1 ? texts[0] : undefined);
  const messages = findings.map(messageOf);
  return only(messages) ?? only(messages.map((message) => splitNote(message)[0]));
}

/** The message, and what it says of this place alone: `(used by 3 operations)`, `(and 2 more)`. */
function splitNote(message: string): [message: string, note: string] {
  const [, start, note] = /^(.*) (\((?:used by|and) \d+ (?:operations|more)\))\.$/.exec(message) ?? [];
  return start === undefined || note === undefined ? [message, ''] : [`${start}.`, note];
}

function citationLines({ code, citations }: Finding, colors: Colors, { verbose }: FormatOptions): string[] {
  const shown = (['supports', 'opposes', 'about'] as const).flatMap((stance) => {
    const all = citations.filter((citation) => citation.stance === stance);
    return verbose ? all : onePerGuideline(all).slice(0, most[stance]);
  });
  const rows = shown.map((citation) => [
    stanceWords[citation.stance],
    citation.label ?? citation.company,
    citation.strength ?? '',
    shortened(citation.section),
  ]);
  const widths = [0, 1, 2, 3].map((column) => widest(rows.map((row) => row[column]!)));
  const lines = rows.map((row, index) => {
    const [stance, label, strength, section] = row.map((cell, column) => cell.padEnd(widths[column]!)) as [string, string, string, string];
    const { url, scope } = shown[index]!;
    const only = scope ? `  ${colors.dim(`only for ${scopeText(scope)}`)}` : '';
    return `${margin}${colors.dim(stance)}  ${label}  ${strength}  ${section}  ${colors.blue(url)}${only}`;
  });
  const more = citations.length - shown.length;
  return more > 0 ? [...lines, `${margin}${colors.dim(`+ ${more} more (stylebook explain ${code})`)}`] : lines;
}

function onePerGuideline(citations: Citation[]): Citation[] {
  return [...groupBy(citations, ({ guideline }) => guideline).values()].map(([first]) => first!);
}

function shortened(section: string): string {
  return section.length > 48 ? `${section.slice(0, 47)}…` : section;
}

function summary(findings: readonly Finding[], colors: Colors): string {
  const counts = [0, 1, 2, 3].map((severity) => findings.filter((finding) => finding.severity === severity).length);
  const parts = counts.flatMap((count, severity) => (count > 0 ? [`${count} ${(count === 1 ? singulars : plurals)[severity]}`] : []));
  const files = new Set(findings.map(({ source }) => source)).size;
  const line = `${plural(findings.length, 'finding')}: ${parts.join(', ')} in ${plural(files, 'file')}`;
  return colors.bold(counts[0]! > 0 ? colors.red(line) : line);
}

function byRule([a]: Finding[], [b]: Finding[]): number {
  return a!.severity - b!.severity || (a!.code < b!.code ? -1 : 1);
}
