import { asArray, asObject, asString, entries, member } from '../json.js';
import { once, type Attributes } from './attribute.js';
import { isJson, isProblem } from './bodies.js';
import type { Model } from './model.js';
import { fold, singular, wordsOf } from './names.js';
import type { EnumNode, HeaderNode, MediaTypeNode, Node, ParameterNode, PropertyNode, SchemaNode } from './nodes.js';
import { pagingIn } from './paging.js';
import type { Point } from './points.js';
import { isRegisteredRelation, isRegisteredType } from './registries.js';
import { isFreeForm, isNullable, itemsOf, keyword, layers, membersOf, shapeOf, typesOf } from './shapes.js';
import { collectionOf } from './uses.js';
import { literals } from './segments.js';
import * as v2 from './v2.js';

/** What schemas say of values. Properties, parameters and headers have the attributes of their schema. */

type Valued = SchemaNode | PropertyNode | ParameterNode | HeaderNode | EnumNode;

/** The schema of a node that has one. */
export function schemaOf(node: Node): SchemaNode | null {
  switch (node.target) {
    case 'Schema':
      return node;
    case 'Enum':
      return node.schema;
    case 'Parameter':
    case 'Header':
      return node.schema ?? node.media[0]?.schema ?? null;
    case 'Property':
    case 'MediaType':
      return node.schema;
    default:
      return null;
  }
}

/** Formats that say how long a text can be. */
const shortFormats = new Set('date date-time time duration uuid ipv4 ipv6 http-date email idn-email hostname'.split(' '));
const smallFormats = new Set(['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32']);

/** A pattern bounds the length if it is anchored at both ends and repeats nothing without limit. */
function boundsLength(pattern: unknown): boolean {
  const text = asString(pattern);
  if (text === undefined || !/^\^[\s\S]*\$$/.test(text)) return false;
  return !/[*+]|\{\d+,\}/.test(text.replace(/\\[\s\S]/g, 'x').replace(/\[[^\]]*\]/g, 'x'));
}

function isBounded(model: Model, schema: SchemaNode): boolean {
  const has = (name: string) => keyword(model.schemas, schema, name) !== undefined;
  if (has('enum') || has('const') || has('x-extensible-enum')) return true;
  const format = asString(keyword(model.schemas, schema, 'format')?.value) ?? '';
  const types = typesOf(model.schemas, schema);
  return types.every((type) => {
    if (type === 'string')
      return has('maxLength') || shortFormats.has(format) || boundsLength(keyword(model.schemas, schema, 'pattern')?.value);
    if (type === 'array')
      return (
        has('maxItems') ||
        has('prefixItems') ||
        (has('uniqueItems') && itemsOf(model.schemas, schema).some((item) => keyword(model.schemas, item, 'enum') !== undefined))
      );
    if (type === 'integer' || type === 'number') {
      return (
        ((has('minimum') || has('exclusiveMinimum')) && (has('maximum') || has('exclusiveMaximum'))) ||
        (smallFormats.has(format) && format !== 'int32' && format !== 'uint32')
      );
    }
    return true;
  });
}

function literalsOf(model: Model, node: Valued): unknown[] {
  const schema = schemaOf(node);
  const holders: Node[] = node.target === 'Parameter' || node.target === 'Header' ? [node] : [];
  const layersOf = schema ? layers(model.schemas, schema, false) : [];
  const examples = [...holders, ...layersOf].flatMap((holder) => model.examplesOf(holder as SchemaNode).map((example) => example.content));
  const stated = layersOf.flatMap(({ value }) => [
    ...('const' in value ? [value.const] : []),
    ...('default' in value ? [value.default] : []),
    ...asArray(value.enum),
    ...asArray(value['x-extensible-enum']),
  ]);
  return [...examples, ...stated];
}

function fieldOfSchema(model: Model, node: Node, name: string): unknown {
  const schema = schemaOf(node);
  return schema ? keyword(model.schemas, schema, name)?.value : undefined;
}

