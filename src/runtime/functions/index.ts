import { absent } from './absent.js';
import { agree } from './agree.js';
import { casing } from './casing.js';
import { consistent } from './consistent.js';
import type { Function } from './function.js';
import { has, lacks } from './has.js';
import { is } from './is.js';
import { synonym } from './synonym.js';
import { values } from './values.js';
import { words } from './words.js';

/** The functions of the rule language. */
export const functions: Readonly<Record<string, Function>> = { is, has, lacks, absent, casing, words, synonym, values, consistent, agree };
