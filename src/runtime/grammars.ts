import { isRegisteredRelation } from './model/registries.js';

/** A grammar of literal values. `check` returns what is wrong with a text, or undefined. */
export interface Grammar {
  /** What is expected, with an example. */
  expected: string;
  check(text: string): string | undefined;
}

/** RFC 9110 §5.6.2. */
const token = String.raw`[!#$%&'*+.^_\`|~0-9A-Za-z-]+`;
/** RFC 9110 §5.6.4. */
const quoted = String.raw`"(?:[^"\\]|\\[\s\S])*"`;

const scheme = new RegExp(`^${token}(?=\\s|,|$)`);
const parameter = new RegExp(`^(${token})\\s*=\\s*(${token}|${quoted})`);
const token68 = /^[A-Za-z0-9\-._~+/]+=*(?=\s*(?:,|$))/;

interface Challenge {
  scheme: string;
  parameters: string[];
  token68: boolean;
}

/** Reads a list of challenges (RFC 9110 §11.6.1); a text says where it stops being one. */
function readChallenges(text: string): Challenge[] | string {
  const challenges: Challenge[] = [];
  let rest = text.trim();
  const skip = (expression: RegExp) => {
    rest = rest.replace(expression, '');
  };
  while (rest !== '') {
    const name = scheme.exec(rest)?.[0];
    if (name === undefined) return `no scheme at \`${rest.slice(0, 20)}\``;
    const challenge: Challenge = { scheme: name, parameters: [], token68: false };
    challenges.push(challenge);
    rest = rest.slice(name.length).trimStart();
    if (!parameter.test(rest) && token68.test(rest)) {
      challenge.token68 = true;
      skip(token68);
    }
    for (let match = parameter.exec(rest); match; match = parameter.exec(rest)) {
      challenge.parameters.push(match[1]!.toLowerCase());
      rest = rest.slice(match[0].length).trimStart();
      if (rest !== '' && !rest.startsWith(',')) return `\`${rest.slice(0, 20)}\` is not in quotes`;
      // a comma goes on with a parameter or with the next challenge
      if (parameter.test(rest.replace(/^(?:\s*,)+\s*/, ''))) skip(/^(?:\s*,)+\s*/);
      else break;
    }
    skip(/^(?:\s*,)+\s*/);
  }
  return challenges;
}

/** RFC 9110 §11.6.1; RFC 6750 §3 wants a parameter with Bearer, RFC 7617 §2 `realm` with Basic. */
function checkChallenge(text: string): string | undefined {
  const challenges = readChallenges(text);
  if (typeof challenges === 'string') return challenges;
  if (challenges.length === 0) return 'it is empty';
  for (const { scheme: name, parameters, token68: opaque } of challenges) {
    const lower = name.toLowerCase();
    if (lower === 'bearer' && parameters.length === 0) return '`Bearer` comes with a parameter';
    if (lower === 'basic' && !parameters.includes('realm')) return '`Basic` comes with a realm';
    if (/^(?:unauthorized|invalid|error|true|false|string|null|none)$/.test(lower) && parameters.length === 0 && !opaque)
      return `\`${name}\` is no scheme`;
  }
  return undefined;
}

/** A bare item or inner parameter of Structured Fields (RFC 9651 §3), as far as RateLimit uses them. */
const sfItem = String.raw`(?:${quoted}|-?\d+(?:\.\d+)?|[A-Za-z*][!#$%&'*+.^_\`|~0-9A-Za-z:/-]*|:[A-Za-z0-9+/=]*:|\?[01])`;
const sfMember = new RegExp(`^${sfItem}((?:\\s*;\\s*[a-z*][a-z0-9_.*-]*(?:=${sfItem})?)*)\\s*(?:,\\s*|$)`);

/** draft-ietf-httpapi-ratelimit-headers-10: a list of items with parameters, of which one is needed and all numbers are not negative. */
function checkRateLimit(text: string, needed: string, period: string): string | undefined {
  let rest = text.trim();
  if (rest === '') return 'it is empty';
  while (rest !== '') {
    const member = sfMember.exec(rest);
    if (!member) return `no item with parameters at \`${rest.slice(0, 20)}\``;
    const item = member[0].replace(/[\s,]+$/, '');
    if (needed === 'q' && !item.startsWith('"')) return `the name of the policy \`${item}\` is not in quotes`;
    const parameters = new Map(
      [...(member[1] ?? '').matchAll(/;\s*([a-z*][a-z0-9_.*-]*)=([^;]*)/g)].map(([, name, value]) => [name!, value!.trim()]),
    );
    if (!/^\d+$/.test(parameters.get(needed) ?? '')) return `\`${item}\` has no parameter \`${needed}\` with a number`;
    const seconds = parameters.get(period);
    if (seconds !== undefined && !(period === 'w' ? /^[1-9]\d*$/ : /^\d+$/).test(seconds))
      return `\`${period}\` is no number of seconds in \`${item}\``;
    rest = rest.slice(member[0].length);
  }
  return undefined;
}

