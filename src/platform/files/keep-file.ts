import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { StoredFile } from '#platform/files/file-store.ts';
import type { FileCheck } from '#platform/files/malware.ts';
import { log } from '#platform/log.ts';
import type { Services } from '#platform/services.ts';
import { downloadName } from '#platform/text/download-name.ts';
import type { FileKind } from '#platform/text/file-kinds.ts';
import { sniffFile, type RefusedFile } from '#platform/text/sniff.ts';

/** A file that came with a form and lies in the store. */
export interface KeptFile extends StoredFile {
  name: string;
  kind: FileKind;
  checked: FileCheck;
}

/** `not-kept`: the store could not take it now. `infected`: the malware scanner refused it. */
export type KeepRefusal = RefusedFile | 'too-large' | 'not-kept' | 'infected';

/** What became of a file that was sent, under the name that the sender gave it. */
export type SentFile = { ok: true; file: KeptFile } | { ok: false; name: string; reason: KeepRefusal };

/** Judges a file by its bytes and keeps it in the store; it lies there before anything points to it. */
export async function keepFile(
  services: Pick<Services, 'files' | 'malware'>,
  sent: { path: string; name: string; maxBytes: number },
): Promise<SentFile> {
  const { path, name, maxBytes } = sent;
  const refused = (reason: KeepRefusal): SentFile => ({ ok: false, name, reason });
  if ((await stat(path)).size > maxBytes) return refused('too-large');
  const sniffed = await sniffFile(path, name);
  if (!sniffed.ok) return refused(sniffed.reason);
  const checked = await services.malware(createReadStream(path));
  if (checked === 'refused') return refused('infected');
  try {
    const stored = await services.files.put(createReadStream(path), { maxBytes });
    return { ok: true, file: { ...stored, name: downloadName(name, sniffed), kind: sniffed.kind, checked } };
  } catch (error) {
    log.error('file-not-kept', { error });
    return refused('not-kept');
  }
}
