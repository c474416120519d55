import type { PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';

export interface PostFormProps {
  readonly t: UiMessages;
  readonly action: string;
  /** For a field or button that stands outside it. */
  readonly id?: string | undefined;
  /** Sends files. */
  readonly files?: boolean | undefined;
  /** Asks before leaving with unsaved typing. */
  readonly guarded?: boolean | undefined;
}

/** A form that writes: sent once however often the button is pressed. The server judges its fields, not the browser. */
export const PostForm = ({ t, action, id, files, guarded, children }: PropsWithChildren<PostFormProps>) => (
  <once-form busy={t.form.busy} guarded={guarded ? '' : undefined}>
    <form method="post" id={id} action={action} enctype={files ? 'multipart/form-data' : undefined} novalidate>
      {children}
    </form>
  </once-form>
);
