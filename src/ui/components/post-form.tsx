import type { PropsWithChildren } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';

export interface PostFormProps {
  readonly t: UiMessages;
  readonly action: string;
  /** Sends files. */
  readonly files?: boolean | undefined;
  /** Asks before leaving with unsaved typing. */
  readonly guarded?: boolean | undefined;
}

/** A form that writes: sent once however often the button is pressed. The server judges its fields, not the browser. */
export const PostForm = ({ t, action, files, guarded, children }: PropsWithChildren<PostFormProps>) => (
  <once-form busy={t.form.busy} guarded={guarded ? '' : undefined}>
    <form method="post" action={action} enctype={files ? 'multipart/form-data' : undefined} novalidate>
      {children}
    </form>
  </once-form>
);
