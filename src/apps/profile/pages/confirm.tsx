import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { confirmAddress, linkHours } from '#apps/profile/change-email.ts';
import { confirmEmail, pendingEmail } from '#apps/profile/confirm-email.ts';
import { returnOf } from '#apps/profile/pages/return-of.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

/** Where the link in the mail leads: one button, since programs that look at links must not confirm anything by looking. */
export async function confirmPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.profile.email.confirm;
  const token = (visit.url.searchParams.get('bewijs') ?? '').slice(0, 100);
  const email = await ask(pendingEmail, visit, { token }).catch((error: unknown) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (email === null) return worthless(visit);
  return {
    title: t.title,
    children: (
      <div class="prose">
        <PageHeading title={t.title} lead={t.lead(email)} />
        <PostForm t={visit.t.ui} action={confirmAddress}>
          <input type="hidden" name="bewijs" value={token} />
          <input type="hidden" name="terug" value={visit.url.searchParams.get('terug') ?? ''} />
          <Buttons>
            <Button kind="main">{t.button}</Button>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}

export async function sendConfirmation(visit: FormVisit): Promise<Response | PageContent> {
  const token = String(visit.form.get('bewijs') ?? '').slice(0, 100);
  try {
    await perform(confirmEmail, visit, { token, lang: visit.lang });
  } catch (error) {
    if (error instanceof NotFound) return worthless(visit);
    throw error;
  }
  return seeOther(returnOf(visit.form.get('terug')) ?? '/mijn-profiel?gedaan=confirmed');
}

function worthless(visit: ActorVisit): PageContent {
  const t = visit.t.profile.email.confirm;
  return {
    title: t.worthlessTitle,
    status: 404,
    children: (
      <div class="prose">
        <PageHeading title={t.worthlessTitle} lead={t.worthless(linkHours)} />
        <p>
          <a href="/mijn-profiel#e-mailadres">{t.toProfile}</a>
        </p>
      </div>
    ),
  };
}
