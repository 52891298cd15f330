import { asString } from '../json.js';
import { once, type Attributes } from './attribute.js';
import type { Model } from './model.js';
import type { HeaderNode, OperationNode, ParameterNode } from './nodes.js';
import { isRegisteredField } from './registries.js';

/** Header fields: whose names they are, and how many operations have them. */

/** Names that no registry has and every HTTP library knows. */
const widelyUsed = new RegExp(
  '^(?:x-(?:forwarded|b3|amzn|amz|goog|ms|rate-?limit|hub-signature|original|envoy)-.+|x-forwarded|(?:x-)?rate-?limit|rate-?limit-.+|sec-.+|cf-.+|' +
    'x-(?:real-ip|requested-with|requestid|frame-options|xss-protection|robots-tag|permitted-cross-domain-policies|http-method|http-method-override|method-override|' +
    'csrf-?token|xsrf-?token|api-key|powered-by|total-count|cloud-trace-context|hub-signature|ua-compatible|dns-prefetch-control|download-options|runtime|cache)|' +
    '(?:x-)?(?:request|correlation|trace)-id|idempotency-key|baggage|dnt|b3)$',
);

/** Headers that apiKey schemes name, in lower case. */
function credentialHeaders(model: Model): Set<string> {
  return once(model.document, 'credential headers', () => {
    const names = model.nodes('SecurityScheme').flatMap((node) => (node.value.in === 'header' ? (asString(node.value.name) ?? []) : []));
    return new Set(names.map((name) => name.toLowerCase()));
  });
}

function isCustom(model: Model, name: string): boolean {
  const lower = name.toLowerCase();
  return !isRegisteredField(lower) && !widelyUsed.test(lower) && !credentialHeaders(model).has(lower);
}

/** How many operations of the provider take a parameter, or answer with a header, of a name and place. */
function shares(model: Model): { operations: number; counts: Map<string, number> } {
  return once(model.document, 'shares', () => {
    const counts = new Map<string, number>();
    let operations = 0;
    for (const operation of model.operations) {
      if (operation.point.role !== 'provider') continue;
      operations++;
      for (const key of keysOf(operation)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return { operations, counts };
  });
}

const keyOfParameter = ({ in: where, name }: ParameterNode): string => `${where} ${where === 'header' ? name.toLowerCase() : name}`;
const keyOfHeader = ({ name }: HeaderNode): string => `response ${name.toLowerCase()}`;

function keysOf(operation: OperationNode): Set<string> {
  const keys = new Set(operation.parameters.map(keyOfParameter));
  for (const { response } of operation.responses) for (const header of response.headers) keys.add(keyOfHeader(header));
  return keys;
}

/** `most`: at least four of five operations, of at least five. */
function shareOf(model: Model, key: string): string {
  const { operations, counts } = shares(model);
  return operations >= 5 && (counts.get(key) ?? 0) >= operations * 0.8 ? 'most' : 'some';
}

const custom = 'A header that is neither in IANA’s registry of field names nor widely used, and that no apiKey scheme names.';

export const headerAttributes: Attributes = {
  Parameter: {
    custom: { does: custom, get: (node: ParameterNode, model) => (node.in === 'header' ? isCustom(model, node.name) : undefined) },
    share: {
      does: '`most`: at least four of five operations, of five or more, take a parameter of this name and place; else `some`.',
      get: (node: ParameterNode, model) => shareOf(model, keyOfParameter(node)),
    },
  },
  Header: {
    custom: { does: custom, get: (node: HeaderNode, model) => isCustom(model, node.name) },
    share: {
      does: '`most`: at least four of five operations, of five or more, have a response with a header of this name; else `some`.',
      get: (node: HeaderNode, model) => shareOf(model, keyOfHeader(node)),
    },
  },
};
