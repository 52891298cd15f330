/**
 * Rulesets as `stylebook build` writes them, with two rules: one for the description of each response, one for each name of a property.
 * Their function has the contract of the real one.
 */
export const rulesets: Record<string, string> = {
  'rules.mjs': `
const openapi = (document) => typeof document === 'object' && document !== null && ('openapi' in document || 'swagger' in document);
openapi.displayName = 'OpenAPI';

function* nodes(data, path = [], seen = new Set()) {
  if (typeof data !== 'object' || data === null || seen.has(data)) return;
  seen.add(data);
  yield [data, path];
  for (const [key, value] of Object.entries(data)) yield* nodes(value, [...path, Array.isArray(data) ? Number(key) : key], seen);
}

function stylebook(data, rule, { documentInventory }) {
  const results = [];
  const files = [[documentInventory.source, documentInventory.unresolved]];
  for (const [source, file] of Object.entries(documentInventory.referencedDocuments)) files.push([source, file.data]);
  for (const [source, file] of files) {
    for (const [node, path] of nodes(file)) {
      for (const name of Object.keys(node)) {
        const definition = [...path, name];
        if (rule.find === 'responses' && name === '401') results.push({ message: 'Expected header "WWW-Authenticate".', path: definition, source, definition: [...definition, 'headers'] });
        if (rule.find === 'names' && path.at(-1) === 'properties' && name.includes('_')) {
          results.push({ message: 'Expected camelCase, found \`' + name + '\`.', path: definition, source, definition });
        }
        if (rule.find === 'throw') throw new Error('no such thing');
      }
    }
  }
  return results;
}
stylebook.contract = 1;

const citations = [
  { guideline: 'rfc9110-http-semantics', label: 'RFC 9110', company: 'IETF', section: '15.5.2. 401 Unauthorized', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2', stance: 'supports', strength: 'MUST' },
  { guideline: 'branch-handbook', label: 'Branch handbook', company: 'City Library', section: 'Errors', url: 'https://library.example/handbook#errors', stance: 'opposes', strength: 'SHOULD NOT' },
];
const rule = (find, severity, recommended, description, topic, certainty) => ({
  description, message: '{{error}} [RFC 9110 §15.5.2 MUST]', severity, recommended, given: '$', resolved: true, formats: [openapi],
  documentationUrl: citations[0].url, extensions: { topic, certainty, citations },
  then: { function: stylebook, functionOptions: { find } },
});

export const guidelines = { 'rfc9110-http-semantics': { short: 'rfc9110' }, 'branch-handbook': { short: 'branch' } };

export const ruleset = (name) => ({
  rules: {
    'http-status-401-www-authenticate': rule('responses', 'warn', true, 'A \`401\` response declares the \`WWW-Authenticate\` header.', 'http-status-401', 'likely'),
    ...(name === 'recommended' ? {} : { 'naming-case-property': rule('names', 'info', name === 'all', 'Names of properties are in camelCase.', 'naming-case', 'certain') }),
    ...(name === 'faulty' ? { faulty: rule('throw', 'warn', true, 'It works.', 'none', 'certain') } : {}),
  },
});
`,
  ...Object.fromEntries(
    ['openapi-stylebook', 'recommended', 'all', 'faulty'].map((name) => [
      `${name}.mjs`,
      `import { ruleset } from './rules.mjs';\nexport default ruleset('${name}');\n`,
    ]),
  ),
};
