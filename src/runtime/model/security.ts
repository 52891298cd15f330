import { asArray, asString, entries, member } from '../json.js';
import { once, type Attributes } from './attribute.js';
import { bodyOf } from './bodies.js';
import type { Model } from './model.js';
import { fold, wordsOf } from './names.js';
import type { OperationNode, ServerNode, SimpleNode } from './nodes.js';
import { schemeNamed } from './schemes.js';
import { literals } from './segments.js';

/** Security: schemes, effective requirements, and operations that take credentials as ordinary input. */

function alternatives(model: Model, operation: OperationNode): unknown[] | undefined {
  const own = operation.value.security;
  const stated = Array.isArray(own) ? own : model.document.value.security;
  return Array.isArray(stated) ? stated : undefined;
}

function isSecured(model: Model, operation: OperationNode): boolean {
  return (alternatives(model, operation) ?? []).some((alternative) => entries(alternative).length > 0);
}

function isAnonymous(model: Model, operation: OperationNode): boolean {
  return (alternatives(model, operation) ?? []).some((alternative) => entries(alternative).length === 0);
}

/** See the attribute `schemes`. */
export function schemesOf(model: Model, operation: OperationNode): string[] {
  return once(operation, 'schemes', () => {
    const kinds = model.effectiveRequirements(operation).map((requirement) => schemeNamed(model, requirement.name)?.facts.kind);
    return [...new Set(kinds.filter((kind) => typeof kind === 'string'))];
  });
}

function isScoped(model: Model, operation: OperationNode): boolean {
  const all = alternatives(model, operation) ?? [];
  return (
    all.length > 0 &&
    all.every((alternative) => entries(alternative).some(([, scopes]) => asArray(scopes).some((scope) => scope !== 'openid')))
  );
}

const credentialWords = new Set(
  (
    'login logon logout signin signup token tokens session sessions authorize authorization authenticate authentication auth oauth password passwords verify verification register registration otp mfa ' +
    'credentials saml sso introspect revoke'
  ).split(' '),
);

/** A word such as login, or its two halves: sign in. */
function namesCredentials(text: string): boolean {
  const words = wordsOf(text);
  return words.some(
    (word, index) => credentialWords.has(word) || (word === 'sign' && (words[index + 1] === 'in' || words[index + 1] === 'up')),
  );
}

const credentialNames = new Set(
  'authorization xauthtoken authtoken accesstoken apikey token password secret clientsecret signature username jwt sessionid sessiontoken refreshtoken idtoken assertion otp passcode pin accesskey'.split(
    ' ',
  ),
);

/** See the attribute `credentials`. */
function takesCredentials(model: Model, operation: OperationNode): boolean {
  return once(operation, 'credentials', () => {
    const texts = [...literals(operation.path), asString(operation.value.operationId) ?? ''];
    if (texts.some(namesCredentials)) return true;
    if (operation.parameters.some((parameter) => credentialNames.has(fold(parameter.name)))) return true;
    return (operation.requestPoint?.children ?? []).some((point) =>
      bodyOf(model, point, false).some(({ property }) => credentialNames.has(fold(property.name))),
    );
  });
}

function reachable(model: Model, server: ServerNode): OperationNode[] {
  return model.operations.filter((operation) => operation.point.role === 'provider' && operation.servers.includes(server));
}

const urlParts = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?)?([^?#]*)/i;

/** The variable that stands for the scheme, if its values are listed. */
function schemeVariable(server: ServerNode): string | undefined {
  const variable = /^\{([^}]*)\}/.exec(server.name)?.[1];
  return variable !== undefined && Array.isArray(member(member(server.value.variables, variable), 'enum')) ? variable : undefined;
}

function schemesOfUrl(server: ServerNode): string[] {
  const variable = /^\{([^}]*)\}/.exec(server.name)?.[1];
  if (variable !== undefined) {
    const found = entries(server.value.variables).find(([name]) => name === variable)?.[1];
    const values = entries(found).find(([key]) => key === 'enum')?.[1] ?? [entries(found).find(([key]) => key === 'default')?.[1]];
    return asArray(values)
      .filter((value) => typeof value === 'string')
      .map((value) => value.replace(/:.*$/, ''));
  }
  const scheme = urlParts.exec(server.name)?.[1];
  return scheme && !scheme.includes('{') ? [scheme.toLowerCase()] : [];
}

