import type { ByteSource } from './byte-source.ts';
import type { FileKind } from './file-kinds.ts';
import type { Judgement } from './sniff.ts';
import { InflatedTooLarge, readZipDirectory, readZipText, type ZipEntry } from './zip.ts';

const MEGABYTE = 1024 * 1024;
const MAX_UNPACKED = 1024 * MEGABYTE;
const SUSPICIOUS_UNPACKED = 100 * MEGABYTE;
const SUSPICIOUS_RATIO = 200;

const OPEN_DOCUMENT: Readonly<Record<string, FileKind>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};

const OPEN_XML: readonly (readonly [mainPart: string, kind: FileKind])[] = [
  ['wordprocessingml.document.main+xml', 'docx'],
  ['spreadsheetml.sheet.main+xml', 'xlsx'],
  ['presentationml.presentation.main+xml', 'pptx'],
];

/** Office files are zips; what is inside decides which. */
export async function judgeZip(source: ByteSource): Promise<Judgement> {
  try {
    const entries = await readZipDirectory(source);
    if (isBomb(entries, source.size)) return { reason: 'zip-bomb' };
    if (entries.some(({ encrypted }) => encrypted)) return { reason: 'encrypted' };
    if (entries.some(({ name }) => isMacro(name))) return { reason: 'macros' };
    return await judgeContents(source, new Map(entries.map((entry) => [entry.name, entry])));
  } catch (error) {
    return { reason: error instanceof InflatedTooLarge ? 'zip-bomb' : 'broken', found: 'zip' };
  }
}

async function judgeContents(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>): Promise<Judgement> {
  const mimeType = entries.get('mimetype');
  if (mimeType !== undefined) {
    const kind = OPEN_DOCUMENT[(await readZipText(source, mimeType, 1_000)).trim()];
    if (kind === undefined) return { reason: 'unknown', found: 'zip' };
    return (await isEncryptedOpenDocument(source, entries)) ? { reason: 'encrypted' } : { kind };
  }
  const contentTypes = entries.get('[Content_Types].xml');
  if (contentTypes === undefined) {
    return entries.has('META-INF/MANIFEST.MF')
      ? { reason: 'executable', found: 'jar' }
      : { reason: 'unknown', found: 'zip' };
  }
  const types = await readZipText(source, contentTypes, 4 * MEGABYTE);
  if (types.includes('macroEnabled')) return { reason: 'macros' };
  const kind = OPEN_XML.find(([mainPart]) => types.includes(mainPart))?.[1];
  return kind === undefined ? { reason: 'unknown', found: 'zip' } : { kind };
}

async function isEncryptedOpenDocument(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>): Promise<boolean> {
  const manifest = entries.get('META-INF/manifest.xml');
  return manifest !== undefined && (await readZipText(source, manifest, 4 * MEGABYTE)).includes('encryption-data');
}

/** By the directory's own claims: far too much, packed impossibly well, or the same bytes used several times. */
function isBomb(entries: readonly ZipEntry[], fileSize: number): boolean {
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  const packed = entries.reduce((sum, { packedSize }) => sum + packedSize, 0);
  return (
    unpacked > MAX_UNPACKED ||
    packed > fileSize ||
    (unpacked > SUSPICIOUS_UNPACKED && unpacked > packed * SUSPICIOUS_RATIO)
  );
}

function isMacro(name: string): boolean {
  return /(?:^|\/)vba(?:Project|Data)[^/]*\.(?:bin|xml)$/i.test(name) || /^(?:Basic|Scripts)\/.+/.test(name);
}
