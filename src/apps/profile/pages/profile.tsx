import { fullName } from '#access/actor.ts';
import { localPath } from '#access/local-path.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { changeEmail } from '#apps/profile/change-email.ts';
import { EmailForm, type EmailField } from '#apps/profile/pages/email-form.tsx';
import { OwnRights } from '#apps/profile/pages/own-rights.tsx';
import { OwnThemes } from '#apps/profile/pages/own-themes.tsx';
import { profileOf } from '#apps/profile/profile-of.ts';
import { Button } from '#ui/components/button.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

/** Mijn profiel: who I am here, what I hold, and who manages it for me (TH-6). */
export function showProfile(visit: ActorVisit): Promise<PageContent> {
  return profilePage(visit, { value: visit.actor.email ?? '' });
}

/** Saves the address, or shows it again as typed with what is wrong. */
export async function saveEmail(visit: FormVisit): Promise<Response | PageContent> {
  const typed = visit.form.get('email');
  const value = typeof typed === 'string' ? typed.slice(0, 1000) : '';
  const { kind } = await perform(changeEmail, visit, { email: value });
  const back = returnOf(visit.form.get('terug'));
  if (back !== null && (kind === 'saved' || (kind === 'same' && value !== ''))) return seeOther(back);
  if (kind !== 'invalid') return seeOther(`/mijn-profiel?gedaan=${kind}`);
  const page = await profilePage(visit, { value, error: visit.t.profile.email.invalid });
  return { ...page, status: 422 };
}

/** Where somebody was who came here to fill in an address, such as a question that waits for it (DO-6); null: nowhere. */
function returnOf(wanted: unknown): string | null {
  const path = typeof wanted === 'string' ? localPath(wanted) : '/';
  return path === '/' ? null : path;
}

async function profilePage(visit: ActorVisit, typed: Omit<EmailField, 'back'>): Promise<PageContent> {
  const t = visit.t.profile;
  const sent = visit.request.method === 'POST' ? (visit as FormVisit).form : visit.url.searchParams;
  const email = { ...typed, back: returnOf(sent.get('terug')) };
  const profile = await ask(profileOf, visit, {});
  return {
    title: t.name,
    width: 'wide',
    children: (
      <>
        <ErrorSummary t={visit.t.ui} faults={email.error ? [{ field: 'email', message: email.error }] : []} />
        <Done visit={visit} />
        <PageHeading title={fullName(visit.actor)} lead={t.name} />
        <EmailForm visit={visit} email={email} />
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

const Done = ({ visit }: { visit: ActorVisit }) => {
  const t = visit.t.profile.email;
  const done = visit.request.method === 'GET' ? visit.url.searchParams.get('gedaan') : null;
  if (done !== 'saved' && done !== 'removed' && done !== 'same') return null;
  return (
    <Notice t={visit.t.ui} kind={done === 'saved' ? 'success' : 'info'} live>
      {t[done]}
    </Notice>
  );
};
