/** Edit distance in which swapping two neighbouring letters counts once; at most `limit + 1`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}

const fold = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Names longer than this are not compared: nobody mistypes them, and the comparison is quadratic. */
const longest = 80;

/** `" Did you mean `x`?"` for the known name that is closest to a misspelt one, or `''` where none is close. */
export function didYouMean(name: string, known: Iterable<string>): string {
  if (name.length > longest) return '';
  const folded = fold(name);
  let limit = Math.max(1, Math.floor(folded.length / 3));
  let best: string | undefined;
  for (const candidate of known) {
    if (candidate === name || candidate.length > longest) continue;
    const steps = distance(folded, fold(candidate), limit);
    if (steps > limit || (best !== undefined && steps === limit)) continue;
    best = candidate;
    limit = steps;
  }
  return best === undefined ? '' : ` Did you mean \`${best}\`?`;
}
