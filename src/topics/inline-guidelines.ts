import type { Guideline, Statement, Strength } from '../types.js';
import { isLink } from './link.js';
import { type Mapping, type Path, type Reader, isMapping } from './reader.js';

const strengths: readonly Strength[] = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'NOTE'];
const linkRemedy = 'Write a link with http or https and a full host name; Spectral takes no other.';

/** Ids name files and stand in messages. */
export const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Reads `guidelines` of a page of the API Stylebook, or of a topic of one's own: each `references` entry becomes a statement
 * `<guideline_id>/<topic_id>/<number>`. A reference may state a `strength`; the pages have none.
 */
export function readInlineGuidelines(reader: Reader, data: Mapping, topic: string): Guideline[] {
  if (data.guidelines === undefined || data.guidelines === null) return [];
  if (!Array.isArray(data.guidelines)) {
    reader.problem(['guidelines'], '`guidelines` is not a list.', 'Write `guidelines:` with `- guideline_id: …` entries below it.');
    return [];
  }
  const seen = new Set<string>();
  return data.guidelines.flatMap((entry: unknown, index): Guideline[] => {
    const path = ['guidelines', index];
    if (!isMapping(entry)) {
      reader.problem(path, 'A guideline is not a mapping.', 'Begin it with `- guideline_id: …`.');
      return [];
    }
    const guideline = readGuideline(reader, entry, path, topic);
    if (guideline && seen.has(guideline.id))
      reader.problem(path, `The guideline \`${guideline.id}\` is listed twice.`, 'Join its references into one entry.');
    if (!guideline || seen.has(guideline.id)) return [];
    seen.add(guideline.id);
    return [guideline];
  });
}

function readGuideline(reader: Reader, data: Mapping, path: Path, topic: string): Guideline | undefined {
  const id = reader.required(data, path, 'guideline_id', 'Give the guideline an id of small letters, digits and hyphens.');
  if (id === '') return undefined;
  if (!idPattern.test(id)) {
    reader.problem([...path, 'guideline_id'], `The id \`${id}\` cannot name a ruleset.`, 'Use small letters, digits and hyphens only.');
    return undefined;
  }
  const title = reader.text(data, path, 'guideline_title') ?? id;
  const company = reader.text(data, path, 'guideline_company') ?? title;
  const statements = readReferences(reader, data, path, topic, id);
  const date = reader.text(data, path, 'guideline_date')?.slice(0, 10);
  return {
    id,
    short: id,
    label: company,
    title,
    company,
    kind: 'company',
    url: reader.text(data, path, 'guideline_url') ?? statements[0]?.url ?? '',
    ...(date === undefined ? {} : { date }),
    status: 'current',
    statements,
  };
}

function readReferences(reader: Reader, data: Mapping, path: Path, topic: string, guideline: string): Statement[] {
  if (data.references === undefined || data.references === null) {
    reader.problem(path, 'The guideline has no `references`.', 'List the sections of it, each with `name` and `url`.');
    return [];
  }
  if (!Array.isArray(data.references)) {
    reader.problem([...path, 'references'], '`references` is not a list.', 'Write `references:` with `- name: …` entries below it.');
    return [];
  }
  return data.references.flatMap((entry: unknown, index): Statement[] => {
    const place = [...path, 'references', index];
    if (!isMapping(entry)) {
      reader.problem(place, 'A reference is not a mapping.', 'Write `- name: …` and, below it, `url: …`.');
      return [];
    }
    const url = reader.required(entry, place, 'url', linkRemedy);
    if (url !== '' && !isLink(url)) reader.problem([...place, 'url'], `\`${url}\` is not a link.`, linkRemedy);
    const strength = reader.word(entry, place, 'strength', strengths);
    return [
      {
        id: `${guideline}/${topic}/${index + 1}`,
        section: reader.required(entry, place, 'name', 'Write the heading of the section.'),
        url,
        strength: strength ?? 'NOTE',
        ...(strength === undefined ? { stated: false } : {}),
        topic,
        says: '',
        checkable: 'no',
      },
    ];
  });
}
