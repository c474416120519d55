import { fullName } from '#access/actor.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { alertsOf, findSettings, saveAlerts } from '#apps/alerts/index.ts';
import { changeEmail, type EmailOutcome } from '#apps/profile/change-email.ts';
import { returnOf } from '#apps/profile/pages/return-of.ts';
import { EmailForm, type TypedContact } from '#apps/profile/pages/email-form.tsx';
import { OwnRights } from '#apps/profile/pages/own-rights.tsx';
import { OwnThemes } from '#apps/profile/pages/own-themes.tsx';
import { profileOf } from '#apps/profile/profile-of.ts';
import { readReachability } from '#apps/profile/reachability.ts';
import { DeputyshipStopped, OwnDeputyships } from '#apps/rights/index.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

/** Mijn profiel: who I am here, what I hold, and who manages it for me (TH-6). */
export async function showProfile(visit: ActorVisit): Promise<PageContent> {
  return profilePage(visit, {
    email: visit.actor.email ?? '',
    alerts: await findSettings(visit.db, visit.actor.personId),
  });
}

/** Saves address and attendering together, or shows them again as typed with what is wrong; then neither was saved (NO-1). */
export async function saveContact(visit: FormVisit): Promise<Response | PageContent> {
  const email = String(visit.form.get('email') ?? '').slice(0, 1000);
  const alerts = alertsOf(visit.form) ?? (await findSettings(visit.tx, visit.actor.personId));
  const { profile, alerts: t } = visit.t;
  const again = async (error: string): Promise<PageContent> => ({
    ...(await profilePage(visit, { email, alerts, error })),
    status: 422,
  });
  if (alerts.isOn && email.trim() === '') return again(t.fields.needsAddress);
  const back = returnOf(visit.form.get('terug'));
  const { kind } = await perform(changeEmail, visit, { email, lang: visit.lang, back });
  if (kind === 'invalid') return again(profile.email.invalid);
  if (kind === 'too-often') return again(profile.email.tooOften);
  await perform(saveAlerts, visit, { isOn: alerts.isOn, rhythm: alerts.rhythm, lang: visit.lang });
  if (back !== null && kind === 'same' && email.trim() !== '') return seeOther(back);
  return seeOther(`/mijn-profiel?${new URLSearchParams({ gedaan: kind, ...(back && { terug: back }) }).toString()}`);
}

async function profilePage(visit: ActorVisit, contact: Omit<TypedContact, 'back'>): Promise<PageContent> {
  const t = visit.t.profile;
  const sent = visit.request.method === 'POST' ? (visit as FormVisit).form : visit.url.searchParams;
  const typed = { ...contact, back: returnOf(sent.get('terug')) };
  const profile = await ask(profileOf, visit, {});
  const reach = await readReachability(visit.db, visit.actor);
  return {
    title: t.name,
    width: 'wide',
    children: (
      <>
        <ErrorSummary t={visit.t.ui} faults={typed.error ? [{ field: 'email', message: typed.error }] : []} />
        <Done visit={visit} />
        <DeputyshipStopped visit={visit} />
        <PageHeading title={fullName(visit.actor)} lead={t.name} />
        <EmailForm visit={visit} typed={typed} reach={reach} />
        {await OwnDeputyships({ visit })}
        <OwnRights visit={visit} rights={profile.rights} />
        <OwnThemes visit={visit} profile={profile} />
        <Section title={t.sessions.title} id="aangemeld">
          <p>{t.sessions.hint}</p>
          <PostForm t={visit.t.ui} action="/afmelden/overal">
            <Button>{t.sessions.everywhere}</Button>
          </PostForm>
        </Section>
      </>
    ),
  };
}

// An address that waits for its link is told beside the field.
const answers: readonly string[] = ['confirmed', 'removed', 'same'] satisfies (EmailOutcome['kind'] | 'confirmed')[];

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.profile.email.done;
  const done = visit.request.method === 'GET' ? visit.url.searchParams.get('gedaan') : null;
  if (done === null || !answers.includes(done)) return null;
  return (
    <Notice t={visit.t.ui} kind="success" live>
      {t[done as keyof typeof t]}
    </Notice>
  );
};
