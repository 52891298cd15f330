import { recall, remember } from './attribute.js';
import { asObject, asString, entries, member, type Json } from '../json.js';
import { at } from './build.js';
import type { Model } from './model.js';
import { newNode, type SimpleNode } from './nodes.js';
import * as v2 from './v2.js';

/** The security schemes of a description, in the words of 3.x. */
export function securitySchemes(model: Model): SimpleNode[] {
  const { document, documents, isV2 } = model;
  const holder = isV2 ? document.value.securityDefinitions : member(document.value.components, 'securitySchemes');
  const base = isV2 ? at(document.place, 'securityDefinitions') : at(document.place, 'components', 'securitySchemes');
  return entries(holder).flatMap(([key, raw]) => {
    const target = documents.dereference(raw, at(base, key));
    const written = asObject(target?.value);
    if (!target || !written) return [];
    const value = isV2 ? v2.securityScheme(written) : written;
    const facts = { key, kind: kindOf(value) };
    return [newNode<SimpleNode>({ target: 'SecurityScheme', name: key, value, place: target.place, facts, points: [document.point] })];
  });
}

/** basic, bearer, http-other, apiKey-header, apiKey-query, apiKey-cookie, oauth2, openIdConnect, mutualTLS */
function kindOf(value: Json): string {
  if (value.type === 'http') {
    const scheme = asString(value.scheme)?.toLowerCase();
    return scheme === 'basic' || scheme === 'bearer' ? scheme : 'http-other';
  }
  return value.type === 'apiKey' ? `apiKey-${String(value.in)}` : String(value.type);
}

/** The scheme of a name, by the key under which it is declared. */
export function schemeNamed(model: Model, name: string): SimpleNode | undefined {
  let byName = recall(model.document, 'schemes') as Map<string, SimpleNode> | undefined;
  if (!byName) {
    byName = new Map(model.nodes('SecurityScheme').map((node) => [String((node as SimpleNode).facts.key), node as SimpleNode]));
    remember(model.document, 'schemes', byName);
  }
  return byName.get(name);
}
