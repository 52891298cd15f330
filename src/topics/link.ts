const link = /^https?:\/\/(?:[a-z0-9\u00a1-\uffff]+(?:-[a-z0-9\u00a1-\uffff]+)*\.)+[a-z\u00a1-\uffff]{2,}(?::\d{2,5})?(?:\/\S*)?$/i;

/**
 * A link that Spectral takes as `documentationUrl` (format `url` of ajv-formats): http or https, a host of at least two dotted names, no
 * blanks, a `/` before a query or fragment. One that it does not take makes it refuse the whole ruleset, so links are checked where they are written.
 */
export function isLink(text: string): boolean {
  return link.test(text);
}
