/** Work shorter than this is not worth a line, in milliseconds. */
const PATIENCE = 500;
const FRAME = 80;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** A line on a terminal that says what is being done, once that takes longer than half a second. Work is synchronous: it calls `step`. */
export class Progress {
  /** What is being done. */
  label = '';
  readonly #stream: NodeJS.WriteStream;
  readonly #enabled: boolean;
  #next = performance.now() + PATIENCE;
  #frame = 0;

  constructor(stream: NodeJS.WriteStream, enabled: boolean) {
    this.#stream = stream;
    this.#enabled = enabled && stream.isTTY === true && !process.env['CI'] && process.env['TERM'] !== 'dumb';
  }

  /** To be called often while work goes on. */
  step(): void {
    if (!this.#enabled || performance.now() < this.#next) return;
    this.#next = performance.now() + FRAME;
    const room = Math.max(10, (this.#stream.columns || 80) - 3);
    const label = this.label.length > room ? `…${this.label.slice(1 - room)}` : this.label;
    this.#stream.write(`\r\u001b[K${frames[this.#frame++ % frames.length]} ${label}`);
  }

  /** Takes the line away. */
  done(): void {
    if (this.#frame > 0) this.#stream.write('\r\u001b[K');
    this.#frame = 0;
  }
}