function flowsOf(node: SimpleNode): string[] {
  return entries(node.value.flows)
    .map(([name]) => name)
    .filter((name) => !name.startsWith('x-'));
}

type Member = { value: string; path: string[] };

const urlsOf =
  (names: string[]) =>
  (flow: unknown): Member[] =>
    entries(flow).flatMap(([key, url]) => (names.includes(key) && typeof url === 'string' ? [{ value: url, path: [key] }] : []));

const scopesOf = (flow: unknown): Member[] =>
  entries(entries(flow).find(([key]) => key === 'scopes')?.[1]).map(([scope]) => ({ value: scope, path: ['scopes', scope] }));

/** What the flows hold, each where it is written; in 2.0 a scheme is its only flow. */
function inFlows(of: (flow: unknown) => Member[]) {
  const all = (node: SimpleNode) => flowsOf(node).flatMap((name) => of(member(node.value.flows, name)).map((one) => ({ ...one, name })));
  return {
    get: (node: SimpleNode) => [...new Set(all(node).map((one) => one.value))],
    members: (node: SimpleNode, model: Model) =>
      all(node).map(({ value, path, name }) => ({ value, path: model.isV2 ? path : ['flows', name, ...path] })),
  };
}

const listed = (list: unknown) => asArray(list).map((value, index) => ({ value, path: [index] }));

/** Scopes that a requirement names and its OAuth scheme does not declare. */
function unknownScopes(model: Model, requirement: SimpleNode) {
  const scheme = schemeNamed(model, requirement.name);
  if (scheme?.value.type !== 'oauth2') return [];
  const declared = new Set<unknown>(flowsOf(scheme).flatMap((name) => scopesOf(member(scheme.value.flows, name)).map((one) => one.value)));
  return listed(requirement.facts.scopes).filter((one) => !declared.has(one.value));
}

