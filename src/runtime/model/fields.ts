import type { TargetName } from './nodes.js';

/** The fixed fields of OpenAPI 2.0 to 3.2, by target; each is an attribute. Dotted: fields of the objects in it. */

const schema =
  'title description type format enum const default nullable readOnly writeOnly deprecated example examples externalDocs discriminator xml ' +
  'multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems maxContains minContains contains ' +
  'maxProperties minProperties required dependentRequired properties patternProperties additionalProperties unevaluatedProperties unevaluatedItems propertyNames ' +
  'items prefixItems allOf oneOf anyOf not if then else contentEncoding contentMediaType contentSchema dependentSchemas $comment $id $schema $anchor';

const fieldLists: Record<TargetName, string> = {
  Document:
    'openapi swagger info servers paths webhooks components security tags externalDocs jsonSchemaDialect host basePath schemes consumes produces definitions $self',
  Info: 'title summary description termsOfService contact license version',
  Server: 'url name description variables',
  Tag: 'name summary description externalDocs parent kind',
  SecurityScheme: 'type description name in scheme bearerFormat flows openIdConnectUrl oauth2MetadataUrl deprecated',
  Requirement: '',
  Path: 'summary description servers parameters',
  Segment: '',
  Operation:
    'tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers consumes produces schemes',
  Parameter: `name in required allowEmptyValue style explode allowReserved schema content collectionFormat ${schema}`,
  RequestBody: 'description content required',
  Response: 'description summary headers content links schema examples',
  Header: `name required style explode schema content collectionFormat ${schema}`,
  MediaType: 'schema itemSchema example examples encoding prefixEncoding itemEncoding',
  Schema: schema,
  Property: schema,
  Enum: schema,
  Example: 'summary description value dataValue serializedValue externalValue',
  Link: 'operationRef operationId parameters requestBody description server',
  Callback: '',
  Component: '',
  Version: '',
  Text: '',
  Reference: '',
};

/** Objects whose fields are reached with a dot. */
const dotted = /^(?:info|contact|license|externalDocs|flows|schema|discriminator|xml|value|dataValue|items|components|server)\./;

const known = new Map<TargetName, Set<string>>();

/** The fields of a target. */
export function fieldsOf(target: TargetName): Set<string> {
  let fields = known.get(target);
  if (!fields) {
    fields = new Set(fieldLists[target].split(' ').filter(Boolean));
    known.set(target, fields);
  }
  return fields;
}

export function isField(target: TargetName, name: string): boolean {
  const fields = fieldsOf(target);
  if (fields.has(name) || name.startsWith('x-')) return fields.size > 0;
  return dotted.test(name) && fields.has(name.slice(0, name.indexOf('.')));
}
