import { fileTypeFromBuffer } from 'file-type';
import { bytesOf, withFile, type ByteSource } from './byte-source.ts';
import { FILE_KINDS, type FileKind } from './file-kinds.ts';
import { judgeText } from './sniff-text.ts';
import { judgeZip } from './sniff-zip.ts';

export type RefusedFile =
  | 'empty'
  | 'executable'
  /** Web pages, drawings and scripts: they would run in a browser. */
  | 'active-content'
  | 'macros'
  | 'encrypted'
  | 'zip-bomb'
  | 'broken'
  | 'unknown';

export type Sniffed =
  | {
      readonly ok: true;
      readonly kind: FileKind;
      readonly mimeType: string;
      readonly extension: string;
      /** The name promised something else; the contents count. */
      readonly warning?: 'other-extension';
    }
  | { readonly ok: false; readonly reason: RefusedFile; readonly found?: string };

export type AcceptedFile = Extract<Sniffed, { ok: true }>;

/** A judgement before the name is compared. */
export type Judgement = { readonly kind: FileKind } | { readonly reason: RefusedFile; readonly found?: string };

const START = 4_100;
const PDF_TAIL = 64 * 1024;
const EXECUTABLES = new Set([
  'exe',
  'elf',
  'macho',
  'wasm',
  'class',
  'dex',
  'jar',
  'apk',
  'deb',
  'rpm',
  'msi',
  'swf',
  'lnk',
  'nes',
  'crx',
  'xpi',
]);
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** DO-4, DO-10: what a file is, from its bytes; its name only chooses between txt and csv, and may earn a warning. */
export function sniffFile(path: string, name: string): Promise<Sniffed> {
  return withFile(path, (source) => sniff(source, name));
}

export function sniffBytes(bytes: Uint8Array, name: string): Promise<Sniffed> {
  return sniff(bytesOf(bytes), name);
}

async function sniff(source: ByteSource, name: string): Promise<Sniffed> {
  const claimed = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const judged = await judge(source, claimed);
  if ('reason' in judged) return { ok: false, ...judged };
  const { extension, mimeType } = FILE_KINDS[judged.kind];
  const matches = claimed === extension || claimed === '' || (claimed === 'jpeg' && extension === 'jpg');
  return {
    ok: true,
    kind: judged.kind,
    mimeType,
    extension,
    ...(matches ? {} : { warning: 'other-extension' as const }),
  };
}

async function judge(source: ByteSource, claimed: string): Promise<Judgement> {
  if (source.size === 0) return { reason: 'empty' };
  const start = await source.read(0, START);
  if (isPdf(start)) return judgePdf(source);
  if (start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return judgeZip(source);
  if (start.subarray(0, 8).equals(COMPOUND_FILE)) return judgeCompoundFile(source);
  return (await judgeText(source, claimed)) ?? judgeMagic(start);
}

/** Readers allow a little before the header; we allow it where it cannot be a web page. */
function isPdf(start: Buffer): boolean {
  const at = start.subarray(0, 1024).indexOf('%PDF-');
  return at === 0 || (at > 0 && !start.subarray(0, at).includes('<'));
}

/** A PDF that was cut off has no end: readers would guess, or show nothing. */
async function judgePdf(source: ByteSource): Promise<Judgement> {
  const from = Math.max(0, source.size - PDF_TAIL);
  const tail = await source.read(from, PDF_TAIL);
  return tail.includes('startxref') && tail.includes('%%EOF') ? { kind: 'pdf' } : { reason: 'broken', found: 'pdf' };
}

/** Office files before 2007, and later ones under a password. */
async function judgeCompoundFile(source: ByteSource): Promise<Judgement> {
  const head = await source.read(0, 1024 * 1024);
  const tail = await source.read(Math.max(0, source.size - 1024 * 1024), 1024 * 1024);
  if (head.includes(ENCRYPTED_PACKAGE) || tail.includes(ENCRYPTED_PACKAGE)) return { reason: 'encrypted' };
  return { reason: 'unknown', found: 'cfb' };
}

async function judgeMagic(start: Buffer): Promise<Judgement> {
  const type = await fileTypeFromBuffer(start).catch(() => undefined);
  if (type === undefined) return { reason: 'unknown' };
  if (type.ext === 'png' || type.ext === 'apng') return { kind: 'png' };
  if (type.ext === 'jpg') return { kind: 'jpg' };
  return { reason: EXECUTABLES.has(type.ext) ? 'executable' : 'unknown', found: type.ext };
}
