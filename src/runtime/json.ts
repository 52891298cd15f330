/** Narrowing of unknown JSON. Documents are other people's: any field may hold anything. */

export type Json = Record<string, unknown>;

export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Own entries; empty for anything but an object. */
export function entries(value: unknown): [string, unknown][] {
  const object = asObject(value);
  return object ? Object.entries(object) : [];
}

/** An own member; names such as `__proto__` and `constructor` find nothing that the document does not hold. */
export function member(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Json)[key] : undefined;
}

/** Whether two JSON values are the same, regardless of the order of keys. Circular values compare by identity. */
export function equalJson(a: unknown, b: unknown, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || depth > 64) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equalJson((a as Json)[key], (b as Json)[key], depth + 1));
}

/** Percent-decoding that leaves what is not percent-encoded as it is. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The tokens of a JSON pointer in a URI fragment without its `#` (RFC 6901 §6): percent-encoding first, then `~1` and `~0`. */
export function pointerTokens(fragment: string): string[] {
  const decode = (token: string) => (token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token);
  return fragment
    .split('/')
    .slice(1)
    .map((token) => decode(percentDecoded(token)));
}
