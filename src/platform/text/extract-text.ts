import { withFile, type ByteSource } from './byte-source.ts';
import type { FileKind } from './file-kinds.ts';
import { addDocxText, addOpenDocumentText, addPptxText, addXlsxText } from './office-text.ts';
import { addPdfText } from './pdf-text.ts';
import { decodePlainText } from './plain-text.ts';
import { TextSink } from './text-sink.ts';
import { InflatedTooLarge } from './zip.ts';

export type Extracted =
  | { readonly ok: true; readonly text: string; readonly pages?: number }
  | { readonly ok: false; readonly reason: 'broken' | 'encrypted' | 'too-large' };

const MAX_CHARACTERS = 2_000_000;
const MAX_PLAIN_BYTES = 4 * MAX_CHARACTERS;
const MAX_PDF_BYTES = 100 * 1024 * 1024;

/** The text of a file. Runs in a process of its own, because any reader can be made to eat time or memory. */
export async function extractText(path: string, kind: FileKind): Promise<Extracted> {
  const sink = new TextSink(MAX_CHARACTERS);
  try {
    return await withFile(path, async (source) => {
      if (kind === 'pdf' && source.size > MAX_PDF_BYTES) return { ok: false, reason: 'too-large' };
      const pages = await addText(source, kind, sink);
      return { ok: true, text: sink.toString(), ...(pages === undefined ? {} : { pages }) };
    });
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

async function addText(source: ByteSource, kind: FileKind, sink: TextSink): Promise<number | undefined> {
  switch (kind) {
    case 'pdf':
      return addPdfText(new Uint8Array(await source.read(0, source.size)), sink);
    case 'docx':
      await addDocxText(source, sink);
      break;
    case 'xlsx':
      await addXlsxText(source, sink);
      break;
    case 'pptx':
      await addPptxText(source, sink);
      break;
    case 'odt':
    case 'ods':
      await addOpenDocumentText(source, sink);
      break;
    case 'txt':
    case 'csv':
      sink.add(decodePlainText(await source.read(0, MAX_PLAIN_BYTES)));
      break;
    case 'png':
    case 'jpg':
      break;
  }
  return undefined;
}

function reasonOf(error: unknown): 'broken' | 'encrypted' | 'too-large' {
  if (error instanceof InflatedTooLarge) return 'too-large';
  if (error instanceof Error && error.name === 'PasswordException') return 'encrypted';
  return 'broken';
}
