import { freshMinutes } from '#access/fresh-sign-in.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { safeReturn } from '#web/sign-in/return-address.ts';

export const againPath = '/aanmelden/opnieuw';
export const againAddress = (returnTo: string): string => `${againPath}?terug=${encodeURIComponent(returnTo)}`;

/** Before something very confidential: why one signs in once more, and the button; from there back to what was asked (DO-9). */
export function signInAgainPage(visit: ActorVisit): PageContent {
  const t = visit.t.web.signInAgain;
  return {
    title: t.title,
    children: (
      <div class="prose">
        <PageHeading title={t.title} lead={t.lead(freshMinutes)} />
        <p>{t.how}</p>
        <form method="post" action="/aanmelden">
          <input type="hidden" name="terug" value={safeReturn(visit.url.searchParams.get('terug'))} />
          <input type="hidden" name="opnieuw" value="ja" />
          <Buttons>
            <Button kind="main" icon="lockDouble">
              {t.submit}
            </Button>
            <ButtonLink kind="quiet" href="/documenten">
              {t.back}
            </ButtonLink>
          </Buttons>
        </form>
      </div>
    ),
  };
}
