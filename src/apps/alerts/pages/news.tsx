import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { noteLook, ownNews, type News } from '#apps/alerts/bell.ts';
import { confidentialityWord, institutionLabel, type NewDocument } from '#apps/library/index.ts';
import { askedAddress, deskAddress } from '#apps/questions/index.ts';
import { tasksAddress } from '#apps/rights/index.ts';
import { brusselsToday, now } from '#platform/clock.ts';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

export const newsAddress = '/meldingen';

/** What the bell counts: tasks that wait, and documents that became available in the last week (NO-2, RI-6). */
export async function newsPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.alerts.news;
  const news = await ask(ownNews, visit, {});
  const at = now();
  visit.afterwards.push((tx) => noteLook(tx, visit.actor, at));
  return {
    title: t.title,
    children: (
      <>
        <PageHeading title={t.title} lead={t.lead} />
        <Waiting visit={visit} />
        <Section title={t.documents} id="documenten">
          {news.documents.length === 0 ? (
            <EmptyState title={t.none} suggestions={[t.noneHint]} />
          ) : (
            <div class="prose">
              {[...Map.groupBy(news.documents, (document) => document.institutionId).values()].map((own) => (
                <Institution visit={visit} news={news} documents={own} />
              ))}
              {news.unlisted > 0 && (
                <p>
                  <a href="/documenten">{t.unlisted(news.unlisted)}</a>
                </p>
              )}
            </div>
          )}
        </Section>
        <p>
          <a href="/mijn-profiel#veld-attendering">{t.byMail}</a>
        </p>
      </>
    ),
  };
}

/** Tasks, answers and questions, each with its list. */
const Waiting = ({ visit }: { visit: ActorVisit }) => {
  const { tasks, questions, t } = visit;
  const parts = [
    ...(tasks > 0 ? [{ href: tasksAddress, text: t.ui.tasks(tasks) }] : []),
    ...(questions.answers > 0 ? [{ href: askedAddress, text: t.ui.answers(questions.answers) }] : []),
    ...(questions.waiting > 0 ? [{ href: deskAddress, text: t.ui.waiting(questions.waiting) }] : []),
  ];
  return parts.length === 0 ? null : (
    <Section title={t.alerts.news.tasks} id="taken">
      <ul class="plain-list">
        {parts.map(({ href, text }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
};

interface Part {
  visit: ActorVisit;
  news: News;
  documents: readonly NewDocument[];
}

const Institution = ({ visit, news, documents }: Part) => {
  const [first] = documents;
  if (!first) return null;
  return (
    <>
      <h3>{institutionLabel(first.institutionId, first.institutionName)}</h3>
      {[...Map.groupBy(documents, (document) => document.themeId).values()].map((own) => (
        <Theme visit={visit} news={news} documents={own} />
      ))}
    </>
  );
};

const Theme = ({ visit, news, documents }: Part) => {
  const [first] = documents;
  if (!first) return null;
  const t = visit.t.alerts.news;
  const isNew = ({ availableAt }: NewDocument): boolean => !news.lookedUntil || availableAt >= news.lookedUntil;
  return (
    <>
      <h4>
        {first.themeName} ({confidentialityWord(first.confidentiality, visit.t).toLowerCase()})
      </h4>
      <ul>
        {documents.map((document) => (
          <li>
            <a href={`/document/${document.id}`}>{document.title}</a>{' '}
            <span class="soft">
              {formatDate(brusselsToday(document.availableAt))}
              {document.sharedBy !== null && `, ${visit.t.alerts.digest.sharedBy(document.sharedBy)}`}
            </span>
            {isNew(document) && <strong> {t.isNew}</strong>}
          </li>
        ))}
      </ul>
    </>
  );
};