const ofValues: Record<string, { does: string; get(node: Valued, model: Model): unknown; field?: string; hasDefault?: boolean }> = {
  types: {
    does: 'JSON types that it allows, null aside, looking through `$ref` and compositions; absent where it says none (plural).',
    get: (node, model) => {
      const schema = schemaOf(node);
      return schema ? typesOf(model.schemas, schema) : [];
    },
    field: 'type',
  },
  nullable: {
    does: 'Allows null: `nullable`, `x-nullable`, a type list, an enum or a branch with null.',
    get: (node, model) => {
      const schema = schemaOf(node);
      return (schema !== null && isNullable(model.schemas, schema)) || node.value.nullable === true || node.value['x-nullable'] === true;
    },
  },
  inline: {
    does: 'Its schema is neither a component nor reached by a `$ref`.',
    get: (node) => schemaOf(node)?.component === null && !schemaOf(node)?.referenced,
  },
  bounded: {
    does: 'Has a limit: text by maxLength, enum, const, a short format or an anchored pattern without open repetition; array by maxItems or prefixItems; number at both ends.',
    get: (node, model) => {
      const schema = schemaOf(node);
      return schema !== null && isBounded(model, schema);
    },
  },
  open: {
    does: 'An object that takes further members: no properties, or `additionalProperties` that is not false.',
    get: (node, model) => {
      const schema = schemaOf(node);
      if (!schema) return true;
      const types = typesOf(model.schemas, schema);
      if (types.length > 0 && !types.includes('object')) return false;
      const additional = keyword(model.schemas, schema, 'additionalProperties')?.value;
      return isFreeForm(model.schemas, schema) || (additional !== undefined && additional !== false);
    },
  },
  anyType: {
    does: 'Says nothing about the type.',
    get: (node, model) => schemaOf(node) !== null && typesOf(model.schemas, schemaOf(node)!).length === 0,
  },
  map: {
    does: 'An object without properties whose members all have one schema (additionalProperties, patternProperties).',
    get: (node, model) => {
      const schema = schemaOf(node);
      return (
        schema !== null &&
        membersOf(model.schemas, schema).size === 0 &&
        layers(model.schemas, schema).some((layer) => layer.out.some((edge) => edge.step === 'map'))
      );
    },
  },
  discriminated: {
    does: 'Has a discriminator.',
    get: (node, model) => asObject(fieldOfSchema(model, node, 'discriminator')) !== undefined,
  },
  values: {
    does: 'The literals of example, examples, default, const and enum (plural).',
    get: (node, model) => (node.target === 'Enum' ? node.values : once(node, 'values', () => literalsOf(model, node))),
  },
  minimum: {
    does: 'The smallest number allowed; absent where it is exclusive.',
    get: (node, model) => limit(model, node, 'minimum', 'exclusiveMinimum'),
    field: 'minimum',
  },
  maximum: {
    does: 'The largest number allowed; absent where it is exclusive.',
    get: (node, model) => limit(model, node, 'maximum', 'exclusiveMaximum'),
    field: 'maximum',
  },
  exclusiveMinimum: {
    does: 'The number that all are greater than, as in 3.1.',
    get: (node, model) => exclusive(model, node, 'minimum', 'exclusiveMinimum'),
    field: 'exclusiveMinimum',
  },
  exclusiveMaximum: {
    does: 'The number that all are smaller than, as in 3.1.',
    get: (node, model) => exclusive(model, node, 'maximum', 'exclusiveMaximum'),
    field: 'exclusiveMaximum',
  },
  deprecated: {
    does: 'It or its schema is marked deprecated (2.0: `x-deprecated`).',
    get: (node, model) => {
      const name = model.isV2 ? 'x-deprecated' : 'deprecated';
      return node.value[name] === true || fieldOfSchema(model, node, name) === true;
    },
    field: 'deprecated',
    hasDefault: true,
  },
};

function limit(model: Model, node: Valued, name: string, exclusiveName: string): unknown {
  return fieldOfSchema(model, node, exclusiveName) === true ? undefined : fieldOfSchema(model, node, name);
}

