import { describe, expect, test } from '@jest/globals';
import { explain } from '../../src/cli/explain.js';
import { explanation } from '../../src/cli/explanation.js';
import { folderOf } from '../helpers/folder.js';
import { rulesets } from '../helpers/rulesets.js';

const presets = folderOf(rulesets);
const topics = folderOf({
  'http-status-401.md': `---
topic_id: http-status-401
topic_category: HTTP Status User Error
topic_name: 401 Unauthorized
topic_description: Credentials are missing.
rules:
  http-status-401-www-authenticate:
    description: A \`401\` response declares the \`WWW-Authenticate\` header.
    given: Response
    when: { status: '401' }
    then: { function: has, functionOptions: { Header: { name: WWW-Authenticate } } }
    certainty: likely
    supports: [rfc9110-401]
---

About the topic.

## http-status-401-www-authenticate

The challenge tells the client which scheme to use.

### Incorrect

\`\`\`yaml
paths:
  /books:
    get:
      responses:
        '401': # <- finding
          description: No credentials.
\`\`\`

### Correct

\`\`\`yaml
paths:
  /books:
    get:
      responses: { '401': { $ref: '#/components/responses/Unauthorized' } }
\`\`\`

### When not to use it

Where the gateway adds it.
`,
});

test('a rule has a page: why, examples, who asks for it, who disagrees, when not to use it', async () => {
  expect(await explain('http-status-401-www-authenticate', { color: false, presets, topics })).toBe(`\
http-status-401-www-authenticate  warn · likely · recommended · topic 401 Unauthorized

A \`401\` response declares the \`WWW-Authenticate\` header.

The challenge tells the client which scheme to use.

Incorrect
  │ paths:
  │   /books:
  │     get:
  │       responses:
  │         '401': # <- finding
  │           description: No credentials.

Correct
  │ paths:
  │   /books:
  │     get:
  │       responses: { '401': { $ref: '#/components/responses/Unauthorized' } }

Who asks for it
  RFC 9110  MUST  15.5.2. 401 Unauthorized
                  https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2

Who disagrees
  Branch handbook  SHOULD NOT  Errors
                               https://library.example/handbook#errors

When not to use it
  Where the gateway adds it.
`);
});

test('a rule whose topic is not there has what its ruleset says', async () => {
  const page = await explain('naming-case-property', { color: false, presets, topics });
  expect(page.split('\n').slice(0, 3)).toEqual([
    'naming-case-property  info · certain · not in recommended',
    '',
    'Names of properties are in camelCase.',
  ]);
});

test('alternatives are named as what to explain next', () => {
  const rule = { description: 'Names are in camelCase.', severity: 'info', extensions: { alternatives: ['naming-case-property-snake'] } };
  expect(explanation({ id: 'naming-case-property-camel', rule }, false)).toContain(
    'Alternatives\n  stylebook explain naming-case-property-snake\n',
  );
});

describe('a ruleset of one’s own', () => {
  const folder = folderOf({
    'all.mjs': "export default { rules: { 'library-loans-tag': { description: 'An operation has a tag.', severity: 'warn' } } };",
    'rules.yaml': 'rules: {}',
    'other.mjs': 'export const rules = {};',
  });

  test('is named', async () => {
    const page = await explain('library-loans-tag', { color: false, presets, topics, ruleset: `${folder}/all.mjs` });
    expect(page).toBe('library-loans-tag  warn · recommended\n\nAn operation has a tag.\n');
  });

  test.each(['rules.yaml', 'other.mjs', 'nope.mjs'])('is one that `build` wrote, not %s', async (name) => {
    const explained = explain('library-loans-tag', { color: false, presets, topics, ruleset: `${folder}/${name}` });
    await expect(explained).rejects.toThrow(`${name} is not a ruleset that \`stylebook build\` wrote, such as rulesets/all.mjs.`);
  });
});

describe('an unknown rule is an error', () => {
  test.each([
    ['naming-case-propertie', 'There is no rule "naming-case-propertie". Did you mean `naming-case-property`?'],
    ['x', 'There is no rule "x". A rule of your own needs --ruleset.'],
    ['__proto__', 'There is no rule "__proto__".'],
  ])('%s', async (id, message) => {
    await expect(explain(id, { color: false, presets, topics })).rejects.toThrow(message);
  });
});

test('colours are all that differs', async () => {
  const id = 'http-status-401-www-authenticate';
  // eslint-disable-next-line no-control-regex
  const plain = (await explain(id, { color: true, presets, topics })).replace(/\u001b\[\d+m/g, '');
  expect(plain).toBe(await explain(id, { color: false, presets, topics }));
});
