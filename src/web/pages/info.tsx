import { publicForm, publicPage, type Route } from '#access/route.ts';
import { seeOther, type PageContent } from '#access/visit.ts';
import { PageHeading } from '#ui/components/page.tsx';
import { cookies } from '#web/session/cookie.ts';
import { localPath } from '#web/sign-in/return-address.ts';

/** Pages that anybody may read, and the choice of language (SI-4, SI-5, CO-2). */
export const infoRoutes: Route[] = [
  publicPage('/hulp', (visit) => {
    const t = visit.t.web.info;
    return text(t.helpTitle, [t.help1700, t.helpDocument, t.helpRights, t.browsers]);
  }),
  publicPage('/toegankelijkheid', (visit) => {
    const t = visit.t.web.info;
    return text(t.accessibilityTitle, [t.accessibility, t.accessibilityLimits]);
  }),
  publicPage('/onrechtmatige-toegang', (visit) => text(visit.t.web.info.unlawfulTitle, [visit.t.web.signIn.notice])),
  publicPage('/privacy', (visit) => {
    const t = visit.t.web.info;
    return text(t.privacyTitle, [t.privacy, t.cookies]);
  }),
  publicForm('/taal', (visit) => {
    const lang = visit.form.get('taal') === 'en' ? 'en' : 'nl';
    return seeOther(localPath(String(visit.form.get('terug') ?? '/')), {
      'set-cookie': cookies(visit.services.config.baseUrl).language.write(lang),
    });
  }),
];

function text(title: string, paragraphs: readonly string[]): PageContent {
  return {
    title,
    children: (
      <div class="prose">
        <PageHeading title={title} />
        {paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </div>
    ),
  };
}
