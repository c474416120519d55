import { publicForm, publicPage, type Route } from '#access/route.ts';
import { seeOther, type PageContent, type Visit } from '#access/visit.ts';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { cookies } from '#web/session/cookie.ts';
import { localPath } from '#access/local-path.ts';

/** Pages that anybody may read, and the choice of language (SI-4, SI-5, CO-2). */
export const infoRoutes: Route[] = [
  publicPage('/hulp', helpPage),
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

/** Whom to call or write, with which browser, and what the law says (CO-2, SI-5). */
function helpPage(visit: Visit): PageContent {
  const t = visit.t.web.info;
  const { supportEmail } = visit.services.config;
  return {
    title: t.helpTitle,
    children: (
      <div class="prose stack">
        <PageHeading title={t.helpTitle} />
        <Section title={t.whomTitle} id="wie">
          <ul>
            <li>{t.help1700}</li>
            {supportEmail && (
              <li>
                {t.helpTeam} <a href={`mailto:${supportEmail}`}>{supportEmail}</a>
              </li>
            )}
            <li>{t.helpDocument}</li>
            <li>
              {t.helpSchool} <a href="/contacten">{visit.t.contacts.name}</a>
            </li>
            <li>
              {t.helpRights} <a href="/waarom">{visit.t.web.why.title}</a>
            </li>
          </ul>
        </Section>
        <Section title={t.browsersTitle} id="browsers">
          <p>{t.browsers}</p>
        </Section>
        <Section title={t.unlawfulTitle} id="wet">
          <p>{visit.t.web.signIn.notice}</p>
        </Section>
      </div>
    ),
  };
}

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
