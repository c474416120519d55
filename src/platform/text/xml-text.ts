import { SaxesParser } from 'saxes';

/** What a reader of one XML part does at tags and text. Names come without their prefix: `w:p` is `p`. */
export interface XmlReader {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: string): void;
  /** Asked after every piece; true ends the reading, with what was read so far. */
  enough?(): boolean;
}

/** Reads XML as it comes. Entities of a document's own are not known here, so none can be expanded. */
export async function readXml(pieces: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    reader.open?.(localName(name), (wanted) => findAttribute(attributes as Record<string, string>, wanted));
  });
  parser.on('closetag', ({ name }) => reader.close?.(localName(name)));
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  let decoder: TextDecoder | undefined;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece));
    parser.write(decoder.decode(piece, { stream: true }));
    if (reader.enough?.()) return;
  }
  parser.close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** By full name (`r:id`) or by local name. */
function findAttribute(attributes: Record<string, string>, wanted: string): string | undefined {
  if (attributes[wanted] !== undefined) return attributes[wanted];
  const name = Object.keys(attributes).find((one) => localName(one) === wanted && !one.startsWith('xmlns:'));
  return name === undefined ? undefined : attributes[name];
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
