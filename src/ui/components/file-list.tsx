import type { Child } from 'hono/jsx';
import { FileIcon, type FileKind } from './file-icon.tsx';

export interface ListedFile {
  readonly name: string;
  readonly kind: FileKind;
  /** "PDF, 120 kB". */
  readonly format: string;
  readonly href?: string | undefined;
  readonly note?: Child;
  readonly action?: Child;
}

/** Files that belong together, each to be opened or taken away. */
export const FileList = ({ label, files }: { label: string; files: readonly ListedFile[] }) => (
  <ul class="files" aria-label={label}>
    {files.map(({ name, kind, format, href, note, action }) => (
      <li>
        <FileIcon kind={kind} />
        <div>
          {href ? (
            <a href={href} download="">
              {name}
            </a>
          ) : (
            <strong>{name}</strong>
          )}{' '}
          <span class="soft">{format}</span>
          {note && <p class="hint">{note}</p>}
        </div>
        {action}
      </li>
    ))}
  </ul>
);
