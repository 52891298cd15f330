import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/** The name of the anchor that an alias refers to, or a node has. */
export function anchorName(text: string, event: { anchorStart: number; anchorEnd: number }): string {
  return text.slice(event.anchorStart, event.anchorEnd);
}

/** Where a scalar starts, its quotes or the indicator of a block text included. */
export function scalarStart(text: string, event: ScalarEvent): number {
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK) return text.lastIndexOf('|', event.valueStart - 1);
  if (event.style === SCALAR_STYLE.FOLDED_BLOCK) return text.lastIndexOf('>', event.valueStart - 1);
  return isQuoted(event) ? event.valueStart - 1 : event.valueStart;
}

export function scalarEnd(text: string, event: ScalarEvent): number {
  if (isQuoted(event)) return event.valueEnd + 1;
  // The events of a block text end behind its last line break, Spectral's ranges before it.
  return text[event.valueEnd - 1] === '\n' ? event.valueEnd - 1 : event.valueEnd;
}

function isQuoted(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
}