function exclusive(model: Model, node: Valued, name: string, exclusiveName: string): unknown {
  const stated = fieldOfSchema(model, node, exclusiveName);
  return stated === true ? fieldOfSchema(model, node, name) : stated === false ? undefined : stated;
}

/** Required by its own object, or by one that is composed with it. */
function isRequired(property: PropertyNode): boolean {
  const seen = new Set<SchemaNode>([property.holder]);
  for (const schema of seen) {
    if (asArray(schema.value.required).includes(property.name)) return true;
    for (const edge of schema.incoming) if (edge.step === 'allOf' || edge.step === 'ref') seen.add(edge.from);
    for (const edge of schema.out) if (edge.step === 'allOf' || edge.step === 'ref') seen.add(edge.to);
    if (seen.size > 64) return false;
  }
  return false;
}

const flag = (name: 'readOnly' | 'writeOnly') => ({
  does: `${name} at the property or at the schema it refers to.`,
  get: (node: PropertyNode, model: Model) => node.value[name] === true || fieldOfSchema(model, node, name) === true,
  field: name,
  hasDefault: true,
});

/** Values whose spelling others define: media types, languages, countries, currencies, time zones, methods, header names, algorithms, sort keys, OAuth. */
const externalValues =
  /(?:^|\b)(?:mime|media ?types?|content ?types?|accept|languages?|locales?|lang|countr(?:y|ies)|currenc(?:y|ies)|time ?zones?|http ?methods?|methods?|verb|headers?|algorithms?|alg|extensions?|order|direction|sort|order ?by|sort ?by|sort ?order|sort ?direction|fields?|include|expand|scopes?|grant ?types?|response ?types?|units?|regions?|zones?|versions?|op)$/;
const externalFormats = /[/.:\s+]/;

/** Names that are fixed by OAuth 2.0, OpenID Connect and JOSE (RFC 6749, 7517, 7591, 8414; OpenID Connect Core). */
const standardNames = new Set(
  (
    'access_token token_type expires_in refresh_token id_token error_description error_uri client_id client_secret grant_type redirect_uri redirect_uris response_type response_types grant_types ' +
    'code_verifier code_challenge code_challenge_method client_assertion client_assertion_type login_hint id_token_hint post_logout_redirect_uri post_logout_redirect_uris acr_values ui_locales token_type_hint ' +
    'client_name client_uri logo_uri tos_uri policy_uri jwks_uri software_id token_endpoint_auth_method subject_type sector_identifier_uri initiate_login_uri ' +
    'request_uris default_max_age require_auth_time id_token_signed_response_alg client_id_issued_at client_secret_expires_at authorization_endpoint token_endpoint userinfo_endpoint ' +
    'registration_endpoint introspection_endpoint revocation_endpoint end_session_endpoint scopes_supported response_types_supported response_modes_supported grant_types_supported ' +
    'subject_types_supported claims_supported code_challenge_methods_supported request_parameter_supported ' +
    'at_hash c_hash x5t#S256 x5t x5c x5u key_ops device_code verification_uri verification_uri_complete issued_token_type subject_token ' +
    'subject_token_type actor_token requested_token_type'
  ).split(' '),
);

/** Its name is fixed by a standard: OAuth, OpenID Connect, JOSE, or SCIM where the path or media type says so. */
function isStandardName(model: Model, node: PropertyNode | ParameterNode): boolean {
  if (standardNames.has(node.name)) return true;
  return model.usesOf(node).every((use) => model.points.filter(use.points, isScim, isScim) === use.points);
}

const isScim = (point: Point): boolean => /\bscim\b/i.test(point.mediaType ?? '') || /\/scim(?:\/|$)/i.test(point.path?.name ?? '');

const fixedName = {
  does: 'The name is fixed by a standard: OAuth 2.0, OpenID Connect, JOSE; SCIM, where a path or media type says scim.',
  get: (node: PropertyNode | ParameterNode, model: Model) => isStandardName(model, node),
};

