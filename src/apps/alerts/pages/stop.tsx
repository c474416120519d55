import { NotFound } from '#access/refusals.ts';
import { seeOther, type PageContent, type Visit } from '#access/visit.ts';
import { stopByToken } from '#apps/alerts/stop-endpoint.ts';
import { personOfStop, stopAddress } from '#apps/alerts/stop-token.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

/** Where the link in a digest leads in a browser: programs that look at links must not end anything by looking. */
export function stopPage(visit: Visit): PageContent {
  const t = visit.t.alerts.stop;
  const token = visit.params['token'] ?? '';
  if (!personOfStop(visit.services.sessionSealer, token)) throw new NotFound();
  return {
    title: t.title,
    children: (
      <div class="prose">
        <PageHeading title={t.title} lead={t.lead} />
        <PostForm t={visit.t.ui} action={stopAddress}>
          <input type="hidden" name="bewijs" value={token} />
          <Buttons>
            <Button kind="main">{t.stop}</Button>
          </Buttons>
        </PostForm>
        <p>{t.less}</p>
      </div>
    ),
  };
}

export async function sendStop(visit: Visit & { form: FormData }): Promise<Response> {
  if (!(await stopByToken(visit.services, String(visit.form.get('bewijs') ?? '')))) throw new NotFound();
  return seeOther(`${stopAddress}?gedaan`);
}

export function stoppedPage(visit: Visit): PageContent {
  const t = visit.t.alerts.stop;
  return {
    title: t.doneTitle,
    children: (
      <div class="prose">
        <PageHeading title={t.doneTitle} />
        <Notice t={visit.t.ui} kind="success" live>
          {t.done}
        </Notice>
        <p>
          <a href="/mijn-profiel#veld-attendering">{t.again}</a>
        </p>
      </div>
    ),
  };
}
