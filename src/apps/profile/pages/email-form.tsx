import type { ActorVisit } from '#access/visit.ts';
import { Button } from '#ui/components/button.tsx';
import { TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

export interface EmailField {
  /** As typed, also when it is wrong. */
  readonly value: string;
  readonly error?: string;
  /** Where saving leads back to; null: it stays here. */
  readonly back: string | null;
}

export const EmailForm = ({ visit, email }: { visit: ActorVisit; email: EmailField }) => {
  const t = visit.t.profile.email;
  return (
    <Section title={t.title} id="e-mailadres">
      {email.back !== null && (
        <Notice t={visit.t.ui} kind="info" title={t.backTitle}>
          {t.back}
        </Notice>
      )}
      <PostForm t={visit.t.ui} action="/mijn-profiel" guarded>
        {email.back !== null && <input type="hidden" name="terug" value={email.back} />}
        <TextInput
          t={visit.t.ui}
          name="email"
          type="email"
          autocomplete="email"
          label={t.label}
          hint={t.hint}
          value={email.value}
          error={email.error}
          optional
        />
        <div class="buttons">
          <Button kind="main">{t.save}</Button>
        </div>
      </PostForm>
    </Section>
  );
};
