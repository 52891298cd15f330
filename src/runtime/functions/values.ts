import { asArray } from '../json.js';
import { grammarOfFormat, grammars, type Grammar, type GrammarName } from '../grammars.js';
import { compileTest, type Tester } from '../language/tester.js';
import { at } from '../model/build.js';
import type { Place } from '../model/documents.js';
import type { Model } from '../model/model.js';
import type { Node, SchemaNode } from '../model/nodes.js';
import { keyword, layers } from '../model/shapes.js';
import { schemaOf } from '../model/values.js';
import { each, show, type Function } from './function.js';

const allPlaces = ['example', 'default', 'enum', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
const keywords = ['default', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
type ValuePlace = (typeof allPlaces)[number];

interface Literal {
  value: unknown;
  place: Place;
}

/** The literals that a node states at the places, where they are written. */
function literalsAt(model: Model, node: Node, places: readonly ValuePlace[]): Literal[] {
  if (node.target === 'Example') return [{ value: node.content, place: node.place }];
  const schema = schemaOf(node);
  const found: Literal[] = [];
  const holders = [
    ...(node.target === 'Parameter' || node.target === 'Header' ? [node] : []),
    ...(schema ? layers(model.schemas, schema, false) : []),
  ];
  for (const holder of holders) {
    if (places.includes('example'))
      for (const example of model.examplesOf(holder as SchemaNode)) found.push({ value: example.content, place: example.place });
    if (holder.target !== 'Schema') continue;
    for (const key of keywords) {
      if (places.includes(key) && Object.hasOwn(holder.value, key)) found.push({ value: holder.value[key], place: at(holder.place, key) });
    }
    if (places.includes('enum'))
      for (const [index, value] of asArray(holder.value.enum).entries()) found.push({ value, place: at(holder.place, 'enum', index) });
  }
  return found;
}

/** What an author puts where a value will stand. */
const placeholder = /^\s*(?:<[^<>]*>|\{[^{}":,]*\}|\.\.\.|…)\s*$|\{\{|\$\{/;

/** A text that is a number counts as one. */
function numberOf(value: unknown): unknown {
  return typeof value === 'string' && String(Number(value)) === value ? Number(value) : value;
}

export const values: Function = {
  does: 'Literal values (example, default, enum, const) pass a test or are words of a grammar. Placeholders in angle brackets or braces never fail.',
  options: {
    valid: { does: 'A test that every literal passes.', schema: {} },
    only: { does: 'A test: literals that fail it are not looked at.', schema: {} },
    grammar: {
      does: 'Literals are words of a grammar; `format`: of the one that the schema’s format stands for (date, date-time, time, duration, uuid, ipv4; texts only).',
      schema: { enum: [...Object.keys(grammars), 'format'] },
    },
    split: { does: 'A text is a list with this separator; its members are judged.', schema: { type: 'string' } },
    places: { does: 'Where literals are looked for; the first four if not said.', schema: { type: 'array', items: { enum: allPlaces } } },
  },
  compile(
    {
      valid,
      only,
      grammar,
      split,
      places = allPlaces.slice(0, 4),
    }: { valid?: unknown; only?: unknown; grammar?: GrammarName | 'format'; split?: string; places?: ValuePlace[] },
    _targets,
    path,
    report,
  ) {
    const wanted: Tester | undefined = valid === undefined ? undefined : compileTest(valid, [...path, 'valid'], report);
    const looked = only === undefined ? undefined : compileTest(only, [...path, 'only'], report);
    const wordsFor = (model: Model, node: Node): Grammar | undefined =>
      grammar === 'format' ? formatOf(model, node) : grammar === undefined ? undefined : grammars[grammar];
    return each(
      (node, use, { model, given }) => {
        const words = wordsFor(model, node);
        if (grammar !== undefined && !words) return [];
        return literalsAt(model, node, places).flatMap(({ value, place }) =>
          membersOf(value, split).flatMap((member) => {
            if (member === null || member === undefined || (typeof member === 'string' && placeholder.test(member))) return [];
            if (grammar === 'format' && typeof member !== 'string') return [];
            if (looked && !looked.passes(member, () => true, given)) return [];
            const passes = words ? undefined : wanted ? wanted.passes(numberOf(member), () => true, given) : true;
            const wrong = words ? words.check(String(member)) : passes ? undefined : '';
            if (wrong === undefined) return [];
            const expected = words?.expected ?? wanted!.expected;
            const message = `Expected ${expected}, found \`${show(member)}\`${wrong ? `: ${wrong}` : ''}.`;
            return [{ node, place, points: use.points, found: member, expected, message }];
          }),
        );
      },
      { ofNodeAlone: !wanted?.dynamic && !looked?.dynamic },
    );
  },
};

/** The members of a literal that is a list in a text. */
function membersOf(value: unknown, split: string | undefined): unknown[] {
  if (split === undefined || typeof value !== 'string') return [value];
  return value
    .split(split)
    .map((member) => member.trim())
    .filter(Boolean);
}

function formatOf(model: Model, node: Node): Grammar | undefined {
  const schema = schemaOf(node);
  return schema ? grammarOfFormat(keyword(model.schemas, schema, 'format')?.value) : undefined;
}
