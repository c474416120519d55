import { posix } from 'node:path';
import type { ByteSource } from './byte-source.ts';
import type { TextSink } from './text-sink.ts';
import { readXml, type XmlReader } from './xml-text.ts';
import { readZipDirectory, readZipEntry, ZipError, type ZipEntry } from './zip.ts';

/** All parts of one document together may not unpack to more than this. */
const MAX_INFLATED = 128 * 1024 * 1024;
const MAX_SHARED_CHARACTERS = 8_000_000;

/** The parts of an office file that can be read. */
export class OfficeFile {
  readonly #source: ByteSource;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  #left = MAX_INFLATED;

  constructor(source: ByteSource, entries: readonly ZipEntry[]) {
    this.#source = source;
    this.#entries = new Map(entries.map((entry) => [entry.name.replace(/^\//, ''), entry]));
  }

  names(pattern: RegExp): string[] {
    return [...this.#entries.keys()].filter((name) => pattern.test(name)).toSorted();
  }

  /** False when there is no such part. */
  async read(name: string, reader: XmlReader): Promise<boolean> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return false;
    await readXml(this.#counted(entry), reader);
    return true;
  }

  async require(name: string, reader: XmlReader): Promise<void> {
    if (!(await this.read(name, reader))) throw new ZipError(`no ${name}`);
  }

  /** The parts that a part refers to, by id: `rId1` → `ppt/slides/slide1.xml`. */
  async relations(name: string): Promise<{ id: string; type: string; target: string }[]> {
    const found: { id: string; type: string; target: string }[] = [];
    const folder = posix.dirname(name);
    await this.read(`${folder}/_rels/${posix.basename(name)}.rels`, {
      open(tag, attribute) {
        if (tag !== 'Relationship' || attribute('TargetMode') === 'External') return;
        const target = attribute('Target') ?? '';
        const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
        found.push({ id: attribute('Id') ?? '', type: posix.basename(attribute('Type') ?? ''), target: path });
      },
    });
    return found;
  }

  async *#counted(entry: ZipEntry): AsyncGenerator<Buffer> {
    for await (const piece of readZipEntry(this.#source, entry, this.#left)) {
      this.#left -= piece.length;
      yield piece;
    }
  }
}

/** Opens an office file for reading part by part, never more than it may unpack to. */
export async function openOfficeFile(source: ByteSource): Promise<OfficeFile> {
  return new OfficeFile(source, await readZipDirectory(source));
}

/** Paragraphs, table cells, headers, footers and notes. */
export async function addDocxText(source: ByteSource, sink: TextSink): Promise<void> {
  const file = await openOfficeFile(source);
  await file.require('word/document.xml', runsOfText('t', sink));
  for (const name of file.names(/^word\/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$/)) {
    if (!sink.isFull) await file.read(name, runsOfText('t', sink));
  }
}

/** Slides in the order they are shown, each followed by its notes. */
export async function addPptxText(source: ByteSource, sink: TextSink): Promise<void> {
  const file = await openOfficeFile(source);
  const order: string[] = [];
  await file.require('ppt/presentation.xml', {
    open(tag, attribute) {
      if (tag === 'sldId') order.push(attribute('r:id') ?? '');
    },
  });
  const slides = new Map((await file.relations('ppt/presentation.xml')).map(({ id, target }) => [id, target]));
  for (const id of order) {
    const slide = slides.get(id);
    if (slide === undefined || sink.isFull) continue;
    await file.read(slide, runsOfText('t', sink));
    const notes = (await file.relations(slide)).find(({ type }) => type === 'notesSlide');
    if (notes !== undefined) await file.read(notes.target, runsOfText('t', sink));
  }
}

/** Sheets in order, one line per row. */
export async function addXlsxText(source: ByteSource, sink: TextSink): Promise<void> {
  const file = await openOfficeFile(source);
  const sheets: { id: string; name: string }[] = [];
  await file.require('xl/workbook.xml', {
    open(tag, attribute) {
      if (tag === 'sheet') sheets.push({ id: attribute('r:id') ?? '', name: attribute('name') ?? '' });
    },
  });
  const relations = await file.relations('xl/workbook.xml');
  const strings = await sharedStrings(file, relations.find(({ type }) => type === 'sharedStrings')?.target);
  for (const { id, name } of sheets) {
    const target = relations.find((relation) => relation.id === id)?.target;
    if (target === undefined || sink.isFull) continue;
    sink.add(`${name}\n`);
    await file.read(target, cells(strings, sink));
  }
}

/** Paragraphs and table cells of OpenDocument text and spreadsheets. */
export async function addOpenDocumentText(source: ByteSource, sink: TextSink): Promise<void> {
  const file = await openOfficeFile(source);
  let depth = 0;
  let deleted = 0;
  await file.require('content.xml', {
    open(tag) {
      if (tag === 'tracked-changes') deleted += 1;
      if (tag === 'p' || tag === 'h') depth += 1;
      else if (tag === 's' || tag === 'tab') sink.add(' ');
      else if (tag === 'line-break') sink.add('\n');
    },
    close(tag) {
      if (tag === 'tracked-changes') deleted -= 1;
      if (tag === 'p' || tag === 'h') depth -= 1;
      if (tag === 'p' || tag === 'h' || tag === 'table-row') sink.add('\n');
      else if (tag === 'table-cell') sink.add('\t');
    },
    text: (text) => {
      if (depth > 0 && deleted === 0) sink.add(text);
    },
    enough: () => sink.isFull,
  });
}

/** Word and PowerPoint: text stands in runs, runs in paragraphs. */
function runsOfText(textTag: string, sink: TextSink): XmlReader {
  let inside = false;
  return {
    open(tag) {
      if (tag === textTag) inside = true;
      else if (tag === 'tab') sink.add('\t');
      else if (tag === 'br' || tag === 'cr') sink.add('\n');
    },
    close(tag) {
      if (tag === textTag) inside = false;
      else if (tag === 'p') sink.add('\n');
      else if (tag === 'tc') sink.add('\t');
    },
    text: (text) => {
      if (inside) sink.add(text);
    },
    enough: () => sink.isFull,
  };
}

/** The texts that cells refer to by number. */
export async function sharedStrings(file: OfficeFile, target: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (target === undefined) return strings;
  let current = '';
  let inside = false;
  let characters = 0;
  await file.read(target, {
    open(tag) {
      if (tag === 'si') current = '';
      inside = tag === 't';
    },
    close(tag) {
      inside = false;
      if (tag === 'si') strings.push(current);
    },
    text(text) {
      if (!inside || characters > MAX_SHARED_CHARACTERS) return;
      current += text;
      characters += text.length;
    },
  });
  return strings;
}

function cells(strings: readonly string[], sink: TextSink): XmlReader {
  let type = '';
  let value = '';
  let inside = false;
  return {
    open(tag, attribute) {
      if (tag === 'c') {
        type = attribute('t') ?? '';
        value = '';
      }
      inside = tag === 'v' || tag === 't';
    },
    close(tag) {
      inside = false;
      if (tag === 'c') sink.add(`${type === 's' ? (strings[Number(value)] ?? '') : value}\t`);
      else if (tag === 'row') sink.add('\n');
    },
    text: (text) => {
      if (inside) value += text;
    },
    enough: () => sink.isFull,
  };
}
