import { asArray, asObject, asString, member, type Json } from '../json.js';

/** What OpenAPI 2.0 says elsewhere, in the words of 3.x. */

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : undefined;
}

/** Media types of a response: of the operation, else of the document, else of its examples, else JSON. */
export function produces(operation: Json, document: Json, response: Json): string[] {
  const declared = strings(operation.produces) ?? strings(document.produces) ?? [];
  const all = declared.length > 0 ? declared : Object.keys(asObject(response.examples) ?? {});
  return [...new Set(all.length > 0 ? all : ['application/json'])];
}

/** Media types of the body; without a declaration by the kind of its parameters. */
export function consumes(operation: Json, document: Json, parameters: { in: string; value: Json }[]): string[] {
  const isForm = parameters[0]?.in === 'formData';
  const declared = (strings(operation.consumes) ?? strings(document.consumes) ?? []).filter(
    (type) => !isForm || /^multipart\/form-data|urlencoded$/i.test(type),
  );
  if (declared.length > 0) return [...new Set(declared)];
  if (parameters.some((parameter) => parameter.value.type === 'file')) return ['multipart/form-data'];
  return [isForm ? 'application/x-www-form-urlencoded' : 'application/json'];
}

/** A media type object of a 2.0 response or body parameter. */
export function mediaType(value: Json, name: string): Json {
  const example = member(value.examples, name);
  return { ...(value.schema === undefined ? {} : { schema: value.schema }), ...(example === undefined ? {} : { example }) };
}

/** Servers of `schemes`, `host` and `basePath`, with the keys at which each is written; an operation may have schemes of its own. */
export function servers(holder: Json, isDocument: boolean, document: unknown): { url: string; key: (string | number)[] }[] {
  const schemes = strings(holder.schemes);
  const host = asString(member(document, 'host')) ?? '';
  const basePath = asString(member(document, 'basePath')) ?? '';
  if (!isDocument && !schemes) return [];
  if (!schemes || schemes.length === 0)
    return host || basePath ? [{ url: `${host && `//${host}`}${basePath}`, key: [host ? 'host' : 'basePath'] }] : [];
  return schemes.map((scheme, index) => ({
    url: host ? `${scheme}://${host}${basePath}` : `${scheme}:${basePath}`,
    key: ['schemes', index],
  }));
}

const flows: Record<string, string> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

/** A security definition as a 3.x security scheme. */
export function securityScheme(value: Json): Json {
  if (value.type === 'basic') return { ...value, type: 'http', scheme: 'basic' };
  if (value.type !== 'oauth2') return value;
  const { flow, authorizationUrl, tokenUrl, scopes } = value;
  const name = flows[String(flow)];
  return { ...value, flows: name ? { [name]: { authorizationUrl, tokenUrl, scopes } } : {} };
}

/** `collectionFormat` as `style` and `explode`. */
export function serialization(value: Json): { style?: string; explode?: boolean } {
  switch (value.collectionFormat) {
    case 'multi':
      return { style: 'form', explode: true };
    case 'ssv':
      return { style: 'spaceDelimited', explode: false };
    case 'pipes':
      return { style: 'pipeDelimited', explode: false };
    default:
      return asArray(value.type).length > 0 || value.type === 'array'
        ? { style: value.in === 'query' ? 'form' : 'simple', explode: false }
        : {};
  }
}
