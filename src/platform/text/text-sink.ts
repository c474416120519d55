/** Collects text up to a limit. */
export class TextSink {
  readonly #pieces: string[] = [];
  readonly #max: number;
  #length = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get isFull(): boolean {
    return this.#length >= this.#max;
  }

  add(text: string): void {
    if (this.isFull || text === '') return;
    const fitting = text.slice(0, this.#max - this.#length);
    this.#pieces.push(fitting);
    this.#length += fitting.length;
  }

  /** Fit for a database: no NUL or other control signs, no half characters, no runs of white space. */
  toString(): string {
    return this.#pieces
      .join('')
      .toWellFormed()
      .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]+/g, '')
      .replace(/ ?\n[ \n]*/g, '\n')
      .trim();
  }
}
