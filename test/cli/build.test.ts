import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildRulesets } from '../../src/cli/build-rulesets.js';
import { compareRulesets, writeRulesets } from '../../src/cli/write-rulesets.js';
import type { Pack } from '../../src/types.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'stylebook-'));
  for (const name of ['ours/guidelines', 'own', 'out']) mkdirSync(path.join(root, name), { recursive: true });
  put('ours/http-status-401.md', ours);
  put('ours/guidelines/rfc9110-http-semantics.yaml', record);
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (name: string) => path.join(root, name);
const put = (name: string, text: string) => writeFileSync(at(name), text);

const ours = `---
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
    supports: rfc9110-401
---

## http-status-401-www-authenticate

The challenge says which scheme to use.

### Incorrect

\`\`\`yaml
paths: {} # <- finding
\`\`\`

### Correct

\`\`\`yaml
paths: {}
\`\`\`
`;

const record = `guideline:
  id: rfc9110-http-semantics
  short: rfc9110
  label: RFC 9110
  title: HTTP Semantics
  company: IETF
  kind: standard
  url: https://www.rfc-editor.org/rfc/rfc9110.html
  status: current
statements:
  - id: rfc9110-401
    section: 15.5.2. 401 Unauthorized
    url: https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2
    strength: MUST
    topic: http-status-401
    says: A 401 response has a challenge.
    checkable: full
`;

/** Says what it was called with; the real one makes a Spectral ruleset of it. */
const runtime = 'function load(pack, name) { return { pack, name }; }\nfunction stylebook() {}\nexport { load as rulesetOf, stylebook };\n';

const build = (own?: string) => buildRulesets({ ours: at('ours'), own, runtime, check: () => [] });

async function load(name: string): Promise<{ pack: Pack; name: string }> {
  const module = (await import(pathToFileURL(at(`out/${name}`)).href)) as { default: { pack: Pack; name: string } };
  return module.default;
}

const write = ({ files }: { files: Record<string, string> }) => writeRulesets(at('out'), files, compareRulesets(at('out'), files));

describe('Our topics', () => {
  test('become rulesets that load as plain modules', async () => {
    const { files, problems } = build();
    expect(problems).toEqual([]);
    expect(Object.keys(files)).toEqual(['rules.mjs', 'openapi-stylebook.mjs', 'recommended.mjs', 'all.mjs']);
    write({ files });
    const { pack, name } = await load('all.mjs');
    expect(name).toBe('all');
    expect(pack.rules).toMatchObject([
      { id: 'http-status-401-www-authenticate', severity: 'warn', recommended: true, citations: [['rfc9110-401', 'supports']] },
    ]);
  });

  test('are the same bytes each time', () => {
    expect(build()).toEqual(build());
  });

  test('may be named as those of one’s own, and then are read once', () => {
    expect(build(at('ours'))).toEqual(build());
  });
});

describe('With a page of the API Stylebook', () => {
  test('our rules on its topic cite its guidelines as being about it', async () => {
    write(build('fixtures/stylebook-page'));
    const { pack } = await load('all.mjs');
    expect(pack.rules[0]!.citations).toEqual([
      ['rfc9110-401', 'supports'],
      ['example-library-api-guide/http-status-401/1', 'about'],
      ['example-library-api-guide/http-status-401/2', 'about'],
      ['heroku-http-api-design-guide/http-status-401/1', 'about'],
    ]);
    expect(pack.statements['heroku-http-api-design-guide/http-status-401/1']).toEqual([
      'heroku-http-api-design-guide',
      'Return appropriate status codes',
      'https://geemus.gitbooks.io/http-api-design/content/en/responses/return-appropriate-status-codes.html',
      null,
    ]);
    expect(pack.presets).toEqual({});
  });
});

