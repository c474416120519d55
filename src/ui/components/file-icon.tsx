/** Kinds of files the portal delivers; every image counts as one. */
export type FileKind = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'odt' | 'ods' | 'txt' | 'csv' | 'img';

const LETTERS: Record<FileKind, string> = {
  pdf: 'PDF',
  docx: 'DOC',
  xlsx: 'XLS',
  pptx: 'PPT',
  odt: 'ODT',
  ods: 'ODS',
  txt: 'TXT',
  csv: 'CSV',
  img: 'IMG',
};

/** A sheet with its three letters. Decoration: the words "PDF, 120 kB" stand beside it. */
export const FileIcon = ({ kind }: { kind: FileKind }) => (
  <svg class={`file-icon ${kind}`} viewBox="0 0 32 40" aria-hidden="true">
    <path d="M3 2h18l8 8v28H3z" />
    <path d="M21 2v8h8" />
    <text x="16" y="29">
      {LETTERS[kind]}
    </text>
  </svg>
);