/** The name of the property, parameter or header whose values a schema describes, arrays looked through. */
export function holderName(model: Model, schema: SchemaNode): string {
  const names = once(model.document, 'names of values', () => {
    const found = new Map<SchemaNode, string>();
    for (const node of [...model.parameters, ...model.headers]) if (node.schema) found.set(node.schema, node.name);
    return found;
  });
  const seen = new Set([schema]);
  for (const one of seen) {
    const name = names.get(one) ?? one.incoming.find((edge) => edge.step === 'property')?.property;
    if (name) return name;
    for (const edge of one.incoming) seen.add(edge.from);
    if (seen.size > 8) break;
  }
  return schema.name;
}

function isExternal(model: Model, node: EnumNode): boolean {
  if (externalValues.test(wordsOf(holderName(model, node.schema)).join(' '))) return true;
  if (
    node.schema.incoming.some((edge) => edge.step === 'property' && asObject(edge.from.value.discriminator)?.propertyName === edge.property)
  )
    return true;
  return node.values.some((value) => typeof value === 'string' && externalFormats.test(value));
}

const insideOf: Partial<Record<string, string>> = { property: 'properties', map: 'additionalProperties' };

/** The keyword in which an inline schema stands. */
function insideKeyword({ component, referenced, incoming }: SchemaNode): string | undefined {
  const [edge] = incoming;
  return component === null && !referenced && edge ? (insideOf[edge.step] ?? edge.step) : undefined;
}

