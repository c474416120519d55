import { putAside, type LocalFile } from '#apps/library/delivery/local-file.ts';
import { isReason, type Reason } from '#apps/library/delivery/reasons.ts';
import type { Config } from '#platform/config.ts';
import { readMultipart } from '#platform/files/multipart.ts';

const maxMetadataBytes = 64 * 1024;

/** The two parts of an upload; the file lies on disk. */
export interface Upload {
  /** The JSON text; undefined when the part is missing or too large. */
  metadata: string | undefined;
  file: LocalFile | Reason | undefined;
  fileName: string;
}

/** Reads the parts as they arrive. Throws MalformedForm. */
export async function readUpload(
  request: Request,
  config: Pick<Config, 'maxUploadBytes' | 'dataDir'>,
  idleMs?: number,
): Promise<Upload> {
  const form = await readMultipart<LocalFile | Reason>(
    request,
    {
      fields: 1,
      fieldBytes: maxMetadataBytes,
      files: 1,
      fileBytes: config.maxUploadBytes,
      isFile: (name) => name === 'file',
      idleMs,
    },
    {
      keep: (stream) => putAside(config, stream),
      release: async (kept) => (isReason(kept) ? undefined : kept.release()),
    },
  );
  const [file] = form.files;
  return {
    metadata: form.fields.find(([name]) => name === 'metadata')?.[1],
    file: file?.kept,
    fileName: file?.name ?? '',
  };
}
