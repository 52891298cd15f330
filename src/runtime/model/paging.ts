import { once, type Attributes } from './attribute.js';
import { bodyOf } from './bodies.js';
import type { Model } from './model.js';
import { fold } from './names.js';
import type { OperationNode, ParameterNode } from './nodes.js';
import { kindOf } from './resources.js';
import { typesOf } from './shapes.js';

/** Pages of a list: what asks for them and what leads to the next one. Names are compared without case and separators. */

const sizes = new Set(
  'limit pagesize perpage maxresults maxpagesize itemsperpage top size count rows pagelimit resultsperpage maxitems numresults take maxrecords maxcount maxentries maxkeys resultsize pagelength batchsize'.split(
    ' ',
  ),
);
const numbers = new Set('offset skip page pagenumber pagenum pageindex startindex startat start pageno pageoffset'.split(' '));
const cursors = new Set(
  (
    'cursor pagetoken nexttoken nextpagetoken continuationtoken continue marker startingafter endingbefore after before pagecursor nextcursor startkey bookmark scrollid skiptoken ' +
    'pageafter pagebefore pagingtoken paginationtoken nextpage pagestate sinceid maxid'
  ).split(' '),
);
/** Names that are something else too: only a number makes them a parameter of paging. */
const needNumber = new Set(['count', 'rows', 'size', 'start', 'top', 'take']);
/** Names that are something else too: only in the company of another parameter or answer of paging do they make a cursor. */
const needCompany = new Set(['after', 'before', 'start', 'marker', 'continue']);

const nextName =
  /^(?:odata)?next(?:page)?(?:link|url|uri|href|token|cursor|marker|offset|start|key|id|page|streamposition)?$|^(?:cursor|after|endcursor|continuationtoken|continue|hasmore|hasnext)$/;

function pagingOf(model: Model, parameter: ParameterNode): string | undefined {
  if (parameter.in !== 'query') return undefined;
  const name = fold(parameter.name);
  const { schema } = parameter;
  const types = schema ? typesOf(model.schemas, schema) : [];
  const isNumber = types.length === 0 || types.includes('integer') || types.includes('number');
  if (needNumber.has(name) && !isNumber) return undefined;
  if (sizes.has(name)) return 'size';
  // an offset or page that is a text is a token of its own kind
  if (numbers.has(name)) return isNumber ? 'number' : (name === 'offset' || name === 'page') && !schema?.value.enum ? 'cursor' : undefined;
  return cursors.has(name) && !isTime(parameter) ? 'cursor' : undefined;
}

/** `before` and `after` a moment filter, they do not page. */
function isTime({ name, schema, value }: ParameterNode): boolean {
  if (!/^(?:after|before|since\w*)$/.test(fold(name))) return false;
  return (
    ['date', 'date-time'].includes(String(schema?.value.format ?? value.format)) ||
    /\b(?:date|time|timestamp|iso 8601)\b/i.test(typeof value.description === 'string' ? value.description : '')
  );
}

/** Names under which a list may be filtered by a property of its items. */
const ambiguous = new Set(['count', 'rows', 'size', 'start', 'page', 'top', 'take']);

/** Names of the members of the items that a success answers with. */
function itemMembers(model: Model, operation: OperationNode): Set<string> {
  const contents = operation.responses.filter((entry) => entry.status.startsWith('2')).flatMap((entry) => entry.point.children);
  return new Set(
    contents.flatMap((point) => bodyOf(model, point, false)).flatMap(({ property, depth }) => (depth === 1 ? [fold(property.name)] : [])),
  );
}

/** `size`, `number` or `cursor`, in the company of the operation's other parameters. */
export function pagingIn(model: Model, operation: OperationNode): { parameter: ParameterNode; paging: string }[] {
  return once(operation, 'paging parameters', () => {
    const found = operation.parameters.flatMap((parameter) => {
      const paging = pagingOf(model, parameter);
      return paging ? [{ parameter, paging }] : [];
    });
    const isDoubtful = found.length === 1 || found.some((one) => ambiguous.has(fold(one.parameter.name)));
    const members = isDoubtful ? itemMembers(model, operation) : new Set<string>();
    const isItems = (one: { parameter: ParameterNode }) => members.has(fold(one.parameter.name));
    const left = found.filter((one) => !isItems(one) || (!ambiguous.has(fold(one.parameter.name)) && found.length > 1));
    const isSure = (one: { parameter: ParameterNode }) => !needCompany.has(fold(one.parameter.name));
    return left.some(isSure) || (left.length > 0 && leadsOn(model, operation)) ? left : [];
  });
}

function leadsOn(model: Model, operation: OperationNode): boolean {
  return operation.responses.some(
    (entry) =>
      entry.status.startsWith('2') &&
      (entry.response.headers.some((header) => header.name.toLowerCase() === 'link') ||
        entry.point.children.some(
          (point) =>
            point.kind === 'content' &&
            bodyOf(model, point, false).some(({ property, depth }) => depth === 0 && nextName.test(fold(property.name))),
        )),
  );
}

/** See the attribute `paged`. */
export function pagedOf(model: Model, operation: OperationNode): string | undefined {
  return once(operation, 'paged', () => {
    if (kindOf(model, operation) !== 'list') return undefined;
    const parameters = pagingIn(model, operation).map((one) => one.paging);
    if (parameters.includes('cursor')) return 'cursor';
    if (parameters.includes('number')) return 'number';
    if (leadsOn(model, operation)) return 'server';
    return parameters.includes('size') ? 'size' : undefined;
  });
}

export const pagingAttributes: Attributes = {
  Operation: {
    paged: {
      does: 'How a list is paged: `cursor`, `number` (page number or offset), `server` (the response leads on), `size` (only the size can be chosen); absent where it is not.',
      get: (node: OperationNode, model) => pagedOf(model, node),
    },
    cursor: {
      does: 'A page can be reached by a cursor, a token, a key or a link to the next page.',
      get: (node: OperationNode, model) =>
        kindOf(model, node) === 'list' && (pagingIn(model, node).some((one) => one.paging === 'cursor') || leadsOn(model, node)),
    },
  },
  Parameter: {
    paging: {
      does: 'What a query parameter does in paging, by its name and type: `size`, `number` (page or offset), `cursor`; absent for others.',
      get: (node: ParameterNode, model) =>
        once(node, 'paging', () => {
          const operations = node.points.flatMap((point) => (point.operation ? [point.operation] : []));
          const found = operations.map((operation) => pagingIn(model, operation).find((one) => one.parameter === node)?.paging);
          return operations.length > 0 ? found.find((paging) => paging !== undefined) : pagingOf(model, node);
        }),
    },
  },
};
