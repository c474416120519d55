import type { UiMessages } from '#i18n/nl/ui.ts';
import { ButtonLink } from './button.tsx';

export interface DocumentViewerProps {
  readonly t: UiMessages;
  readonly title: string;
  /** The file itself, sent for showing rather than saving. */
  readonly src: string;
}

/** A document shown by the browser (DO-4): beside its facts on wide screens, behind *Open* on a phone. */
export const DocumentViewer = ({ t, title, src }: DocumentViewerProps) => (
  <div class="viewer">
    <ButtonLink kind="main" icon="external" href={src} newWindow>
      {t.document.open}
    </ButtonLink>
    <iframe title={title} src={src} loading="lazy"></iframe>
  </div>
);
