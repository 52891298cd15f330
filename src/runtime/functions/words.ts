import type { Node } from '../model/nodes.js';
import { placeOfAttribute } from '../language/places.js';
import { american } from '../model/american.js';
import { attributeOf } from '../model/attributes.js';
import { caseOf, caseStyles, plural, singular, toCase, wordsOf } from '../model/names.js';
import { isNoun } from '../model/nouns.js';
import { each, type Function } from './function.js';
import { compileExcept } from './names.js';

/** A name with some words replaced, in its own style. */
function replaceWords(name: string, words: string[]): string {
  const style =
    caseOf(name, caseStyles) ?? (/_/.test(name) ? 'snake' : /-/.test(name) ? 'kebab' : /^[A-Z]/.test(name) ? 'pascal' : 'camel');
  return toCase(words.join(' '), style);
}

/** The preferred words at an index of a list of words, and how many they replace. */
type Prefer = (words: string[], index: number) => { preferred: string[]; length: number } | undefined;

const preferAmerican: Prefer = (words, index) => {
  const preferred = american(words[index]!);
  return preferred === null ? undefined : { preferred: [preferred], length: 1 };
};

/** Sequences of words to the preferred ones, by their first word. */
function preferListed(prefer: Record<string, unknown>): Prefer {
  const byFirst = new Map<string, { old: string[]; preferred: string[] }[]>();
  for (const [old, preferred] of Object.entries(prefer)) {
    const sequence = wordsOf(old);
    const [first = ''] = sequence;
    byFirst.set(first, [...(byFirst.get(first) ?? []), { old: sequence, preferred: wordsOf(String(preferred)) }]);
  }
  return (words, index) => {
    const match = byFirst.get(words[index]!)?.find(({ old }) => old.every((one, offset) => words[index + offset] === one));
    return match && { preferred: match.preferred, length: match.old.length };
  };
}

/** The words with all that have a preferred spelling replaced; what was replaced, and by what. */
function replaced(words: string[], prefer: Prefer): { words: string[]; old: string[]; preferred: string[] } {
  const found = { words: [] as string[], old: [] as string[], preferred: [] as string[] };
  for (let index = 0; index < words.length;) {
    const match = prefer(words, index);
    if (!match) found.words.push(words[index++]!);
    else {
      found.words.push(...match.preferred);
      found.old.push(words.slice(index, index + match.length).join(' '));
      found.preferred.push(match.preferred.join(' '));
      index += match.length;
    }
  }
  return found;
}

const textWord = /[A-Za-z]+/g;

/** Words of a text that have a preferred spelling, each once, with its capital kept. */
function inText(text: string, prefer: Prefer): { found: string; expected: string } | null {
  const written: string[] = text.match(textWord) ?? [];
  const { old, preferred } = replaced(
    written.map((word) => word.toLowerCase()),
    prefer,
  );
  if (old.length === 0) return null;
  const isCapital = (word: string) => !written.includes(word) && written.includes(word.charAt(0).toUpperCase() + word.slice(1));
  const show = (words: string[]) =>
    [...new Set(words.map((word, index) => (isCapital(old[index]!) ? word.charAt(0).toUpperCase() + word.slice(1) : word)))].join('`, `');
  return { found: show(old), expected: show(preferred) };
}

export const words: Function = {
  does: 'The last word is plural or singular (countable nouns of a list only), or words have the preferred spelling; of a text, all its words.',
  options: {
    number: { does: '`plural` or `singular`: the number of the last word.', schema: { enum: ['plural', 'singular'] } },
    prefer: {
      does: 'Words, or sequences of words with blanks, to the preferred ones; or `american`: British spellings of a list to the American ones.',
      schema: { anyOf: [{ enum: ['american'] }, { type: 'object', additionalProperties: { type: 'string' } }] },
    },
    of: { does: 'The attribute that is judged, `name` if not said.', schema: { type: 'string' } },
    except: { does: 'Names, or `/re/`, that are left alone.', schema: { type: ['string', 'array'] } },
  },
  compile(
    {
      number,
      prefer = {},
      of = 'name',
      except,
    }: { number?: 'plural' | 'singular'; prefer?: Record<string, string> | 'american'; of?: string; except?: unknown },
    _targets,
    path,
    report,
  ) {
    const excepted = compileExcept(except, [...path, 'except'], report);
    const preferred = prefer === 'american' ? preferAmerican : preferListed(typeof prefer === 'object' ? prefer : {});
    const known = new Map<string, Better | null>();
    const better = (name: string): Better | null => {
      if (name.length > 80) return excepted(name) ? null : betterName(name, number, preferred); // a text
      let found = known.get(name);
      if (found === undefined) known.set(name, (found = excepted(name) ? null : betterName(name, number, preferred)));
      return found;
    };
    return each(
      (node, use, { model }) => {
        const name = attributeOf(model, node, of);
        const { found, expected } = (typeof name === 'string' ? better(name) : null) ?? {};
        if (found === undefined) return [];
        const message = `Expected \`${expected!}\`, found \`${found}\`.`;
        return [{ node, place: placeOfAttribute(model, node, of), points: use.points, found, expected: expected!, message }];
      },
      { ofNodeAlone: true, ...(of === 'name' || of === 'prose' ? { canFail: canFail(of, better) } : {}) },
    );
  },
};

/** A cheap look at the name; that of a Text is the text. */
function canFail(of: string, better: (name: string) => Better | null): (node: Node) => boolean {
  return (node) => (of === 'name' ? node.target === 'SecurityScheme' : node.target !== 'Text') || better(node.name) !== null;
}

/** What is wrong with a name, and what is expected. */
interface Better {
  found: string;
  expected: string;
}

function betterName(name: string, number: 'plural' | 'singular' | undefined, prefer: Prefer): Better | null {
  if (/\s/.test(name)) return inText(name, prefer);
  const expected = betterWords(wordsOf(name), number, prefer);
  return expected && { found: name, expected: replaceWords(name, expected) };
}

function betterWords(all: string[], number: 'plural' | 'singular' | undefined, prefer: Prefer): string[] | null {
  const { words: better, old } = replaced(all, prefer);
  if (old.length > 0) return better;
  const last = all.at(-1) ?? '';
  const first = all.slice(0, -1);
  if (number === 'singular' && !isNoun(last) && isNoun(singular(last))) return [...first, singular(last)];
  return number === 'plural' && isNoun(last) ? [...first, plural(last)] : null;
}
