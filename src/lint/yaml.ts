import * as yaml from 'js-yaml';
import { joinFlowLines } from './flow-lines.js';
import type { Parsed, ParseProblem } from './parse.js';
import { Positions } from './positions.js';
import { anchorName } from './scalars.js';
import { problemOf } from './yaml-problems.js';

/** Deeper than any description; well below what exhausts the stack. */
export const MAX_DEPTH = 500;

/** Any tag is taken for what it stands before: `!reference x` is the text `x`, as for Spectral. */
const anyTag = [
  yaml.defineScalarTag('', { matchByTagPrefix: true, resolve: (source) => source, identify: () => false }),
  yaml.defineSequenceTag('', { ...yaml.seqTag, matchByTagPrefix: true, identify: () => false, finalize: undefined }),
  yaml.defineMappingTag('', { ...yaml.mapTag, matchByTagPrefix: true, identify: () => false, finalize: undefined }),
];
/** YAML 1.2 core with merge keys; dates stay text. */
const schema = yaml.CORE_SCHEMA.withTags(yaml.mergeTag, anyTag);
/** Passes over keys that are lists or mappings, which are reported on their own. */
const lenientSchema = schema.withTags(
  yaml.defineMappingTag(yaml.mapTag.tagName, {
    ...yaml.mapTag,
    finalize: undefined,
    addPair: (map, key, value) => (typeof key === 'object' && key !== null ? '' : yaml.mapTag.addPair(map, key, value)),
  }),
);

/** Parses YAML. Never throws. */
export function parseYaml(text: string): Parsed {
  let source = text;
  let events: yaml.Event[];
  try {
    try {
      events = yaml.parseEvents(text, { maxDepth: MAX_DEPTH });
    } catch (error) {
      // js-yaml 5 insists on the indentation of flow collections, which other parsers let pass.
      if (!(error instanceof yaml.YAMLException) || error.reason !== 'deficient indentation') throw error;
      source = joinFlowLines(text);
      if (source === text) throw error;
      events = yaml.parseEvents(source, { maxDepth: MAX_DEPTH });
    }
    return construct(source, events, text);
  } catch (error) {
    return { data: undefined, problems: [problemOf(error, text, MAX_DEPTH)], positions: once(() => new Positions(text, [])) };
  }
}

/** `text`: as parsed; `written`: as in the file, of the same length. */
function construct(text: string, stream: yaml.Event[], written: string): Parsed {
  const problems: ParseProblem[] = [];
  const events = firstDocument(stream);
  const positions = once(() => new Positions(text, events, written));
  const second = stream.slice(events.length).find((event) => event.type === yaml.EVENT_ID.SCALAR && event.valueStart >= 0);
  if (second && 'valueStart' in second) {
    const message = 'More than one YAML document; only the first is read. Give each a file of its own.';
    problems.push({ message, path: [], range: positions().range(second.valueStart, second.valueStart) });
  }
  for (const event of cutCircles(text, events)) {
    const message = `The alias "${anchorName(text, event)}" holds itself; it is read as null. Use a \`$ref\`.`;
    problems.push({ message, path: [], range: positions().range(event.anchorStart - 1, event.anchorEnd) });
  }
  const options = { source: text, schema, maxTotalMergeKeys: 1_000_000 };
  let data: unknown;
  try {
    data = yaml.constructFromEvents(events, options)[0];
  } catch (error) {
    if (!(error instanceof yaml.YAMLException) || !/duplicated mapping key|complex keys/.test(error.reason)) throw error;
    data = yaml.constructFromEvents(events, { ...options, schema: lenientSchema, json: true })[0];
    for (const { kind, path, range } of positions().keyProblems()) {
      const message =
        kind === 'duplicate' ? `Duplicate key: ${path.at(-1)}. The last one counts.` : 'A key has to be a text; this one is passed over.';
      problems.push({ message, path, range });
    }
  }
  return { data, problems, positions };
}

function firstDocument(events: yaml.Event[]): yaml.Event[] {
  const second = events.findIndex((event, index) => index > 0 && event.type === yaml.EVENT_ID.DOCUMENT);
  return second < 0 ? events : events.slice(0, second);
}

/** Replaces aliases inside of what they name by null, and returns them: data that holds itself would stop every walk. */
function cutCircles(text: string, events: yaml.Event[]): yaml.AliasEvent[] {
  const cut: yaml.AliasEvent[] = [];
  if (!events.some((event) => event.type === yaml.EVENT_ID.ALIAS)) return cut;
  const open: string[] = [];
  for (const [index, event] of events.entries()) {
    if (event.type === yaml.EVENT_ID.POP) open.pop();
    else if (event.type === yaml.EVENT_ID.DOCUMENT) open.push('');
    else if (event.type === yaml.EVENT_ID.MAPPING || event.type === yaml.EVENT_ID.SEQUENCE) {
      open.push(event.anchorStart < 0 ? '' : anchorName(text, event));
    } else if (event.type === yaml.EVENT_ID.ALIAS && open.includes(anchorName(text, event))) {
      cut.push(event);
      events[index] = nothing;
    }
  }
  return cut;
}

const nothing: yaml.ScalarEvent = {
  type: yaml.EVENT_ID.SCALAR,
  valueStart: -1,
  valueEnd: -1,
  anchorStart: -1,
  anchorEnd: -1,
  tagStart: -1,
  tagEnd: -1,
  style: yaml.SCALAR_STYLE.PLAIN,
  chomping: yaml.CHOMPING_MODE.CLIP,
  indent: -1,
  fast: false,
};

/** Positions in JSON by way of the YAML parser, so that they are Spectral's; characters that only JSON allows are masked. */
export function positionsInFlow(json: string): Positions {
  try {
    // eslint-disable-next-line no-control-regex
    return new Positions(json, yaml.parseEvents(json.replace(/[\u0000-\u0008\u007f-\u009f\ufffe\uffff]/g, '?'), { maxDepth: MAX_DEPTH }));
  } catch {
    return new Positions(json, []);
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
