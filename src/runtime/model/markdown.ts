import { member } from '../json.js';
import { once, type Attributes } from './attribute.js';
import type { Place } from './documents.js';
import type { Model } from './model.js';
import type { SimpleNode } from './nodes.js';

/** What texts hold as CommonMark, and what they describe. */

const elements = new Set(
  (
    'a abbr article aside b blockquote br button center cite code col colgroup dd del details div dl dt em figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label li link ' +
    'main mark nav ol p pre q s samp script section select small span strike strong style sub summary sup svg table tbody td tfoot th thead tr tt u ul var video'
  ).split(' '),
);

const code: RegExp[] = [
  /^ {0,3}(```+|~~~+)[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))/gm,
  /<!--[\s\S]*?(?:-->|$(?![\s\S]))/g,
  /(`+)[^`]{1,2000}?\1(?!`)/g,
];
const indented = /^(?: {4}|\t)/;

/** The lines of a text without code and comments: fenced, indented (after a blank line), in backticks. */
function lines(node: SimpleNode): string[] {
  return once(node, 'lines', () => {
    let text = node.name.replace(/\r\n?/g, '\n');
    if (/`|~~~|<!--/.test(text)) for (const expression of code) text = text.replace(expression, ' ');
    const all = text.split('\n');
    let isCode = false;
    return all.map((line, index) => {
      isCode = indented.test(line) && (isCode || index === 0 || all[index - 1]!.trim() === '');
      return isCode ? '' : line;
    });
  });
}

const unique = (list: string[]): string[] => [...new Set(list)];

/** Elements by their opening tags; with attributes by name only. */
function htmlIn(node: SimpleNode): string[] {
  if (!node.name.includes('<')) return none;
  const found: string[] = [];
  for (const [tag, name, rest] of lines(node)
    .join('\n')
    .matchAll(/<([A-Za-z][A-Za-z0-9]*)(\s[^<>]{0,1000})?\/?>/g))
    if (elements.has(name!.toLowerCase())) found.push(rest?.trim() ? `<${name!}>` : tag);
  return unique(found);
}
const none: never[] = [];

function headingsIn(node: SimpleNode): string[] {
  if (!/^ {0,3}(?:#|==|--)/m.test(node.name)) return none;
  const all = lines(node);
  return all.flatMap((line, index) => {
    if (/^ {0,3}#{1,6}[ \t]+\S/.test(line)) return line.replace(/\s*\{#[^{}]*\}\s*$/, '').trim();
    const next = all[index + 1] ?? '';
    const isText = /^ {0,3}[^\s|>*+-]/.test(line) && !/^ {0,3}\d+[.)]\s/.test(line);
    return isText && /^ {0,3}(?:=+|-{2,})[ \t]*$/.test(next) ? line.trim() : [];
  });
}

const delimiter = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

function tablesIn(node: SimpleNode): string[] {
  if (!node.name.includes('|')) return none;
  const all = lines(node);
  const isTable = (line: string, next: string) => line.includes('|') && next.includes('|') && next.length < 2000 && delimiter.test(next);
  return all.flatMap((line, index) => (isTable(line, all[index + 1] ?? '') ? line.trim() : []));
}

const targets: RegExp[] = [
  /\]\([ \t]*<?([^()\s<>]{1,2000}(?:\([^()\s<>]{0,500}\)[^()\s<>]{0,500})?)>?(?:[ \t]+["'(][^\n]{0,300}?["')])?[ \t]*\)/g,
  /^ {0,3}\[[^[\]\n]{1,300}\]:[ \t]*<?([^\s<>]+)>?/gm,
  /\b(?:href|src)\s{0,9}=\s{0,9}["']?([^"'\s>]+)/gi,
];

function linksIn(node: SimpleNode): string[] {
  if (!/\]\(|\]:|href|src/i.test(node.name)) return none;
  const text = lines(node).join('\n');
  return unique(targets.flatMap((expression) => [...text.matchAll(expression)].map((match) => match[1]!)));
}

const fence = /^ {0,3}(```+|~~~+)[ \t]*([\w+-]*)[^\n]*\n([\s\S]*?)^ {0,3}\1/gm;

/** Whether a text is JSON, comments and trailing commas aside, and no JSON Schema. */
function isExample(text: string): boolean {
  try {
    const found: unknown = JSON.parse(text.replace(/(^|[\s,{[])\/\/.*$/gm, '$1').replace(/,(?=\s*[}\]])/g, ''));
    const has = (name: string) => member(found, name) !== undefined;
    const isTyped = ['object', 'array'].includes(String(member(found, 'type')));
    return !has('$schema') && !(isTyped && (has('properties') || has('items')));
  } catch {
    return false;
  }
}

/** Code blocks of two lines and more that hold an object or array. */
function jsonIn(node: SimpleNode): string[] {
  if (!/^(?: {4}| {0,3}(?:```|~~~)|\t)/m.test(node.name) || !/[{[]/.test(node.name)) return none;
  const text = node.name.replace(/\r\n?/g, '\n');
  const blocks = [...text.matchAll(fence)].flatMap(([, , language, body]) => (/^(?:json\w*)?$/i.test(language!) ? body! : []));
  let block: string[] = [];
  for (const line of [...text.replace(fence, '\n').split('\n'), '']) {
    if (indented.test(line)) block.push(line.trim());
    else if (line.trim() !== '' || block.length > 0) {
      blocks.push(block.join('\n'));
      block = [];
    }
  }
  return blocks
    .map((one) => one.trim())
    .filter((one) => /^[{[]/.test(one) && one.includes('\n') && isExample(one))
    .map((one) => one.replace(/\s+/g, ' ').slice(0, 40));
}

/** What stands below a key of an object: `*` below which names or indexes come. */
const schema = {
  'properties *': 'Property', 'patternProperties *': 'Schema', 'allOf *': 'Schema', 'oneOf *': 'Schema', 'anyOf *': 'Schema', 'prefixItems *': 'Schema', '$defs *': 'Schema', 'definitions *': 'Schema',
  items: 'Schema', not: 'Schema', if: 'Schema', then: 'Schema', else: 'Schema', additionalProperties: 'Schema', unevaluatedProperties: 'Schema', contains: 'Schema', propertyNames: 'Schema',
}; // prettier-ignore
const value = { ...schema, schema: 'Schema', 'content *': 'MediaType' };
const below: Record<string, Record<string, string>> = {
  Document: {
    info: 'Info', 'servers *': 'Server', 'tags *': 'Tag', 'paths *': 'Path', 'webhooks *': 'Path', components: 'Components', 'definitions *': 'Schema', 'parameters *': 'Parameter',
    'responses *': 'Response', 'securityDefinitions *': 'SecurityScheme',
  },
  Components: {
    'schemas *': 'Schema', 'responses *': 'Response', 'parameters *': 'Parameter', 'requestBodies *': 'RequestBody', 'headers *': 'Header', 'securitySchemes *': 'SecurityScheme', 'links *': 'Link',
    'callbacks *': 'Callback', 'pathItems *': 'Path', 'mediaTypes *': 'MediaType',
  },
  Path: {
    'parameters *': 'Parameter', 'servers *': 'Server', 'additionalOperations *': 'Operation',
    ...Object.fromEntries('get put post delete options head patch trace query'.split(' ').map((method) => [method, 'Operation'])),
  },
  Operation: { 'parameters *': 'Parameter', 'servers *': 'Server', requestBody: 'RequestBody', 'responses *': 'Response', 'callbacks *': 'Callback' },
  Callback: { '*': 'Path' },
  RequestBody: { 'content *': 'MediaType', schema: 'Schema' },
  Response: { 'headers *': 'Header', 'content *': 'MediaType', 'links *': 'Link', schema: 'Schema' },
  Parameter: value, Header: value,
  MediaType: { schema: 'Schema', itemSchema: 'Schema', 'encoding *': 'Encoding' },
  Encoding: { 'headers *': 'Header' },
  Link: { server: 'Server' },
  Schema: schema, Property: schema,
}; // prettier-ignore

/** By target, the keys of lists and maps of objects. */
const lists: Record<string, Record<string, string>> = Object.fromEntries(
  Object.entries(below).map(([target, steps]) => [
    target,
    Object.fromEntries(Object.entries(steps).flatMap(([key, next]) => (key.endsWith(' *') ? [[key.slice(0, -2), `*${next}`]] : []))),
  ]),
);

/** The target of the object at a place; `*Schema` for an object or list whose members are schemas; null for what is neither. */
function targetAt(known: Map<Place, string | null>, place: Place): string | null {
  const found = known.get(place);
  if (found !== undefined) return found;
  const target = place.up ? step(targetAt(known, place.up), String(place.key)) : 'Document';
  known.set(place, target);
  return target;
}

function step(target: string | null, key: string): string | null {
  if (target === null) return null;
  if (target.startsWith('*')) return target.slice(1);
  const steps = below[target];
  if (!steps) return null;
  const { [target]: named = {} } = lists;
  if (Object.hasOwn(named, key)) return named[key]!;
  return (Object.hasOwn(steps, key) ? steps[key] : steps['*']) ?? null;
}

/** The target of the object that a text describes. */
function ownerOf(model: Model, { place }: SimpleNode): string | undefined {
  const known = once(model.document, 'owners', () => new Map<Place, string | null>());
  const target = place.up ? targetAt(known, place.up) : null;
  if (target === null || target.startsWith('*')) return undefined;
  return target === 'Parameter' && model.isV2 && isBody(model, place.up!) ? 'RequestBody' : target;
}

function isBody(model: Model, place: Place): boolean {
  const keys: (string | number)[] = [];
  for (let at = place; at.up; at = at.up) keys.unshift(at.key);
  return member(keys.reduce<unknown>(member, model.document.value), 'in') === 'body';
}

const construct = (does: string, get: (node: SimpleNode) => string[]) => ({ does, get });

export const markdownAttributes: Attributes = {
  Text: {
    owner: {
      does: 'The target that it describes: Info, Tag, Operation, Property …; absent for what is no target (server variables, scopes, externalDocs).',
      get: (node: SimpleNode, model) => ownerOf(model, node),
    },
    html: construct('HTML elements outside code: `<br/>`, with attributes by name only (plural).', htmlIn),
    headings: construct('Headings, as written (plural).', headingsIn),
    tables: construct('Tables, each by its header line (plural).', tablesIn),
    links: construct('Targets of links, images and reference definitions, and of `href` and `src` (plural).', linksIn),
    jsonBlocks: construct(
      'Code blocks of two lines and more that hold a JSON object or array, no JSON Schema, by their beginnings; comments and trailing commas are let pass (plural).',
      jsonIn,
    ),
  },
};
