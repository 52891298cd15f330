/** A grammar of header values. `check` returns what is wrong with a text, or undefined. */
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

export const grammars = {
  challenge: { expected: 'a challenge such as `Bearer realm="books"`', check: checkChallenge },
  /** §4.1: `r` is what remains, `t` the seconds until it is more. */
  rateLimit: { expected: 'a list such as `"default";r=50;t=30`', check: (text) => checkRateLimit(text, 'r', 't') },
  /** §3.1: `q` is the quota, `w` the window in seconds. */
  rateLimitPolicy: { expected: 'a list such as `"default";q=100;w=60`', check: (text) => checkRateLimit(text, 'q', 'w') },
} satisfies Record<string, Grammar>;

export type GrammarName = keyof typeof grammars;
