/** Versions of OpenAPI that rules know; a patch number may follow. */
const known = /^(?:2\.0|3\.[0-2](?:\.\d+)?)(?:-[\w.]+)?$/;

/** Why a document is no description that rules know, with the path of what says so; null if it is one. */
export function formatProblem(data: unknown): { message: string; path: string[] } | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    const kind = data === null ? 'nothing' : Array.isArray(data) ? 'a list' : `a ${typeof data === 'string' ? 'text' : typeof data}`;
    return { message: `Not an OpenAPI description: the file holds ${kind}.`, path: [] };
  }
  const key = Object.keys(data).find((name) => /^(openapi|swagger)$/i.test(name));
  if (key === undefined) return { message: `Not an OpenAPI description: there is no \`openapi\` at its root.${other(data)}`, path: [] };
  if (key !== key.toLowerCase()) {
    return { message: `Not an OpenAPI description: \`${key}\` is misspelt. Did you mean \`${key.toLowerCase()}\`?`, path: [key] };
  }
  const value = (data as Record<string, unknown>)[key];
  const version = typeof value === 'number' && Number.isInteger(value) ? `${value}.0` : String(value);
  const fits = known.test(version) && (key === 'swagger') === version.startsWith('2');
  if (fits) return null;
  const shown = typeof value === 'string' || typeof value === 'number' ? `\`${key}: ${value}\`` : `this \`${key}\``;
  return { message: `Unknown version: ${shown}. Known are swagger 2.0 and openapi 3.0, 3.1 and 3.2.`, path: [key] };
}

function other(data: object): string {
  if ('asyncapi' in data) return ' It is an AsyncAPI document.';
  if ('$schema' in data) return ' It looks like a JSON Schema.';
  if ('paths' in data || 'info' in data) return ' Add `openapi: 3.1.0`.';
  return '';
}
