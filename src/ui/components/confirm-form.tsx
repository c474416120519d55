import type { UiMessages } from '#i18n/nl/ui.ts';
import { Button } from './button.tsx';
import { PostForm } from './post-form.tsx';

export interface ConfirmFormProps {
  readonly t: UiMessages;
  readonly action: string;
  /** What can be done; opens the question. */
  readonly open: string;
  /** What it leads to, written out. */
  readonly consequence: string;
  readonly confirm: string;
}

/** A step that takes something away: written out and confirmed once, also without script. */
export const ConfirmForm = ({ t, action, open, consequence, confirm }: ConfirmFormProps) => (
  <details class="confirm">
    <summary>{open}</summary>
    <PostForm t={t} action={action}>
      <p>{consequence}</p>
      <Button kind="danger">{confirm}</Button>
    </PostForm>
  </details>
);
