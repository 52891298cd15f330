import type { Node } from '../model/nodes.js';
import { placeOfAttribute } from '../language/places.js';
import { attributeOf } from '../model/attributes.js';
import { caseOf, fold, toCase, type CaseStyle } from '../model/names.js';
import { each, type Function } from './function.js';

const styles: CaseStyle[] = ['camel', 'snake', 'kebab', 'pascal'];

/** The preferred name in the style of the one found; names of one word or with other signs as the rule writes them. */
function inStyleOf(found: string, preferred: string): string {
  const style = caseOf(found, styles);
  return /^[A-Za-z0-9_-]+$/.test(preferred) && /[_-]|[a-z][A-Z]/.test(preferred) && style ? toCase(preferred, style) : preferred;
}

export const synonym: Function = {
  does: 'A name is the preferred one of its synonyms; it is offered in the style found. Case, separators and a leading `x-` do not count.',
  options: {
    prefer: {
      does: 'Preferred name to its synonyms.',
      schema: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
      required: true,
    },
    accept: { does: 'Names that are neither preferred nor reported.', schema: { type: 'array', items: { type: 'string' } } },
    of: { does: 'The attribute that is judged, `name` if not said.', schema: { type: 'string' } },
  },
  compile({ prefer = {}, accept = [], of = 'name' }: { prefer?: Record<string, string[]>; accept?: string[]; of?: string }) {
    const accepted = new Set(accept.map(fold));
    const preferred = new Map<string, string>();
    for (const [name, synonyms] of Object.entries(prefer))
      for (const one of Array.isArray(synonyms) ? synonyms : []) preferred.set(fold(String(one)), name);
    for (const name of Object.keys(prefer)) preferred.delete(fold(name));
    return each(
      (node, use, { model }) => {
        const name = attributeOf(model, node, of);
        if (typeof name !== 'string' || accepted.has(fold(name))) return [];
        const wanted = preferred.get(fold(name));
        if (wanted === undefined) return [];
        const expected = inStyleOf(name, wanted);
        return [
          {
            node,
            place: placeOfAttribute(model, node, of),
            points: use.points,
            found: name,
            expected,
            message: `Expected \`${expected}\`, found \`${name}\`.`,
          },
        ];
      },
      {
        ofNodeAlone: true,
        ...(of === 'name' ? { canFail: (node: Node) => node.target === 'SecurityScheme' || preferred.has(fold(node.name)) } : {}),
      },
    );
  },
};
