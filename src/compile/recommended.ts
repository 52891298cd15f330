import type { Certainty, Guideline, Rule } from '../types.js';
import { generalSeverity } from './severity.js';
import { bindsAll, type Cited, fullSupporters, isDemand } from './strength.js';

/** So many publishers carry a rule: what the document itself shows needs two, what can only be guessed from it a third. */
const enoughVoices: Readonly<Record<Certainty, number>> = { certain: 2, likely: 3 };

/**
 * Whether a rule is for everybody: nobody current demands the contrary (supporters of alternatives are among the opponents, see
 * citations.ts), and a standard that binds all, or at least two current publishers (three of what is only likely), demand it. `MAY`,
 * `NOTE` and scoped citations neither carry nor veto; a rule that reports very often, or is worth no more than an `info`, is never
 * recommended.
 */
export function isRecommended(
  citations: readonly Cited[],
  { noise, certainty }: Pick<Rule, 'noise' | 'certainty'>,
  guidelines: ReadonlyMap<string, Guideline>,
): boolean {
  if (noise === 'high' || generalSeverity(citations, certainty) === 'info') return false;
  const isCounted = (cited: Cited) => cited.guideline.status === 'current' && isDemand(cited);
  if (citations.some((cited) => cited.stance === 'opposes' && !cited.scope && isCounted(cited))) return false;
  const supporters = fullSupporters(citations).filter(isCounted);
  if (supporters.some(bindsAll)) return true;
  const documents = supporters.map(({ guideline }) => guideline);
  return countVoices(documents, guidelines) >= enoughVoices[certainty];
}

/** How many publishers speak: documents of one company, and documents derived from one another, are one voice. */
export function countVoices(documents: readonly Guideline[], guidelines: ReadonlyMap<string, Guideline>): number {
  const voices: Set<string>[] = [];
  for (const document of documents) {
    const marks = new Set([`company ${document.company.toLowerCase()}`, ...ancestry(document, guidelines)]);
    // A document may join two voices: one by its company, another by what it derives from.
    for (const voice of voices.filter((other) => [...marks].some((mark) => other.has(mark)))) {
      voices.splice(voices.indexOf(voice), 1);
      voice.forEach((mark) => marks.add(mark));
    }
    voices.push(marks);
  }
  return voices.length;
}

/** The ids of a document and of all that it derives from, also where that is in a circle or without a record. */
function ancestry(document: Guideline, guidelines: ReadonlyMap<string, Guideline>): Set<string> {
  const ids = new Set<string>();
  for (let id: string | undefined = document.id; id !== undefined && !ids.has(id); id = guidelines.get(id)?.derivedFrom) ids.add(id);
  return ids;
}
