import { once, type Attributes } from './attribute.js';
import type { Model } from './model.js';
import { fold } from './names.js';
import type { ParameterNode } from './nodes.js';
import { pagingAttributes } from './paging.js';
import { typesOf } from './shapes.js';

/** What query parameters are for, by their names. Compared without case and separators. */

const names: Record<string, string> = {
  sort: 'sort sortby sortedby sorting orderby ordering',
  search: 'q search searchterm searchquery searchtext query',
  fields: 'fields select readmask projection fieldmask',
  expand: 'embed embedded expand include',
  language: 'lang language locale',
  from: 'fromdate startdate datefrom',
  to: 'todate enddate dateto',
};
const byName = new Map(Object.entries(names).flatMap(([purpose, list]) => list.split(' ').map((name) => [name, purpose] as const)));

/** JSON types without which a name is something else: `include` as boolean, `query` as object. */
const textual: Record<string, string[]> = { search: ['string'], expand: ['string', 'array'], sort: ['string', 'array', 'object'] };

/** By paging, in its company; a page number and an offset are two ways to page. */
function pagingPurpose(model: Model, node: ParameterNode): string | undefined {
  const paging = pagingAttributes.Parameter!.paging!.get(node as never, model);
  if (paging !== 'number') return paging as string | undefined;
  return /^page/.test(fold(node.name)) && fold(node.name) !== 'pageoffset' ? 'page' : 'offset';
}

function purposeOf(model: Model, node: ParameterNode): string | undefined {
  if (node.in !== 'query') return undefined;
  const paging = pagingPurpose(model, node);
  if (paging !== undefined) return paging;
  const purpose = byName.get(fold(node.name));
  const types = purpose === undefined || !node.schema ? [] : typesOf(model.schemas, node.schema);
  const wanted = textual[purpose ?? ''];
  return !wanted || types.length === 0 || types.some((type) => wanted.includes(type)) ? purpose : undefined;
}

export const purposeAttributes: Attributes = {
  Parameter: {
    purpose: {
      does:
        'What a query parameter is for, by its name and type: `size`, `page`, `offset`, `cursor` (as `paging`), `sort`, `search`, `fields`, `expand`, `language`, `from`, `to`; ' +
        'absent for others.',
      get: (node: ParameterNode, model) => once(node, 'purpose', () => purposeOf(model, node)),
    },
  },
};