/** Names that runtime expressions of callbacks point to: `{$request.body#/callbackUrl}`, `{$request.query.url}`. */
function calledBack(model: Model): Set<string> {
  return once(model.document, 'called back', () => {
    const expressions = model.nodes('Callback').flatMap((callback) => Object.keys(callback.value));
    return new Set(
      expressions.flatMap((text) =>
        [...text.matchAll(/\{\$request\.(?:body#\/|query\.|header\.|path\.)([^}]+)\}/g)].map((match) =>
          match[1]!.split('/').pop()!.toLowerCase(),
        ),
      ),
    );
  });
}

const calledBackAttribute = {
  does: 'A runtime expression of a callback takes its value as the URL to call.',
  get: (node: Node, model: Model) => calledBack(model).has(node.name.toLowerCase()),
};

function identifies(model: Model, node: PropertyNode): string | undefined {
  const name = fold(node.name);
  if (name === 'id' || name === 'uuid' || name === 'guid') return 'self';
  if (!/(?:id|uuid|guid)$/.test(name) || !/[a-z](?:Id|ID|Uuid|UUID)$|[_-](?:id|uuid|guid)$/.test(node.name)) return undefined;
  const stem = name.replace(/(?:id|uuid|guid)$/, '');
  const uses = model.usesOf(node).flatMap((use) => (use.depth === 1 ? use.points.points : []));
  const own = fold(singular(wordsOf(node.holder.name).join('')));
  const resources = uses.map((point) => (point.path ? singular(fold(literals(point.path).at(-1) ?? '')) : ''));
  return own === stem || resources.includes(stem) ? 'self' : 'other';
}

function parameterIdentifies(model: Model, node: ParameterNode): string | undefined {
  if (node.in === 'path') return node.points.some((point) => point.path?.name.endsWith(`{${node.name}}`)) ? 'self' : 'other';
  if (node.in !== 'query' && node.in !== 'header') return undefined;
  const words = wordsOf(node.name);
  const types = node.schema ? typesOf(model.schemas, node.schema) : [];
  const isPaging = node.points.some((point) => point.operation && pagingIn(model, point.operation).some((one) => one.parameter === node));
  if (isPaging || types.includes('boolean') || fieldOfSchema(model, node, 'enum') !== undefined) return undefined;
  if (/^(?:id|ids|gid|uuid|guid)$/.test(words.at(-1) ?? '')) return 'other';
  const collections = once(
    model.document,
    'collection names',
    () => new Set(model.paths.flatMap((path) => literals(path)).map((part) => singular(fold(part)))),
  );
  const description = asString(node.value.description) ?? '';
  return (collections.has(fold(node.name)) && singular(fold(node.name)) === fold(node.name)) ||
    /\b(?:id|identifier|gid|uuid)\b/i.test(description)
    ? 'other'
    : undefined;
}

/** The properties that hold the items of list bodies. */
function listItems(model: Model): Set<PropertyNode> {
  return once(model.document, 'list items', () => {
    const found = new Set<PropertyNode>();
    for (const point of model.points.all) {
      const root = point.kind === 'content' && point.node?.target === 'MediaType' ? point.node.schema : null;
      const shape = root ? shapeOf(model.schemas, root, collectionOf(point.path)) : undefined;
      if (shape?.kind === 'list' && shape.member) found.add(shape.member);
    }
    return found;
  });
}

function isWrapper(model: Model, schema: SchemaNode): boolean {
  return shapeOf(model.schemas, schema).kind === 'wrapper';
}

const serialized = {
  style: {
    does: 'The effective style; `collectionFormat` of 2.0 translated.',
    get: (node: ParameterNode | HeaderNode, model: Model) =>
      model.isV2 ? v2.serialization(node.value).style : (node.value.style ?? defaultStyle(node)),
    field: 'style',
    hasDefault: true,
  },
  explode: {
    does: 'The effective explode.',
    get: (node: ParameterNode | HeaderNode, model: Model) =>
      model.isV2 ? v2.serialization(node.value).explode : (node.value.explode ?? (node.value.style ?? defaultStyle(node)) === 'form'),
    field: 'explode',
    hasDefault: true,
  },
};

function defaultStyle(node: ParameterNode | HeaderNode): string {
  return node.target === 'Parameter' && (node.in === 'query' || node.in === 'cookie') ? 'form' : 'simple';
}

export const valueAttributes: Attributes = {
  Schema: {
    ...ofValues,
    wrapper: { does: 'An envelope: a member holds the resource.', get: (node: SchemaNode, model) => isWrapper(model, node) },
    listItems: {
      does: 'The name of the array that holds the items of a list body.',
      get: (node: SchemaNode, model) => {
        const shape = shapeOf(model.schemas, node);
        return shape.kind === 'list' ? shape.member?.name : undefined;
      },
    },
    branches: {
      does: 'The number of alternatives that oneOf and anyOf offer, null aside.',
      get: (node: SchemaNode, model) =>
        model.schemas.expand(node).out.filter((edge) => ['oneOf', 'anyOf'].includes(edge.step) && edge.to.value.type !== 'null').length,
    },
    inside: {
      does: 'The keyword in which an inline schema stands: `properties`, `items`, `allOf`, `oneOf`, `anyOf`, `not`, `additionalProperties`; absent at the top and for components.',
      get: (node: SchemaNode) => insideKeyword(node),
    },
    component: { does: 'The key of the component.', get: (node: SchemaNode) => node.component ?? undefined },
  },
  Property: {
    ...ofValues,
    required: { does: 'Required by its object or by one that it is composed with.', get: (node: PropertyNode) => isRequired(node) },
    external: fixedName,
    registered: {
      does: 'The name is in IANA’s registry of link relations (case, `-` and `_` aside), or a URI or CURIE.',
      get: (node: PropertyNode) => isRegisteredRelation(node.name),
    },
    calledBack: calledBackAttribute,
    readOnly: flag('readOnly'),
    writeOnly: flag('writeOnly'),
    listItems: { does: 'The array that holds the items of a list body.', get: (node: PropertyNode, model) => listItems(model).has(node) },
    identifies: {
      does: '`self`: the identifier of the object; `other`: a reference to another resource.',
      get: (node: PropertyNode, model) => identifies(model, node),
    },
    lifecycle: {
      does: 'Two of its values are states of a life cycle: active, pending, running, failed …',
      get: (node: PropertyNode, model) =>
        asArray(fieldOfSchema(model, node, 'enum')).filter((value) => typeof value === 'string' && lifecycleStates.has(value.toLowerCase()))
          .length >= 2,
    },
  },
  Parameter: {
    ...ofValues,
    ...serialized,
    external: fixedName,
    calledBack: calledBackAttribute,
    identifies: {
      does: '`other`: names a resource: its last word is id, ids, gid or uuid, or it is the singular of a collection of the document, or its description speaks of an identifier; `self`: the last parameter of an item path.',
      get: (node: ParameterNode, model) => once(node, 'identifies', () => parameterIdentifies(model, node)),
    },
    in: { does: 'path, query, header or cookie.', get: (node: ParameterNode) => node.in, field: 'in' },
    required: { does: 'Required.', get: (node: ParameterNode) => node.value.required === true, field: 'required', hasDefault: true },
  },
  Header: {
    ...ofValues,
    ...serialized,
    in: { does: 'Always header, so that one filter picks header parameters and response headers.', get: () => 'header' },
    required: { does: 'Required.', get: (node: HeaderNode) => node.value.required === true, field: 'required', hasDefault: true },
  },
  Enum: {
    types: {
      does: 'JSON types of the values, null aside (plural).',
      get: (node: EnumNode) => [...new Set(node.values.filter((value) => value !== null).map((value) => typeof value))],
    },
    values: {
      does: 'The values (plural).',
      get: (node: EnumNode) => node.values,
      members: (node: EnumNode) => node.values.map((value, index) => ({ value, path: [index] })),
    },
    external: {
      does: 'Values whose spelling others define: media types, languages, countries, currencies, time zones, methods, header names, algorithms, sort keys, names of schemas.',
      get: (node: EnumNode, model) => once(node, 'external', () => isExternal(model, node)),
    },
  },
  MediaType: {
    problem: {
      does: 'It is `application/problem+json` or `+xml` (RFC 9457).',
      get: (node: MediaTypeNode) => isProblem(node.name),
    },
    registered: {
      does: 'In IANA’s registry, or in the vendor or personal tree, parameters aside; ranges and what is no media type count as registered.',
      get: (node: MediaTypeNode) => isRegisteredType(node.name),
    },
    json: { does: 'JSON or a `+json` type; wildcards count.', get: (node: MediaTypeNode) => isJson(node.name) },
    exampled: {
      does: 'Has an example of its own, of its schema, or one that tools can compose of the examples of the properties.',
      get: (node: MediaTypeNode, model) =>
        model.examplesOf(node).length > 0 ||
        (node.schema !== null &&
          (layers(model.schemas, node.schema, false).some((layer) => model.examplesOf(layer).length > 0) ||
            ([...membersOf(model.schemas, node.schema).values()].length > 0 &&
              [...membersOf(model.schemas, node.schema).values()].every(
                ({ property }) =>
                  property.schema &&
                  (literalsOf(model, property).length > 0 || typesOf(model.schemas, property.schema).includes('boolean')),
              )))),
    },
  },
  RequestBody: {
    mediaTypes: {
      does: 'Names of its media types (plural).',
      get: (node) => (node as { media: MediaTypeNode[] }).media.map((media) => media.name),
    },
    required: { does: 'Required.', get: (node: Node) => member(node.value, 'required') === true, field: 'required', hasDefault: true },
    structured: {
      does: 'Some media type has a schema of type object or array.',
      get: (node, model) =>
        (node as { media: MediaTypeNode[] }).media.some(
          (media) => media.schema && typesOf(model.schemas, media.schema).some((type) => type === 'object' || type === 'array'),
        ),
    },
  },
  Callback: {
    expressions: {
      does: 'Its runtime expressions (plural).',
      get: (node: Node) => entries(node.value).map(([key]) => key),
      members: (node: Node) => entries(node.value).map(([key]) => ({ value: key, path: [key] })),
    },
  },
};

const lifecycleStates = new Set(
  'active inactive pending creating created running failed succeeded success deleted deleting cancelled canceled completed complete queued processing draft published archived suspended expired open closed enabled disabled provisioning stopped started error ready'.split(
    ' ',
  ),
);
