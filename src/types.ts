/**
 * The vocabulary of the project (words: CONTRIBUTING.md). No code, no imports.
 */

/** A document's own word for how strongly it says something. `NOTE` only describes. */
export type Strength = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY' | 'NOTE';
export type Severity = 'error' | 'warn' | 'info';
/** `certain`: the document itself shows the breach. `likely`: behaviour that is only undocumented, or a heuristic. */
export type Certainty = 'certain' | 'likely';
/** A page of the API Stylebook only says that a section is `about` a topic. */
export type Stance = 'supports' | 'opposes' | 'about';

/** Line and column, both from 1. */
export interface Position {
  line: number;
  column: number;
}

/** An error in a topic file or a guideline record, never in an API description (that is a finding). */
export interface Problem {
  file: string;
  position: Position;
  message: string;
  /** What to do about it, one sentence. */
  remedy: string;
}

// ── guidelines ───────────────────────────────────────────────────────────────────────────────────────────────

/** One thing that a guideline says. */
export interface Statement {
  /** Unique over all guidelines. */
  id: string;
  /** The document's own heading, or its section number and heading. */
  section: string;
  url: string;
  strength: Strength;
  /** `false`: a reference of an inline guideline that states no strength (`strength` is then `NOTE`). Absent: stated. */
  stated?: boolean;
  topic: string;
  /** Our paraphrase, 30 words at most. */
  says: string;
  checkable: 'full' | 'partial' | 'no';
  /** `false`: could not be read in the source. Absent: verified. */
  verified?: boolean;
  /** `false`: kept for the record, backs nothing. Absent: enabled. */
  enabled?: boolean;
}

/** A published document with API design advice. */
export interface Guideline {
  id: string;
  /** Unique; names the ruleset. */
  short: string;
  /** How messages name it: `RFC 9110`, `Zalando`, `Google AIP`. */
  label: string;
  title: string;
  company: string;
  kind: 'company' | 'government' | 'standard' | 'community';
  url: string;
  source?: string;
  date?: string;
  status: 'current' | 'superseded' | 'archived';
  /** `adopters`: binds only who adopts it (JSON:API, WebDAV), advises authors of standards, or is a draft; weighs as a company's. */
  binds?: 'all' | 'adopters';
  /** The id of a guideline that this one derives from: agreement of the two is one voice. */
  derivedFrom?: string;
  /** The date on which its statements were read against the source. */
  reviewed?: string;
  statements: Statement[];
  /** File it was read from, absent for inline guidelines of a topic. */
  file?: string;
}

// ── the rule language (docs/language.md) ─────────────────────────────────────────────────────────────────────

/** What an attribute is tested for. */
export type Test = string | number | boolean | null | Test[] | { [operator: string]: unknown };
/** `attribute: test`, and `has`, `lacks`, `anyOf`, `allOf`; all entries hold. */
export type Body = { [key: string]: unknown };

export interface Then {
  function: string;
  functionOptions?: unknown;
  /** Narrows this entry beyond the rule's own `when`. */
  when?: Body;
  /** Instead of the rule's own. */
  message?: string;
  /** Spectral's, for rules on a JSONPath. */
  field?: string;
}

/** A rule as its author wrote it. */
export interface Rule {
  id: string;
  topic: string;
  description: string;
  /** Names of targets, or JSONPaths of Spectral's (all start with `$`). */
  given: string[];
  when?: Body;
  unless?: Body[];
  then: Then[];
  message?: string;
  formats?: string[];
  certainty: Certainty;
  /** Ids of statements (or of inline guidelines). */
  supports: string[];
  opposes: string[];
  /** Statement id to the part of the rule that the statement speaks of, in `when`'s form. */
  scope?: Record<string, Body>;
  alternatives: string[];
  noise?: 'high';
  once?: boolean | string;
  evidence?: 'some' | 'most';
  position: Position;
  section?: RuleSection;
}

/** A fenced block of a rule's section. */
export interface Example {
  kind: 'incorrect' | 'correct';
  /** The block as written. */
  text: string;
  /** Line of the topic file at which `text` starts, from 1. */
  line: number;
  /** Lines of `text`, from 1, that end in `# <- finding`. */
  marked: number[];
}

/** What the body of a topic file says about a rule. */
export interface RuleSection {
  why: string;
  examples: Example[];
  whenNotToUse?: string;
  position: Position;
}

/** A subject of the API Stylebook. */
export interface Topic {
  id: string;
  category: string;
  name: string;
  description: string;
  /** The body before the first rule's section, Markdown. */
  text: string;
  rules: Rule[];
  /** Statement id to the reason why no rule checks it. */
  unchecked: Record<string, string>;
  /** Inline guidelines with their references, as pages of the API Stylebook have them; each reference is a statement. */
  guidelines: Guideline[];
  file: string;
}

// ── compiled ─────────────────────────────────────────────────────────────────────────────────────────────────

/** `[statement id, stance, scope]`. */
export type CitationRef = [statement: string, stance: Stance, scope?: Body];

/** A rule as rulesets carry it. Citations: strongest first, standards before others, supporters before opponents before `about`. */
export interface CompiledRule {
  id: string;
  topic: string;
  description: string;
  given: string[];
  when?: Body;
  unless?: Body[];
  then: Then[];
  message?: string;
  formats?: string[];
  certainty: Certainty;
  severity: Severity;
  recommended: boolean;
  once?: boolean | string;
  evidence?: 'some' | 'most';
  alternatives?: string[];
  citations: CitationRef[];
}

/** All data of a ruleset; plain JSON. */
export interface Pack {
  /** Guideline id to what findings show of it. */
  guidelines: Record<string, { short: string; label: string; company: string; title: string; url: string }>;
  /** Statement id to guideline id, section, link and strength; `null` where a page of the API Stylebook states none. */
  statements: Record<string, [guideline: string, section: string, url: string, strength: Strength | null]>;
  rules: CompiledRule[];
  /** Short name of a guideline to its rules, each at the guideline's own strength, with the statements to cite first. */
  presets: Record<string, Record<string, { severity: Severity; first: string[]; scope?: Body }>>;
}

/** A citation as findings and `extensions` show it. */
export interface Citation {
  guideline: string;
  /** How reports name the guideline: `RFC 9110`, `Zalando`. */
  label?: string;
  company: string;
  section: string;
  url: string;
  stance: Stance;
  strength: Strength | null;
  /** The part of the rule that the statement speaks of, if not all of it. */
  scope?: Body;
}

/** `extensions` of a compiled Spectral rule. */
export interface RuleExtensions {
  topic: string;
  certainty: Certainty;
  citations: Citation[];
  /** Ids of rules that ask for another value. */
  alternatives?: string[];
}

// ── findings ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Zero-based, as in Spectral and the Language Server Protocol. */
export interface Range {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

/** What a rule reports at a place: Spectral's fields plus topic, certainty and citations. */
export interface Finding {
  /** Id of the rule; `unreadable`, `parser`, `invalid-ref`, `unrecognized-format` for document problems. */
  code: string;
  /** As in Spectral: with the citations in short at its end. */
  message: string;
  /** The message without them; absent where there are none. */
  summary?: string;
  /** The rule's description. */
  description?: string;
  /** Spectral's numbers: 0 error, 1 warn, 2 info, 3 hint. */
  severity: 0 | 1 | 2 | 3;
  /** Absolute file name, or what `--stdin-filepath` says. */
  source: string;
  path: (string | number)[];
  range: Range;
  documentationUrl?: string;
  topic?: string;
  certainty?: Certainty;
  citations: Citation[];
}
