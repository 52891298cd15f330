import { InvalidArgumentError } from 'commander';
import { didYouMean } from '../runtime/language/did-you-mean.js';

/** A parser for an option that takes one of some words; says which one was meant. */
export function oneOf<T extends string>(words: readonly T[]): (value: string) => T {
  return (value) => {
    if ((words as readonly string[]).includes(value)) return value as T;
    throw new InvalidArgumentError(didYouMean(value, words).trim() || `Choose one of ${words.join(', ')}.`);
  };
}

/** Whether to colour what goes to a stream: on terminals, unless `NO_COLOR` is set, or wherever `FORCE_COLOR` says so. */
export function wantsColor(stream: { isTTY?: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}
