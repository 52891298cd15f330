import picocolors from 'picocolors';
import { scopeText, widest } from '../formatters/common.js';
import type { Citation, Example, RuleExtensions, RuleSection, Stance, Topic } from '../types.js';

/** What a ruleset holds of a rule. */
export interface ExplainedRule {
  description?: string;
  severity?: string;
  recommended?: boolean;
  extensions?: Partial<RuleExtensions>;
}

export interface RulePage {
  id: string;
  rule: ExplainedRule;
  topic?: Topic;
  section?: RuleSection;
}

type Colors = ReturnType<typeof picocolors.createColors>;

const citationHeadings: Record<Stance, string> = { supports: 'Who asks for it', opposes: 'Who disagrees', about: 'More on the topic' };

/** A rule's page as text for a terminal. Pure. */
export function explanation({ id, rule, topic, section }: RulePage, color: boolean): string {
  const colors = picocolors.createColors(color);
  const { certainty, citations = [], alternatives = [] } = rule.extensions ?? {};
  const facts = [
    rule.severity,
    certainty,
    rule.recommended === false ? 'not in recommended' : 'recommended',
    topic && `topic ${topic.name}`,
  ];
  const blocks = [
    `${colors.bold(id)}  ${colors.dim(facts.filter(Boolean).join(' · '))}`,
    rule.description,
    section?.why,
    ...examples(section?.examples ?? [], colors),
    ...(['supports', 'opposes', 'about'] as const).map((stance) => citationBlock(stance, citations, colors)),
    alternatives.length > 0 && block('Alternatives', alternatives.map((name) => `stylebook explain ${name}`).join('\n'), colors),
    section?.whenNotToUse && block('When not to use it', section.whenNotToUse, colors),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function examples(all: Example[], colors: Colors): string[] {
  return all.map(({ kind, text }) => {
    const lines = text.trimEnd().split('\n');
    const code = lines.map((line) => `${colors.dim('│')} ${line.endsWith('# <- finding') ? colors.yellow(line) : line}`.trimEnd());
    return block(kind === 'incorrect' ? 'Incorrect' : 'Correct', code.join('\n'), colors);
  });
}

function citationBlock(stance: Stance, citations: readonly Citation[], colors: Colors): string | undefined {
  const cited = citations.filter((citation) => citation.stance === stance);
  if (cited.length === 0) return undefined;
  const nameWidth = widest(cited.map(({ label, company }) => label ?? company));
  const strengthWidth = widest(cited.map(({ strength }) => strength ?? ''));
  const lines = cited.flatMap(({ label, company, strength, section, scope, url }) => [
    `${(label ?? company).padEnd(nameWidth)}  ${(strength ?? '').padEnd(strengthWidth)}  ${section}${scope ? `, only for ${scopeText(scope)}` : ''}`,
    `${' '.repeat(nameWidth + strengthWidth + 4)}${colors.blue(url)}`,
  ]);
  return block(citationHeadings[stance], lines.join('\n'), colors);
}

function block(heading: string, body: string, colors: Colors): string {
  return `${colors.underline(heading)}\n${body
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n')}`;
}
