import type { Guideline, Stance, Statement, Body, Strength } from '../types.js';

/** A statement as a rule cites it. */
export interface Cited {
  statement: Statement;
  guideline: Guideline;
  stance: Stance;
  /** The part of the rule that the statement speaks of; absent: all of it. */
  scope?: Body;
}

/** From what is only described (0) to what is demanded (3). What is forbidden weighs as what is demanded. */
export const weights: Readonly<Record<Strength, 0 | 1 | 2 | 3>> = { NOTE: 0, MAY: 1, SHOULD: 2, 'SHOULD NOT': 2, MUST: 3, 'MUST NOT': 3 };

export const weightOf = ({ statement }: Cited) => weights[statement.strength];

/** Strong enough to carry a rule into `recommended`, or to keep it out. */
export const isDemand = (cited: Cited) => weightOf(cited) >= weights.SHOULD;

/**
 * A standard that holds for everybody now. What binds only who adopts it, advises the authors of standards, is a draft or has been
 * superseded counts as a company's.
 */
export const bindsAll = ({ guideline }: Cited) =>
  guideline.kind === 'standard' && guideline.binds !== 'adopters' && guideline.status === 'current';

/** Supporters that speak of all that the rule looks at. A scoped citation counts within its scope only. */
export const fullSupporters = (citations: readonly Cited[]) => citations.filter(({ stance, scope }) => stance === 'supports' && !scope);
