import { isNoun } from './nouns.js';

/** Names of things: words, case, singular and plural. English, as most APIs are. */

const folded = new Map<string, string>();

/** A name without regard to case, separators and a leading `x-`. */
export function fold(name: string): string {
  let found = folded.get(name);
  if (found === undefined) {
    found = name
      .replace(/^x-/i, '')
      .replace(/[^A-Za-z0-9]+/g, '')
      .toLowerCase();
    if (folded.size > 50_000) folded.clear();
    folded.set(name, found);
  }
  return found;
}

const cache = new Map<string, string[]>();

/** The words of a name in lower case, split at case changes, separators and dots: `bookISBNs` is book, isbns; `created_at` is created, at. */
export function wordsOf(name: string): string[] {
  let words = cache.get(name);
  if (!words) {
    words = name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
      .replace(/[^A-Za-z0-9]+/g, ' ')
      .trim()
      .toLowerCase()
      .split(' ')
      .filter(Boolean);
    if (cache.size > 50_000) cache.clear();
    cache.set(name, words);
  }
  return words;
}

/** A name without its last word and the separator before it, as written; undefined for names of one word. */
export function stemOf(name: string): string | undefined {
  const words = wordsOf(name);
  if (words.length < 2) return undefined;
  const end = name.replace(/[^A-Za-z0-9]+$/, '');
  return end.slice(0, -words.at(-1)!.length).replace(/[^A-Za-z0-9]+$/, '') || undefined;
}

/** Whether `phrase` (words with blanks between) stands in the words as a whole: anywhere, at the start or at the end. */
export function hasWords(words: string[], phrase: string, where: 'words' | 'first' | 'last'): boolean {
  const sequence = phrase.toLowerCase().split(/[\s_-]+/);
  const last = words.length - sequence.length;
  if (last < 0) return false;
  const from = where === 'last' ? last : 0;
  const to = where === 'first' ? 0 : last;
  for (let start = from; start <= to; start++) if (sequence.every((word, index) => words[start + index] === word)) return true;
  // "date time" as neighbours is the word datetime, and the other way round
  return sequence.length === 1 && words.length > 1 && hasJoined(words, sequence[0]!, where);
}

function hasJoined(words: string[], word: string, where: 'words' | 'first' | 'last'): boolean {
  for (let index = 0; index + 1 < words.length; index++) {
    if (where === 'first' && index > 0) return false;
    if (where === 'last' && index + 2 < words.length) continue;
    if (words[index]! + words[index + 1]! === word) return true;
  }
  return false;
}

export type CaseStyle = 'camel' | 'pascal' | 'snake' | 'kebab' | 'macro' | 'cobol' | 'train' | 'flat';

const styles: Record<CaseStyle, RegExp> = {
  flat: /^[a-z][a-z0-9]*$/,
  camel: /^[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*$/,
  pascal: /^[A-Z][a-z0-9]*(?:[A-Z][a-z0-9]*)*$/,
  snake: /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/,
  kebab: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  macro: /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/,
  cobol: /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/,
  train: /^[A-Z][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)*$/,
};

export const caseStyles = Object.keys(styles) as CaseStyle[];

export function hasCase(name: string, style: CaseStyle): boolean {
  return styles[style].test(name);
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The name in another style. */
export function toCase(name: string, style: CaseStyle): string {
  const words = wordsOf(name);
  switch (style) {
    case 'flat':
      return words.join('');
    case 'camel':
      return words.map((word, index) => (index === 0 ? word : capital(word))).join('');
    case 'pascal':
      return words.map(capital).join('');
    case 'snake':
      return words.join('_');
    case 'kebab':
      return words.join('-');
    case 'macro':
      return words.join('_').toUpperCase();
    case 'cobol':
      return words.join('-').toUpperCase();
    case 'train':
      return words.map(capital).join('-');
  }
}

/** The style of a name of two or more words; undefined where one word fits several styles, or none fits. */
export function caseOf(name: string, among: readonly CaseStyle[]): CaseStyle | undefined {
  let fitting: CaseStyle | undefined;
  for (const style of among) {
    if (!hasCase(name, style)) continue;
    if (fitting) return undefined;
    fitting = style;
  }
  return fitting;
}

const irregular: Record<string, string> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  data: 'datum',
  media: 'medium',
  indices: 'index',
  indexes: 'index',
  criteria: 'criterion',
  statuses: 'status',
  aliases: 'alias',
  addresses: 'address',
  processes: 'process',
  businesses: 'business',
  classes: 'class',
  series: 'series',
  news: 'news',
  analyses: 'analysis',
  diagnoses: 'diagnosis',
};
const singularInS =
  /(?:ss|us|is|ics|news|series|species|chassis|status|address|business|process|canvas|alias|gas|lens|atlas|bonus|https?|dns|sms|gps|aws|css|os|has|was|this|access)$/;

/** The singular of a plural noun; the word itself where it is no plural that this little grammar knows. */
export function singular(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word]!;
  if (!word.endsWith('s') || word.length < 3) return word;
  // what the list of nouns knows: responses, buses, cookies, metrics
  for (const length of [1, 2]) if (isNoun(word.slice(0, -length))) return word.slice(0, -length);
  if (singularInS.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ses|xes|zes|ches|shes)$/.test(word))
    return word.endsWith('uses') || word.endsWith('ases') ? word.slice(0, -1) : word.slice(0, -2);
  return word.slice(0, -1);
}

const irregularPlurals: Record<string, string> = {
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  criterion: 'criteria',
  analysis: 'analyses',
  diagnosis: 'diagnoses',
  index: 'indexes',
  datum: 'data',
  medium: 'media',
};

/** The plural of a noun in the singular. */
export function plural(word: string): string {
  if (Object.hasOwn(irregularPlurals, word)) return irregularPlurals[word]!;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

export function isPlural(word: string): boolean {
  return singular(word) !== word || word === 'series' || word === 'news';
}
