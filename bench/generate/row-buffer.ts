const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const postgresEpoch = Date.UTC(2000, 0, 1);

/** Rows in PostgreSQL's binary COPY format. */
export class RowBuffer {
  #buffer = Buffer.allocUnsafe(4 * 1024 ** 2);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  header(): void {
    this.bytes(signature, 0, signature.length);
    this.int32(0);
    this.int32(0);
  }

  trailer(): void {
    this.int16(-1);
  }

  beginRow(fields: number): void {
    this.int16(fields);
  }

  uuid(value: Buffer): void {
    this.int32(16);
    this.bytes(value, 0, 16);
  }

  smallint(value: number): void {
    this.int32(2);
    this.int16(value);
  }

  integer(value: number): void {
    this.int32(4);
    this.int32(value);
  }

  bigint(value: number): void {
    this.int32(8);
    this.room(8);
    this.#length = this.#buffer.writeBigInt64BE(BigInt(value), this.#length);
  }

  timestamp(milliseconds: number): void {
    this.bigint((milliseconds - postgresEpoch) * 1000);
  }

  text(value: string | null): void {
    if (value === null) return this.int32(-1);
    const field = this.beginField();
    this.room(value.length * 3);
    this.#length += this.#buffer.write(value, this.#length, 'utf8');
    this.endField(field);
  }

  bytea(value: Buffer): void {
    this.int32(value.length);
    this.bytes(value, 0, value.length);
  }

  beginField(): number {
    return this.reserveInt32();
  }

  endField(at: number): void {
    this.#buffer.writeInt32BE(this.#length - at - 4, at);
  }

  reserveInt32(): number {
    this.int32(0);
    return this.#length - 4;
  }

  setInt32(at: number, value: number): void {
    this.#buffer.writeInt32BE(value, at);
  }

  int16(value: number): void {
    this.room(2);
    const buffer = this.#buffer;
    buffer[this.#length] = (value >>> 8) & 0xff;
    buffer[this.#length + 1] = value & 0xff;
    this.#length += 2;
  }

  int32(value: number): void {
    this.room(4);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
  }

  // A loop beats Buffer.copy for the few bytes of a word.
  bytes(source: Buffer, from: number, to: number): void {
    this.room(to - from);
    const buffer = this.#buffer;
    let at = this.#length;
    for (let index = from; index < to; index += 1) buffer[at++] = source[index]!;
    this.#length = at;
  }

  /** What was written, as a copy; the buffer starts again. */
  take(): Buffer {
    const taken = Buffer.from(this.#buffer.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  /** The buffer itself with this much space behind what was written, for a caller in a hurry. */
  room(bytes: number): Buffer {
    if (this.#length + bytes <= this.#buffer.length) return this.#buffer;
    const larger = Buffer.allocUnsafe(this.#buffer.length * 2 + bytes);
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
    return larger;
  }

  /** What such a caller wrote, up to here. */
  advance(length: number): void {
    this.#length = length;
  }
}
