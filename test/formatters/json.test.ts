import { expect, test } from '@jest/globals';
import { json } from '../../src/formatters/json.js';
import { documentProblem, finding, handbook } from '../helpers/findings.js';

test("findings have Spectral's fields, and topic, certainty and citations", () => {
  expect(
    json([finding(9, 15, { citations: [{ ...handbook, scope: { scheme: 'basic' } }] }), documentProblem('parser', 'Duplicate key: get.')]),
  ).toBe(`[
  {
    "code": "http-status-401-www-authenticate",
    "path": [
      "paths",
      "/books",
      "get",
      "responses",
      "401"
    ],
    "message": "Expected header \\"WWW-Authenticate\\". [RFC 9110 §15.5.2 MUST]",
    "severity": 1,
    "range": {
      "start": {
        "line": 8,
        "character": 14
      },
      "end": {
        "line": 9,
        "character": 4
      }
    },
    "source": "/library/openapi.yaml",
    "documentationUrl": "https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2",
    "topic": "http-status-401",
    "certainty": "likely",
    "citations": [
      {
        "guideline": "branch-handbook",
        "company": "City Library",
        "section": "Errors",
        "url": "https://library.example/handbook#errors",
        "stance": "opposes",
        "strength": "SHOULD NOT",
        "scope": {
          "scheme": "basic"
        }
      }
    ]
  },
  {
    "code": "parser",
    "path": [],
    "message": "Duplicate key: get.",
    "severity": 0,
    "range": {
      "start": {
        "line": 0,
        "character": 0
      },
      "end": {
        "line": 1,
        "character": 4
      }
    },
    "source": "/library/openapi.yaml",
    "citations": []
  }
]
`);
});

test('no findings are an empty list', () => {
  expect(json([])).toBe('[]\n');
});
