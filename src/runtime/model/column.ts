import type { Point } from './points.js';

/** An attribute of the use at all points: its distinct values, and which of them each point has. */
export class Column {
  /** The first stands for the point of what nothing uses, which passes no test. */
  readonly values: unknown[] = [undefined];
  /** By the id of the point, the index of its value. */
  readonly codes: Uint32Array;
  /** By test, whether each value passes. */
  readonly verdicts = new Map<object, Uint8Array>();

  constructor(points: readonly Point[], valueAt: (point: Point) => unknown) {
    const known = new Map<unknown, number>();
    this.codes = new Uint32Array(points.length);
    for (const point of points) {
      if (point.kind === 'unused') continue;
      const value = valueAt(point);
      let code = known.get(value);
      if (code === undefined) {
        code = this.values.push(value) - 1;
        known.set(value, code);
      }
      this.codes[point.id] = code;
    }
  }
}
