import type { Guideline, Rule, Statement, Topic } from '../../src/types.js';

/** A statement of a guideline; all but its id has a default. */
export const statement = (id: string, more: Partial<Statement> = {}): Statement => ({
  id,
  section: `Section ${id}`,
  url: `https://guidelines.example.com/${id}`,
  strength: 'MUST',
  topic: 'books',
  says: 'Books have a title.',
  checkable: 'full',
  ...more,
});

/** A current guideline of a company of the same name, with the statements given by id or whole. */
export const guideline = (id: string, statements: (string | Statement)[], more: Partial<Guideline> = {}): Guideline => ({
  id,
  short: id,
  label: id,
  title: `Guideline ${id}`,
  company: id,
  kind: 'company',
  url: `https://guidelines.example.com/${id}`,
  status: 'current',
  statements: statements.map((entry) => (typeof entry === 'string' ? statement(entry) : entry)),
  ...more,
});

/** A rule of the topic `books` that the given statements support. */
export const rule = (id: string, supports: string[], more: Partial<Rule> = {}): Rule => ({
  id,
  topic: 'books',
  description: 'A book has a title.',
  given: ['Operation'],
  then: [{ function: 'has', functionOptions: { Tag: {} } }],
  certainty: 'certain',
  supports,
  opposes: [],
  alternatives: [],
  position: { line: 5, column: 3 },
  ...more,
});

/** A topic file with rules, or, without, a page of the API Stylebook. */
export const topic = (id: string, rules: Rule[], more: Partial<Topic> = {}): Topic => ({
  id,
  category: 'Library',
  name: 'Books',
  description: 'Books of a library.',
  text: '',
  rules: rules.map((entry) => ({ ...entry, topic: id })),
  unchecked: {},
  guidelines: [],
  file: `topics/${id}.md`,
  ...more,
});
