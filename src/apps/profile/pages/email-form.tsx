import type { ActorVisit } from '#access/visit.ts';
import { AlertFields, rhythmsAddress, type AlertSettings } from '#apps/alerts/index.ts';
import type { Reachability } from '#apps/profile/reachability.ts';
import { Button } from '#ui/components/button.tsx';
import { TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

export interface TypedContact {
  /** As typed, also when it is wrong. */
  readonly email: string;
  readonly error?: string | undefined;
  readonly alerts: Pick<AlertSettings, 'isOn' | 'rhythm'>;
  /** Where confirming leads back to; null: it stays here. */
  readonly back: string | null;
}

/** E-mail address, attendering and how often, with one button (NO-1). */
export const EmailForm = ({ visit, typed, reach }: { visit: ActorVisit; typed: TypedContact; reach: Reachability }) => {
  const t = visit.t.profile.email;
  return (
    <Section title={t.title} id="e-mailadres">
      {typed.back !== null && (
        <Notice t={visit.t.ui} kind="info" title={t.backTitle}>
          {t.back}
        </Notice>
      )}
      {reach.pending !== null && (
        <Notice
          t={visit.t.ui}
          kind="info"
          title={t.pendingTitle}
          live={visit.url.searchParams.get('gedaan') === 'asked'}
        >
          {t.pending(reach.pending)}
        </Notice>
      )}
      {reach.bouncedOn !== null && (
        <Notice t={visit.t.ui} kind="warning" title={t.bouncedTitle}>
          {t.bounced(formatDate(reach.bouncedOn))}
        </Notice>
      )}
      <PostForm t={visit.t.ui} action="/mijn-profiel" guarded>
        {typed.back !== null && <input type="hidden" name="terug" value={typed.back} />}
        <TextInput
          t={visit.t.ui}
          name="email"
          type="email"
          autocomplete="email"
          label={t.label}
          hint={t.hint}
          value={typed.email}
          error={typed.error}
          optional
        />
        <AlertFields visit={visit} chosen={typed.alerts} />
        <div class="buttons">
          <Button kind="main">{t.save}</Button>
        </div>
      </PostForm>
      {typed.alerts.isOn && (
        <p>
          <a href={rhythmsAddress}>{visit.t.alerts.fields.own}</a>
        </p>
      )}
    </Section>
  );
};