const parameterList = String.raw`(?:\s*;(?:\s*${token}(?:\s*=\s*(?:${token}|${quoted}))?)?)*`;

/** RFC 8288 §3: a list of links, each a target in angle brackets with parameters, one of which is `rel`. */
const link = new RegExp(`^<([^<>]*)>(${parameterList})\\s*(?:,\\s*|$)`);

function checkLink(text: string): string | undefined {
  let rest = text.trim();
  if (rest === '') return 'it is empty';
  while (rest !== '') {
    const match = link.exec(rest);
    if (!match) return `no link at \`${rest.slice(0, 20)}\``;
    if (!/;\s*rel\s*=/i.test(match[2]!)) return `\`<${match[1]!}>\` has no \`rel\``;
    rest = rest.slice(match[0].length);
  }
  return undefined;
}

/** RFC 9110 §8.8.3. */
const entityTag = String.raw`(?:W/)?"[\x21\x23-\x7E\x80-\xFF]*"`;
const oneTag = new RegExp(`^${entityTag}$`);
const tags = new RegExp(`^(?:\\*|${entityTag}(?:\\s*,\\s*${entityTag})*)$`);

/** RFC 9111 §5.2: directives, those with a number of seconds and those without. */
const directive = new RegExp(`^(${token})(?:\\s*=\\s*(${token}|${quoted}))?\\s*(?:,\\s*|$)`);
const withSeconds = new Set(['max-age', 's-maxage', 'min-fresh', 'stale-while-revalidate', 'stale-if-error']);
const alone = new Set([
  'no-store',
  'no-transform',
  'must-revalidate',
  'must-understand',
  'proxy-revalidate',
  'public',
  'only-if-cached',
  'immutable',
]);

function checkCacheControl(text: string): string | undefined {
  let rest = text.trim();
  if (rest === '') return 'it is empty';
  while (rest !== '') {
    const match = directive.exec(rest);
    if (!match) return `no directive at \`${rest.slice(0, 20)}\``;
    const name = match[1]!.toLowerCase();
    if (withSeconds.has(name) && !/^"?\d+"?$/.test(match[2] ?? '')) return `\`${name}\` takes a number of seconds`;
    if (alone.has(name) && match[2] !== undefined) return `\`${name}\` takes no value`;
    rest = rest.slice(match[0].length);
  }
  return undefined;
}

const months = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** RFC 3339 §5.6 and §5.7. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  const length = month === '02' && !isLeap(Number(year)) ? 28 : months[Number(month) - 1];
  return length !== undefined && Number(day) >= 1 && Number(day) <= length;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const time = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const duration = /^P(?=[\dT])(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)$/;

/** Formats of JSON Schema that literals are checked for. */
const formats: Record<string, { example: string; fits(text: string): boolean }> = {
  date: { example: '2006-01-02', fits: isDate },
  'date-time': {
    example: '2006-01-02T15:04:05Z',
    fits: (text) => isDate(text.slice(0, 10)) && text[10] === 'T' && time.test(text.slice(11)),
  },
  time: { example: '15:04:05Z', fits: (text) => time.test(text) },
  duration: { example: 'P1DT12H', fits: (text) => duration.test(text) },
  uuid: { example: '01890a5d-ac96-774b-bcce-b302099a8057', fits: (text) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) },
  ipv4: { example: '192.0.2.1', fits: (text) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text) },
};

/** The grammar of a format; undefined for those that are not checked. */
export function grammarOfFormat(format: unknown): Grammar | undefined {
  const known = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : undefined;
  return known && { expected: `\`${known.example}\``, check: (text) => (known.fits(text) ? undefined : '') };
}

export const grammars = {
  challenge: { expected: 'a challenge such as `Bearer realm="books"`', check: checkChallenge },
  /** §4.1: `r` is what remains, `t` the seconds until it is more. */
  rateLimit: { expected: 'a list such as `"default";r=50;t=30`', check: (text) => checkRateLimit(text, 'r', 't') },
  /** §3.1: `q` is the quota, `w` the window in seconds. */
  rateLimitPolicy: { expected: 'a list such as `"default";q=100;w=60`', check: (text) => checkRateLimit(text, 'q', 'w') },
  link: { expected: 'links such as `<https://api.example.com/books?page=2>; rel="next"`', check: checkLink },
  etag: { expected: 'an entity tag such as `"33a64df5"`', check: (text) => (oneTag.test(text.trim()) ? undefined : '') },
  /** RFC 9110 §13.1. */
  etags: { expected: 'entity tags such as `"33a64df5"`, or `*`', check: (text) => (tags.test(text.trim()) ? undefined : '') },
  cacheControl: { expected: 'directives such as `max-age=60, private`', check: checkCacheControl },
  linkRelation: {
    expected: 'a registered link relation or a URI',
    check: (text) => (text.split(/\s+/).every((one) => isRegisteredRelation(one)) ? undefined : ''),
  },
} satisfies Record<string, Grammar>;

export type GrammarName = keyof typeof grammars;
