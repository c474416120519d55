import { randomBytes } from 'node:crypto';

declare const kind: unique symbol;

/** An identifier of one kind of thing: an `Id<'person'>` does not fit where an `Id<'document'>` is asked. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

// Ids of one process never go back: a newer row also sorts later.
let lastMoment = 0;
let counter = 0;

/** A new UUID version 7: sorts by time, so that indexes grow at their end. */
export function newId<Kind extends string = string>(): Id<Kind> {
  const time = Date.now();
  if (time > lastMoment) {
    lastMoment = time;
    counter = randomBytes(2).readUInt16BE() & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMoment += 1;
    counter = 0;
  }
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastMoment, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Id<Kind>;
}

/** Whether a text from outside (an address, a form) is written as an id. */
export function isId<Kind extends string = string>(text: string): text is Id<Kind> {
  return pattern.test(text);
}
