import type { Node } from '../model/nodes.js';
import { placeOfAttribute } from '../language/places.js';
import { attributeOf } from '../model/attributes.js';
import { caseOf, caseStyles, isPlural, singular, toCase, wordsOf } from '../model/names.js';
import { each, type Function } from './function.js';
import { compileExcept } from './names.js';

/** A name with some words replaced, in its own style. */
function replaceWords(name: string, words: string[]): string {
  const style =
    caseOf(name, caseStyles) ?? (/_/.test(name) ? 'snake' : /-/.test(name) ? 'kebab' : /^[A-Z]/.test(name) ? 'pascal' : 'camel');
  return toCase(words.join(' '), style);
}

/** Sequences of words to the preferred ones, by their first word. */
type Preferred = Map<string, { old: string[]; preferred: string[] }[]>;

function byFirstWord(prefer: Record<string, string>): Preferred {
  const found: Preferred = new Map();
  for (const [old, preferred] of Object.entries(prefer)) {
    const sequence = wordsOf(old);
    const [first = ''] = sequence;
    found.set(first, [...(found.get(first) ?? []), { old: sequence, preferred: wordsOf(String(preferred)) }]);
  }
  return found;
}

function preferredWords(words: string[], prefer: Preferred): string[] | undefined {
  for (const [index, word] of words.entries()) {
    const match = prefer.get(word)?.find(({ old }) => old.every((one, offset) => words[index + offset] === one));
    if (match) return [...words.slice(0, index), ...match.preferred, ...words.slice(index + match.old.length)];
  }
  return undefined;
}

export const words: Function = {
  does: 'The last word is plural or singular (known nouns only), or words have the preferred spelling.',
  options: {
    number: { does: '`plural` or `singular`: the number of the last word.', schema: { enum: ['plural', 'singular'] } },
    prefer: {
      does: 'Words, or sequences of words with blanks, to the preferred ones.',
      schema: { type: 'object', additionalProperties: { type: 'string' } },
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
    }: { number?: 'plural' | 'singular'; prefer?: Record<string, string>; of?: string; except?: unknown },
    _targets,
    path,
    report,
  ) {
    const excepted = compileExcept(except, [...path, 'except'], report);
    const preferred = byFirstWord(prefer);
    const known = new Map<string, string | null>();
    /** The better name, or null. */
    const better = (name: string): string | null => {
      let found = known.get(name);
      if (found === undefined) known.set(name, (found = excepted(name) ? null : betterName(name, number, preferred)));
      return found;
    };
    return each(
      (node, use, { model }) => {
        const name = attributeOf(model, node, of);
        const expected = typeof name === 'string' ? better(name) : null;
        if (expected === null) return [];
        return [
          {
            node,
            place: placeOfAttribute(model, node, of),
            points: use.points,
            found: name,
            expected,
            message: `Expected \`${expected}\`, found \`${String(name)}\`.`,
          },
        ];
      },
      {
        ofNodeAlone: true,
        ...(of === 'name' ? { canFail: (node: Node) => node.target === 'SecurityScheme' || better(node.name) !== null } : {}),
      },
    );
  },
};

function betterName(name: string, number: 'plural' | 'singular' | undefined, preferred: Preferred): string | null {
  const all = wordsOf(name);
  const last = all.at(-1) ?? '';
  const first = all.slice(0, -1);
  const replaced = preferredWords(all, preferred);
  if (replaced) return replaceWords(name, replaced);
  if (number === 'singular' && singular(last) !== last) return replaceWords(name, [...first, singular(last)]);
  return number === 'plural' && /[a-z]$/.test(last) && !isPlural(last) ? replaceWords(name, [...first, pluralOf(last)]) : null;
}

function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
