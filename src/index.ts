/** The public API: `import { lint } from 'openapi-stylebook/api'`. */
export { lint, type LintOptions } from './lint/index.js';
export { UsageError } from './lint/errors.js';
export type { Citation, Certainty, Finding, Range, RuleExtensions, Severity, Stance, Strength } from './types.js';
