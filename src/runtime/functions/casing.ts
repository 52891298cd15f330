import type { Node } from '../model/nodes.js';
import { joinWords } from '../language/tester.js';
import { placeOfAttribute } from '../language/places.js';
import { attributeOf, nodeAttributes } from '../model/attributes.js';
import { at } from '../model/build.js';
import { caseStyles, hasCase, toCase, type CaseStyle } from '../model/names.js';
import { each, type Function } from './function.js';
import { compileExcept } from './names.js';

/** Parts of a name that are judged apart: `filter[createdAt]`, `book.title`. */
function parts(name: string): string[] {
  return name.split(/[.[\]/:$@]+/).filter(Boolean);
}

/** How messages name a style. */
export const styleTitles: Record<CaseStyle, string> = {
  camel: 'lowerCamelCase', pascal: 'UpperCamelCase', snake: 'snake_case', kebab: 'kebab-case', macro: 'UPPER_SNAKE_CASE', cobol: 'UPPER-KEBAB-CASE', train: 'Train-Case', flat: 'lowercase',
}; // prettier-ignore

/** The names that are judged, where the node alone tells them; undefined where its attributes have to be asked. */
function namesOf(node: Node, of: string): string[] | undefined {
  if (of === 'name') return node.target === 'SecurityScheme' ? undefined : [node.name];
  return of === 'values' && node.target === 'Enum' ? node.values.filter((value) => typeof value === 'string') : undefined;
}

export const casing: Function = {
  does: 'Names have a style; the message offers the converted name. Parts of dotted and bracketed names are judged apart.',
  options: {
    type: {
      does: 'One style or several.',
      schema: { anyOf: [{ enum: caseStyles }, { type: 'array', items: { enum: caseStyles } }] },
      required: true,
    },
    of: {
      does: 'The attribute that is judged, `name` if not said; of a plural one all members, in one finding.',
      schema: { type: 'string' },
    },
    except: { does: 'Names, or `/re/`, that have a style of their own.', schema: { type: ['string', 'array'] } },
  },
  compile({ type, of = 'name', except }: { type: CaseStyle | CaseStyle[]; of?: string; except?: unknown }, _targets, path, report) {
    const styles = (Array.isArray(type) ? type : [type]).filter((style) => caseStyles.includes(style));
    const excepted = compileExcept(except, [...path, 'except'], report);
    const known = new Map<string, boolean>();
    const fits = (name: string): boolean => {
      let fit = known.get(name);
      if (fit === undefined) known.set(name, (fit = isFitting(name)));
      return fit;
    };
    const isFitting = (name: string) =>
      excepted(name) || parts(name).every((part) => excepted(part) || styles.some((style) => hasCase(part, style)));
    const convert = (name: string) =>
      parts(name).reduce(
        (text, part) => (styles.some((style) => hasCase(part, style)) ? text : text.replace(part, toCase(part, styles[0] ?? 'camel'))),
        name,
      );
    const expected = joinWords(styles.map((style) => styleTitles[style]));
    return each(
      (node, use, { model }) => {
        const value = attributeOf(model, node, of);
        const names = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
        const bad = names.filter((name) => !fits(name));
        const [first] = bad;
        if (first === undefined) return [];
        const members = nodeAttributes[node.target][of]?.members?.(node, model);
        const member = members?.find((one) => one.value === first);
        const place = member ? at(node.place, ...member.path) : placeOfAttribute(model, node, of);
        const more = bad.length > 1 ? ` and ${bad.length - 1} more of ${names.length}` : '';
        return [
          {
            node,
            place,
            points: use.points,
            found: first,
            expected,
            message: `Expected \`${convert(first)}\` (${expected}), found \`${first}\`${more}.`,
          },
        ];
      },
      {
        ofNodeAlone: true,
        canFail: (node) => namesOf(node, of)?.some((name) => !fits(name)) ?? true,
        isNeutral: (node) => namesOf(node, of)?.every((name) => excepted(name) || hasCase(name, 'flat')) ?? false,
      },
    );
  },
};