describe('With a topic of one’s own', () => {
  test('its rules stand beside ours, and its guideline has a ruleset', async () => {
    write(build('fixtures/own-topic'));
    const { pack, name } = await load('library-handbook.mjs');
    expect(name).toBe('library-handbook');
    expect(pack.rules.map(({ id, severity, recommended }) => [id, severity, recommended])).toEqual([
      ['http-status-401-www-authenticate', 'warn', true],
      ['library-loans-tag', 'warn', false],
    ]);
    expect(pack.presets['library-handbook']).toEqual({
      'library-loans-tag': { severity: 'error', first: ['library-handbook/library-loans/1'] },
    });
  });

  test('one problem is enough, and there is nothing to write; all of them are told', () => {
    cpSync('fixtures/own-topic/library-loans.md', at('own/a.md'));
    put('own/b.md', '---js\n---\n');
    put(
      'own/c.md',
      '---\ntopic_id: loans\nrules:\n  http-status-401-www-authenticate: { description: A, given: Tag, then: { function: has }, certainty: likely, supports: [rfc9110-410] }\n---\n',
    );
    const { files, problems } = build(at('own'));
    expect(files).toEqual({});
    expect(problems.map(({ file, position, message }) => `${path.basename(file)}:${position.line} ${message}`)).toEqual([
      'b.md:1 The front matter is written in `js`, which is never read or run.',
      expect.stringMatching(/^c\.md:4 There is a rule `http-status-401-www-authenticate` already, in .*ours\/http-status-401\.md\.$/),
      'c.md:4 There is no statement `rfc9110-410`. Did you mean `rfc9110-401`?',
    ]);
  });
});

describe('The folder of rulesets', () => {
  const mark = '// Generated by `stylebook build`, long ago\n';
  const names = () => readdirSync(at('out')).sort();
  const file = (text: string) => mark + text;

  test('is made where it is not there', () => {
    writeRulesets(at('out/new/folder'), { 'all.mjs': file('1') }, compareRulesets(at('out/new/folder'), { 'all.mjs': file('1') }));
    expect(readFileSync(at('out/new/folder/all.mjs'), 'utf8')).toBe(file('1'));
  });

  test('is compared by content: what differs, what is not there, what is there no longer', () => {
    put('out/all.mjs', file('1'));
    put('out/same.mjs', file('1'));
    put('out/old.mjs', file('1'));
    put('out/mine.mjs', 'export default 1;');
    put('out/notes.txt', mark);
    const changes = compareRulesets(at('out'), { 'all.mjs': file('2'), 'same.mjs': file('1'), 'new.mjs': file('3') });
    expect(changes).toEqual({ write: ['all.mjs', 'new.mjs'], remove: ['old.mjs'], foreign: [] });
  });

  test('keeps what no build has written', () => {
    put('out/mine.mjs', 'export default 1;');
    put('out/old.mjs', file('1'));
    put('elsewhere.mjs', file('1'));
    symlinkSync(at('elsewhere.mjs'), at('out/link.mjs'));
    mkdirSync(at('out/folder.mjs'));
    write({ files: { 'all.mjs': file('2') } });
    expect(names()).toEqual(['all.mjs', 'folder.mjs', 'link.mjs', 'mine.mjs']);
  });

  test.each(['a file of one’s own', 'a link', 'a folder'])('says that %s is in the way', (what) => {
    put('elsewhere.mjs', file('1'));
    if (what === 'a folder') mkdirSync(at('out/all.mjs'));
    else if (what === 'a link') symlinkSync(at('elsewhere.mjs'), at('out/all.mjs'));
    else put('out/all.mjs', 'export default 1;');
    expect(compareRulesets(at('out'), { 'all.mjs': file('2') }).foreign).toEqual(['all.mjs']);
  });

  test('stays as it was where writing fails', () => {
    put('out/all.mjs', file('1'));
    const files = { 'all.mjs': file('2'), 'not/a/name.mjs': file('3') };
    expect(() => write({ files })).toThrow();
    expect(names()).toEqual(['all.mjs']);
    expect(readFileSync(at('out/all.mjs'), 'utf8')).toBe(file('1'));
  });
});
