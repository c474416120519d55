/** DO-4, DO-11: the kinds of files a document can be. */
export type FileKind = keyof typeof FILE_KINDS;

export interface FileKindFacts {
  /** The extension of download names, without dot. */
  readonly extension: string;
  /** Served as this, whatever the sender claimed. */
  readonly mimeType: string;
  /** Whether text can be extracted from it. */
  readonly hasText: boolean;
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

export const FILE_KINDS = {
  pdf: { extension: 'pdf', mimeType: 'application/pdf', hasText: true },
  docx: { extension: 'docx', mimeType: `${OPEN_XML}.wordprocessingml.document`, hasText: true },
  xlsx: { extension: 'xlsx', mimeType: `${OPEN_XML}.spreadsheetml.sheet`, hasText: true },
  pptx: { extension: 'pptx', mimeType: `${OPEN_XML}.presentationml.presentation`, hasText: true },
  odt: { extension: 'odt', mimeType: `${OPEN_DOCUMENT}.text`, hasText: true },
  ods: { extension: 'ods', mimeType: `${OPEN_DOCUMENT}.spreadsheet`, hasText: true },
  txt: { extension: 'txt', mimeType: 'text/plain', hasText: true },
  csv: { extension: 'csv', mimeType: 'text/csv', hasText: true },
  png: { extension: 'png', mimeType: 'image/png', hasText: false },
  jpg: { extension: 'jpg', mimeType: 'image/jpeg', hasText: false },
} as const satisfies Record<string, FileKindFacts>;