export const securityAttributes: Attributes = {
  Server: {
    scheme: {
      does: 'The scheme of the URL, `https`; where it is a variable, its values (plural); absent in a relative URL.',
      get: (node: ServerNode) => once(node, 'scheme', () => schemesOfUrl(node)),
      field: 'url',
      members: (node: ServerNode) => {
        const variable = schemeVariable(node);
        return variable === undefined
          ? []
          : schemesOfUrl(node).map((value, index) => ({ value, path: ['variables', variable, 'enum', index] }));
      },
    },
    host: {
      does: 'The host of the URL; absent in a relative URL.',
      get: (node: ServerNode) => urlParts.exec(node.name)?.[2]?.toLowerCase(),
      field: 'url',
    },
    basePath: { does: 'The path of the URL.', get: (node: ServerNode) => urlParts.exec(node.name)?.[4], field: 'url' },
    alone: { does: 'The only entry of its `servers` list.', get: (node: ServerNode) => node.count === 1 },
    secured: {
      does: 'An operation that can be reached at the server requires authentication.',
      get: (node: ServerNode, model) => reachable(model, node).some((operation) => isSecured(model, operation)),
    },
    schemes: {
      does: 'Kinds of security scheme of the operations that can be reached at the server (plural).',
      get: (node: ServerNode, model) => [...new Set(reachable(model, node).flatMap((operation) => schemesOf(model, operation)))],
    },
  },
  SecurityScheme: {
    key: { does: 'The name under which the scheme is declared.', get: (node: SimpleNode) => node.facts.key },
    name: { does: 'The header, query parameter or cookie of an apiKey scheme.', get: (node: SimpleNode) => node.value.name, field: 'name' },
    scheme: {
      does: 'The scheme of `type: http` in lower case; `basic` of 2.0 included.',
      get: (node: SimpleNode) => asString(node.value.scheme)?.toLowerCase(),
      field: 'scheme',
    },
    kind: {
      does: '`basic`, `bearer`, `http-other`, `apiKey-header`, `apiKey-query`, `apiKey-cookie`, `oauth2`, `openIdConnect` or `mutualTLS`.',
      get: (node: SimpleNode) => node.facts.kind,
      field: 'type',
    },
    flow: {
      does: 'Names of the OAuth flows as in 3.x (plural).',
      get: (node: SimpleNode) => flowsOf(node),
      members: (node: SimpleNode, model) => flowsOf(node).map((value) => ({ value, path: model.isV2 ? ['flow'] : ['flows', value] })),
    },
    authorizationEndpoints: { does: 'The `authorizationUrl` of all OAuth flows (plural).', ...inFlows(urlsOf(['authorizationUrl'])) },
    tokenEndpoints: {
      does: 'The `tokenUrl` and `refreshUrl` of all OAuth flows (plural).',
      ...inFlows(urlsOf(['tokenUrl', 'refreshUrl'])),
    },
    scopes: { does: 'Names of the scopes of all OAuth flows (plural).', ...inFlows(scopesOf) },
    uses: {
      does: 'The number of operations whose effective security names the scheme.',
      get: (node: SimpleNode, model) =>
        model.operations.filter((operation) => model.effectiveRequirements(operation).some((one) => one.name === node.facts.key)).length,
    },
  },
  Requirement: {
    defined: {
      does: 'The document declares a scheme of this name.',
      get: (node: SimpleNode, model) => schemeNamed(model, node.name) !== undefined,
    },
    type: { does: 'The `type` of the scheme.', get: (node: SimpleNode, model) => schemeNamed(model, node.name)?.value.type },
    kind: { does: 'As SecurityScheme.kind.', get: (node: SimpleNode, model) => schemeNamed(model, node.name)?.facts.kind },
    alone: { does: 'The only scheme of its alternative.', get: (node: SimpleNode) => node.facts.alone },
    scopes: {
      does: 'The scopes that it names (plural).',
      get: (node: SimpleNode) => node.facts.scopes,
      members: (node: SimpleNode) => listed(node.facts.scopes),
    },
    unknownScopes: {
      does: 'Scopes that the OAuth scheme does not declare (plural).',
      get: (node: SimpleNode, model) => unknownScopes(model, node).map((one) => one.value),
      members: (node: SimpleNode, model) => unknownScopes(model, node),
    },
  },
  Operation: {
    security: {
      does: 'The effective security requirements: the operation’s own, else the document’s.',
      get: (node: OperationNode, model) => alternatives(model, node),
      field: 'security',
    },
    secured: {
      does: 'Some alternative of the effective security requires a scheme.',
      get: (node: OperationNode, model) => once(node, 'secured', () => isSecured(model, node)),
      field: 'security',
    },
    anonymous: {
      does: '`{}` is among the effective requirements, so that credentials are optional.',
      get: (node: OperationNode, model) => isAnonymous(model, node),
      field: 'security',
    },
    schemes: {
      does: 'Kinds of security scheme in the effective requirements: basic, bearer, http-other, apiKey-header, apiKey-query, apiKey-cookie, oauth2, openIdConnect, mutualTLS (plural).',
      get: (node: OperationNode, model) => schemesOf(model, node),
      field: 'security',
    },
    scopes: {
      does: 'The scopes and roles that the effective security names (plural).',
      get: (node: OperationNode, model) => [
        ...new Set(model.effectiveRequirements(node).flatMap((requirement) => asArray(requirement.facts.scopes))),
      ],
      field: 'security',
    },
    scoped: {
      does: 'Every alternative of the effective security names a scope or role other than `openid`.',
      get: (node: OperationNode, model) => isScoped(model, node),
      field: 'security',
    },
    credentials: {
      does: 'Takes credentials as ordinary input: a word of path or operationId such as login, token, session, password, or a parameter or body member named like a credential.',
      get: (node: OperationNode, model) => takesCredentials(model, node),
    },
  },
};
