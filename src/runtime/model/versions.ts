import { asString, member } from '../json.js';
import { at } from './build.js';
import type { Place } from './documents.js';
import type { Model } from './model.js';
import { newNode, type SimpleNode } from './nodes.js';
import { fold } from './names.js';

/** A version as one writes it in a URL or media type: `v1`, `v2.1`, `v1beta2`, `2024-05-01`. */
const urlVersion = /^(?:v\d+(?:[._]\d+)*(?:[-_]?(?:alpha|beta|rc|preview)\d*)?|\d{4}-\d{2}-\d{2}(?:-preview)?|\d+\.\d+(?:\.\d+)?)$/i;
/** Whether a segment names a version of the API. */
export const isVersion = (segment: string): boolean => urlVersion.test(segment);

/** The segments of a path that name a version of the API; behind `scim` it is that of SCIM. */
export function versionsIn(path: string): string[] {
  const segments = path.split('/');
  const scim = segments.findIndex((segment) => /^scim$/i.test(segment));
  return (scim < 0 ? segments : segments.slice(0, scim)).filter(isVersion);
}

const versionNames = new Set(['version', 'apiversion', 'acceptversion', 'apiversionnumber', 'v', 'ver']);

/**
 * Every place in which the document names a version of the API, once per kind and value:
 * `path` and `server` segments, host labels (`host`), media types and their parameters (`mediaType`), `query` and `header` parameters, and `info`.
 */
export function versionsOf(model: Model): SimpleNode[] {
  const found = new Map<string, SimpleNode>();
  const add = (where: string, version: string, place: Place) => {
    const key = `${where} ${version}`;
    if (found.has(key)) return;
    const major = /\d+/.exec(version)?.[0] ?? '';
    const facts = { where, version, major, date: /^\d{4}-\d{2}-\d{2}/.test(version) };
    found.set(
      key,
      newNode<SimpleNode>({
        target: 'Version',
        name: version,
        value: {},
        place,
        facts,
        points: [model.document.point],
      }),
    );
  };
  const info = member(model.document.value.info, 'version');
  if (info !== undefined && info !== null) add('info', String(info), at(model.document.place, 'info', 'version'));
  for (const server of model.servers) {
    const match = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/([^/]*))?(.*)$/i.exec(server.name);
    const place = model.isV2 ? server.place : at(server.place, 'url');
    for (const label of (match?.[1] ?? '').split('.')) if (/^v\d+$/i.test(label)) add('host', label, place);
    for (const segment of versionsIn(match?.[2] ?? '')) add('server', segment, place);
  }
  for (const path of model.paths) {
    if (path.point.role === 'consumer') continue;
    const place = at(model.document.place, 'paths', path.name);
    for (const segment of versionsIn(path.name)) add('path', segment, place);
  }
  for (const media of model.mediaTypes) {
    const parameter = /;\s*(?:version|v|profile-version)\s*=\s*"?([^";]+)/i.exec(media.name)?.[1];
    const inName = /[.+-](v\d+(?:\.\d+)*)(?=[.+;-]|$)/i.exec(media.name)?.[1];
    if (parameter ?? inName) add('mediaType', (parameter ?? inName)!, media.place);
  }
  for (const parameter of model.parameters) {
    if ((parameter.in === 'query' || parameter.in === 'header') && versionNames.has(fold(parameter.name))) {
      const value = asString(member(parameter.schema?.value, 'default')) ?? asString(member(parameter.value, 'example')) ?? '';
      add(parameter.in, value, parameter.place);
    }
  }
  return [...found.values()];
}
