/** IANA HTTP Status Code Registry (https://www.iana.org/assignments/http-status-codes), phrases of RFC 9110 §15 and the RFCs named there. */
export const reasonPhrases: Readonly<Record<string, string>> = {
  100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 104: 'Upload Resumption Supported',
  200: 'OK', 201: 'Created', 202: 'Accepted', 203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status',
  208: 'Already Reported', 226: 'IM Used',
  300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 305: 'Use Proxy', 307: 'Temporary Redirect', 308: 'Permanent Redirect',
  400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable',
  407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed', 413: 'Content Too Large',
  414: 'URI Too Long', 415: 'Unsupported Media Type', 416: 'Range Not Satisfiable', 417: 'Expectation Failed', 421: 'Misdirected Request', 422: 'Unprocessable Content',
  423: 'Locked', 424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests',
  431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates', 507: 'Insufficient Storage', 508: 'Loop Detected', 510: 'Not Extended', 511: 'Network Authentication Required',
}; // prettier-ignore

/** Names that earlier RFCs (2616, 7231, 4918) or common use gave to a status. */
const otherPhrases: Readonly<Record<string, string>> = {
  'moved temporarily': '302', 'request entity too large': '413', 'payload too large': '413', 'request uri too long': '414', 'request uri too large': '414', 'requested range not satisfiable': '416',
  'unprocessable entity': '422', 'unauthenticated': '401', 'internal error': '500', 'server error': '500', 'too many request': '429', 'success': '200', 'successful response': '200',
}; // prettier-ignore

const byPhrase = new Map([
  ...Object.entries(reasonPhrases).map(([code, phrase]) => [normalize(phrase), code] as const),
  ...Object.entries(otherPhrases),
]);

function normalize(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Registered and in use: 305 is deprecated (RFC 9110 §15.4.6), 306 and 418 are reserved as unused. */
export function isRegistered(status: string): boolean {
  return !/^\d+$/.test(status) || (reasonPhrases[status] !== undefined && status !== '305');
}

/**
 * The status whose reason phrase is all that a description says; undefined where it says more.
 * A blank description, "Response", "Error" or one that only repeats the status says nothing more than its own status.
 */
export function phraseOf(description: string, status: string): string | undefined {
  const text = normalize(description)
    .replace(/^(?:http )?(?:status )?(?:code )?(\d{3}) ?/, '$1 ')
    .trim();
  const own = /^\d{3}(?= |$)/.exec(text)?.[0];
  const rest = own ? text.slice(3).trim() : text;
  if (own !== undefined && rest === '') return own;
  if (['', 'response', 'error', 'error response', 'default response', 'success response'].includes(rest)) return own ?? status;
  return byPhrase.get(rest) ?? byPhrase.get(rest.replace(/ (?:error|response)$/, ''));
}
