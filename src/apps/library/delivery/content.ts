import { reason, type Reason, type RefusalCode } from '#apps/library/delivery/reasons.ts';
import { indexText } from '#platform/text/analyse.ts';
import type { Extractor } from '#platform/text/extractor.ts';
import { FILE_KINDS, type FileKind } from '#platform/text/file-kinds.ts';
import { sniffFile, type AcceptedFile, type RefusedFile } from '#platform/text/sniff.ts';

const codes: Record<RefusedFile, RefusalCode> = {
  empty: 'file-empty',
  executable: 'file-executable',
  'active-content': 'file-active-content',
  macros: 'file-macros',
  encrypted: 'file-encrypted',
  'zip-bomb': 'file-zip-bomb',
  broken: 'file-broken',
  unknown: 'file-type-unknown',
};

/** What the bytes are; the name only chooses between txt and csv (DO-4). */
export async function judgeFile(path: string, name: string): Promise<AcceptedFile | Reason> {
  const sniffed = await sniffFile(path, name);
  return sniffed.ok ? sniffed : reason(codes[sniffed.reason], { found: sniffed.found });
}

export interface SearchableText {
  body: string;
  tsvector: string;
  /** Why the content could not be read; the document is delivered all the same (DO-11). */
  unsearchable: string | null;
}

/**
 * The words of a document. Title words are found also where the content cannot be read; of what is very confidential the content
 * is not read at all: a search that finds a name in it would be a reading that nobody noted (DO-9).
 */
export async function readText(
  extractor: Extractor,
  { path, kind, title, confidentiality }: { path: string; kind: FileKind; title: string; confidentiality: string },
): Promise<SearchableText> {
  const isSecret = confidentiality === 'very-confidential';
  const { body, unsearchable } = isSecret
    ? { body: '', unsearchable: 'very-confidential' }
    : await textOf(extractor, path, kind);
  return { body, unsearchable, tsvector: indexText({ title, body }).tsvector };
}

async function textOf(extractor: Extractor, path: string, kind: FileKind) {
  if (!FILE_KINDS[kind].hasText) return { body: '', unsearchable: 'image' };
  const extraction = await extractor.extract(path, kind);
  if (!extraction.ok) return { body: '', unsearchable: extraction.reason };
  return { body: extraction.text, unsearchable: extraction.text === '' ? 'no-text' : null };
}
