import { placeOfAttribute } from '../language/places.js';
import { isPresent } from '../language/tester.js';
import { attributeOf, nodeAttributes } from '../model/attributes.js';
import { at } from '../model/build.js';
import { caseOf, caseStyles, toCase, type CaseStyle } from '../model/names.js';
import { styleTitles } from './casing.js';
import { show, type Candidate, type Failure, type Function, type Judge } from './function.js';
import { equalJson } from '../json.js';

interface Options {
  of?: string;
  by?: 'value' | 'case' | 'overlap';
  within?: string | string[];
  majority?: number;
  least?: number;
  count?: 'definitions' | 'uses';
}

interface Vote {
  candidate: Candidate;
  value: unknown;
  /** What is counted: the style, the text of the value. */
  key: string;
  weight: number;
}

const styles: CaseStyle[] = ['camel', 'snake', 'kebab', 'pascal', 'macro', 'train'];

export const consistent: Function = {
  does: 'The nodes of a target agree in a style or value; the minority is reported. Without a majority nothing is.',
  options: {
    of: { does: 'The attribute in which they agree, `name` if not said.', schema: { type: 'string' } },
    by: {
      does: '`value` (the default), `case` (names of several words), `overlap` (lists that share a member agree).',
      schema: { enum: ['value', 'case', 'overlap'] },
    },
    within: { does: 'Attributes; nodes that differ in them are judged apart.', schema: { type: ['string', 'array'] } },
    majority: {
      does: 'The share of nodes that makes a majority, 0.75 if not said; with 0 the most frequent wins.',
      schema: { type: 'number', minimum: 0, maximum: 1 },
    },
    least: { does: 'Fewer nodes than this have no majority, 5 if not said.', schema: { type: 'integer', minimum: 1 } },
    count: { does: '`definitions` (the default) or `uses`: what has a vote.', schema: { enum: ['definitions', 'uses'] } },
  },
  compile(options: Options): Judge {
    const within = [options.within ?? []].flat();
    const judge: Judge = (candidates, contextOf) => {
      const groups = new Map<string, Vote[]>();
      for (const candidate of candidates) {
        const { model } = contextOf(candidate);
        const value = attributeOf(model, candidate.node, options.of ?? 'name');
        if (!isPresent(value)) continue;
        const key = keyOf(value, options.by ?? 'value');
        if (key === undefined) continue;
        const group =
          within.length === 0 ? '' : within.map((name) => JSON.stringify(attributeOf(model, candidate.node, name) ?? null)).join(' ');
        const weight = options.count === 'uses' ? Math.max(1, candidate.use.points.points.length) : 1;
        const votes = groups.get(group);
        const vote = { candidate, value, key, weight };
        if (votes) votes.push(vote);
        else groups.set(group, [vote]);
      }
      return [...groups.values()].flatMap((votes) => minority(votes, options, contextOf));
    };
    return Object.assign(judge, { ofNodeAlone: options.count !== 'uses' });
  },
};

/** What is counted; '' where the members of a list differ in style, so that it has no vote but can deviate. */
function keyOf(value: unknown, by: 'value' | 'case' | 'overlap'): string | undefined {
  if (by !== 'case') return JSON.stringify(value);
  if (typeof value === 'string') return styleOf(value);
  const found = new Set([value].flat().flatMap((one) => styleOf(one) ?? []));
  const [first] = found;
  return found.size > 1 ? '' : first;
}

const styleOf = (name: unknown): CaseStyle | undefined => (typeof name === 'string' ? caseOf(name, styles) : undefined);

function agrees(a: Vote, key: string, sample: unknown, by: string): boolean {
  if (by !== 'overlap') return a.key === key;
  return Array.isArray(a.value) && Array.isArray(sample)
    ? a.value.some((one) => (sample as unknown[]).some((other) => equalJson(one, other)))
    : a.key === key;
}

/** The most frequent value; its weight is that of all that agree with it. Of equally frequent ones the first written. */
function majorityOf(votes: Vote[], by: string): { key: string; value: unknown; weight: number } {
  const counts = new Map<string, number>();
  for (const vote of votes) counts.set(vote.key, (counts.get(vote.key) ?? 0) + vote.weight);
  const [key] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  const { value } = votes.find((vote) => vote.key === key)!;
  return { key, value, weight: votes.reduce((sum, vote) => sum + (agrees(vote, key, value, by) ? vote.weight : 0), 0) };
}

function minority(
  votes: Vote[],
  options: Options,
  contextOf: (candidate: Candidate) => { model: Parameters<typeof attributeOf>[0] },
): Failure[] {
  const by = options.by ?? 'value';
  const voters = votes.filter((vote) => vote.key !== '');
  const total = voters.reduce((sum, vote) => sum + vote.weight, 0);
  if (voters.length < (options.least ?? 5)) return [];
  const best = majorityOf(voters, by);
  if (best.weight / total < (options.majority ?? 0.75)) return [];
  const { key, value } = best;
  return votes
    .filter((vote) => !agrees(vote, key, value, by))
    .map(({ candidate, value: found }) => {
      const { model } = contextOf(candidate);
      const { node } = candidate;
      const of = options.of ?? 'name';
      // of a list the member that deviates, at its own place
      const first = [found].flat().find((one) => by !== 'case' || (styleOf(one) ?? key) !== key);
      const member = Array.isArray(found)
        ? nodeAttributes[node.target][of]?.members?.(node, model).find((one) => one.value === first)
        : undefined;
      const style = caseStyles.find((one) => one === key);
      const expected = style && by === 'case' && typeof first === 'string' ? toCase(first, style) : show(value);
      const others = `${best.weight} of ${total}`;
      const reason = style && by === 'case' ? `${others} are in ${styleTitles[style]}` : `as in ${others}`;
      return {
        node, place: member ? at(node.place, ...member.path) : placeOfAttribute(model, node, of), points: candidate.use.points, found: first, expected, others,
        message: `Expected \`${expected}\`, found \`${show(first)}\`; ${reason}.`,
      }; // prettier-ignore
    });
}
