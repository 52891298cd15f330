import type { Citation, Finding } from '../types.js';

/** Spectral's fields, in its order, and topic, certainty and citations. */
export function json(findings: readonly Finding[]): string {
  return `${JSON.stringify(findings.map(entry), null, 2)}\n`;
}

function entry({ code, path, message, severity, range, source, documentationUrl, topic, certainty, citations }: Finding): object {
  return { code, path, message, severity, range, source, documentationUrl, topic, certainty, citations: citations.map(cited) };
}

function cited({ guideline, company, section, url, stance, strength, scope }: Citation): object {
  return { guideline, company, section, url, stance, strength, scope };
}
