import { asString } from '../json.js';
import { once, type Attributes } from './attribute.js';
import type { Model } from './model.js';
import { wordsOf } from './names.js';
import type { Node, SimpleNode } from './nodes.js';
import { layers } from './shapes.js';
import { schemaOf } from './values.js';

/** What descriptions say: their English without code, and what they add to a name. */

const functionWords = new Set(
  'the of to and a an in is for be are this that with by or on it if not as from has will can which'.split(' '),
);
/** Texts of fewer words do not show their language. */
const leastWords = 10;
/** So many long texts show the language of a document. */
const sample = 100;

/** What is no prose, in this order: code, HTML, targets of links, URLs, quotations, names in capitals inside a sentence. */
const notProse: [RegExp, string][] = [
  [/```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)/g, ' '],
  [/<(pre|code)\b[\s\S]*?(?:<\/\1>|$)/gi, ' '],
  [/`[^`\n]*`/g, ' '],
  [/^(?: {4}|\t).*$/gm, ' '],
  [/<[^<>\n]{1,300}>/g, ' '],
  [/\]\([^()\s]*[^()]*\)/g, '] '],
  [/\b(?:https?|ftp|mailto):\S+|\bwww\.\S+|[\w.+-]+@[\w-]+\.\S+/gi, ' '],
  [/"[^"\n]{1,300}"|“[^”\n]{1,300}”/g, ' '],
  [/(?<=[a-z,;:)] )(?:[A-Z][\w'-]*(?: |$|(?=\W)))+/g, ' '],
];

function withoutCode(text: string): string {
  return notProse.reduce((rest, [expression, by]) => rest.replace(expression, by), text);
}

/** Undefined where a text is too short to say. */
function isEnglish(text: string): boolean | undefined {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < leastWords) return undefined;
  return words.filter((word) => functionWords.has(word)).length * 10 >= words.length;
}

function isEnglishDocument(model: Model): boolean {
  return once(model.document, 'english', () => {
    let known = 0;
    let english = 0;
    for (const { name } of model.nodes('Text')) {
      const found = name.length < 40 ? undefined : isEnglish(name);
      if (found === undefined) continue;
      known++;
      if (found) english++;
      if (known >= sample) break;
    }
    return english * 2 >= known;
  });
}

function proseOf(model: Model, text: string): string | undefined {
  const prose = withoutCode(text);
  return (isEnglish(prose) ?? isEnglishDocument(model)) ? prose : undefined;
}

/** Words that add nothing. */
const stopWords = new Set('the a an of for to in on this that is are be its it s and or with by'.split(' '));
/** A description this much longer than the name (three times, and so many characters) says more. */
const leastMore = 40;

/** Words of the description that are neither in the name nor in other texts of a few words. */
function addedWords(model: Model, node: Node): string[] | undefined {
  const text = descriptionOf(model, node);
  if (text === undefined || text.trim() === '') return undefined;
  if (text.length > 3 * node.name.length + leastMore || /[`\d]/.test(text)) return [text];
  const words = wordsOf(text);
  const others = [node.target === 'Operation' ? '' : node.name];
  if (node.target === 'Operation' && words.length <= 4)
    others.push(asString(node.value.operationId) ?? '', asString(node.value.summary) ?? '');
  const known = new Set(others.flatMap(wordsOf));
  const isKnown = (word: string) =>
    stopWords.has(word) || known.has(word) || known.has(`${word}s`) || (word.endsWith('s') && known.has(word.slice(0, -1)));
  return words.filter((word) => !isKnown(word));
}

function descriptionOf(model: Model, node: Node): string | undefined {
  const own = asString(node.value.description);
  if (own !== undefined) return own;
  const schema = node.target === 'Operation' || node.target === 'Tag' ? null : schemaOf(node);
  if (!schema) return undefined;
  for (const { value } of layers(model.schemas, schema, false)) if (typeof value.description === 'string') return value.description;
  return undefined;
}

const added = {
  addedWords: {
    does:
      'Words of the description that are not in the name, articles and the like aside (plural); of an operation those that are in neither operationId nor summary, if there are four words at most; absent without a ' +
      'description.',
    get: (node: Node, model: Model) => addedWords(model, node),
    field: 'description',
  },
};

export const proseAttributes: Attributes = {
  Text: {
    prose: {
      does: 'The text without code, HTML, targets of links, URLs, quotations and words with a capital inside a sentence; absent where it is not English.',
      get: (node: SimpleNode, model) => proseOf(model, node.name),
    },
  },
  Operation: added,
  Tag: added,
  Parameter: added,
  Property: added,
  Schema: added,
  Header: added,
};
