import type { Child, PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';
import { Badge, type Confidentiality } from './badge.tsx';
import { FileIcon, type FileKind } from './file-icon.tsx';
import { MarkedText, type Piece } from './marked-text.tsx';

export interface DocumentRowProps {
  readonly t: UiMessages;
  readonly href: string;
  readonly title: string | readonly Piece[];
  /** Where the search found its words in the content. */
  readonly fragment?: string | readonly Piece[] | undefined;
  readonly institution: string;
  readonly theme: string;
  readonly schoolYear: string;
  /** Written out, for instance 01/09/2026. */
  readonly date: string;
  readonly kind: FileKind;
  readonly size: string;
  readonly state: Confidentiality;
  /** Who shared it with the reader, as a few words. */
  readonly sharedBy?: string | undefined;
  /** Shown behind the facts: unread, not searchable … */
  readonly note?: Child;
}

/** One document in a list (DO-1, DO-7, DO-11). */
export const DocumentRow = (props: DocumentRowProps) => {
  const { t, href, title, fragment, institution, theme, schoolYear, date, kind, size, state, sharedBy, note } = props;
  return (
    <li class="document">
      <FileIcon kind={kind} />
      <h3>
        <a href={href}>
          <MarkedText pieces={title} />
        </a>
      </h3>
      <p class="document-format">
        {t.document.format(t.fileTypes[kind], size)} <Badge t={t} state={state} />
      </p>
      {fragment && fragment.length > 0 && (
        <p class="document-fragment">
          <span class="hidden-text">{t.document.inText}: </span>
          <MarkedText pieces={fragment} />
        </p>
      )}
      <ul class="dotted">
        <li>{institution}</li>
        <li>{theme}</li>
        <li>{schoolYear}</li>
        <li>{date}</li>
        {sharedBy && <li>{sharedBy}</li>}
        {note && <li>{note}</li>}
      </ul>
    </li>
  );
};

export const DocumentList = ({ children }: PropsWithChildren) => <ol class="documents">{children}</ol>;
