import type { Citation, Finding } from '../../src/types.js';

export const rfc9110: Citation = {
  guideline: 'rfc9110-http-semantics',
  label: 'RFC 9110',
  company: 'IETF',
  section: '15.5.2. 401 Unauthorized',
  url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2',
  stance: 'supports',
  strength: 'MUST',
};
export const handbook: Citation = {
  guideline: 'branch-handbook',
  label: 'Branch handbook',
  company: 'City Library',
  section: 'Errors',
  url: 'https://library.example/handbook#errors',
  stance: 'opposes',
  strength: 'SHOULD NOT',
};
/** A page of the API Stylebook: says only that a section is about the topic. */
export const stylebookPage: Citation = {
  guideline: 'readers-guide',
  company: 'Readers',
  section: 'Return the right status',
  url: 'https://readers.example/guide#status',
  stance: 'about',
  strength: null,
};

/** A finding at `line` and `column`, both from 1. */
export function finding(line: number, column: number, more: Partial<Finding> = {}): Finding {
  return {
    code: 'http-status-401-www-authenticate',
    message: 'Expected header "WWW-Authenticate". [RFC 9110 §15.5.2 MUST]',
    summary: 'Expected header "WWW-Authenticate".',
    description: 'A `401` response declares the `WWW-Authenticate` header.',
    severity: 1,
    source: '/library/openapi.yaml',
    path: ['paths', '/books', 'get', 'responses', '401'],
    range: { start: { line: line - 1, character: column - 1 }, end: { line, character: 4 } },
    documentationUrl: rfc9110.url,
    topic: 'http-status-401',
    certainty: 'likely',
    citations: [rfc9110, handbook],
    ...more,
  };
}

/** A problem of a document, which no guideline speaks of. */
export function documentProblem(code: string, message: string, more: Partial<Finding> = {}): Finding {
  const { source, range } = finding(1, 1);
  return { code, message, severity: 0, source, path: [], range, citations: [], ...more };
}
