import { readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { anyActor, page, type Route } from '#access/route.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { isId } from '#platform/ids.ts';
import type { MailPart } from '#platform/mail/content.ts';
import { findInInbox, listInbox, type InboxMail } from '#platform/mail/inbox.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

export const inboxAddress = '/demo/postvak';

/** What a mail program would show, for a demo without mail server. These routes exist in the demo only. */
export const inboxRoutes: Route[] = [
  page(inboxAddress, anyActor, inboxPage),
  page(`${inboxAddress}/:id`, anyActor, mailPage),
];

async function inboxPage(visit: ActorVisit): Promise<PageContent> {
  // The queue is the system's: nobody reads it in a snapshot of a person, not even the own mails.
  const mails = await readAsSystem(visit.services.database, (db) => listInbox(db, visit.actor.personId));
  const t = visit.t.mail.inbox;
  return {
    title: t.title,
    children: (
      <>
        <PageHeading title={t.title} lead={t.lead} />
        {mails.length === 0 ? (
          <EmptyState title={t.none} suggestions={[t.noneHint]} />
        ) : (
          <DataTable
            caption={t.caption}
            captionHidden
            rows={mails}
            columns={[
              {
                label: t.subject,
                rowHeader: true,
                cell: (mail) => (
                  <a href={`${inboxAddress}/${mail.id}`} lang={mail.lang}>
                    {mail.content.subject}
                  </a>
                ),
              },
              { label: t.to, cell: (mail) => mail.address ?? '' },
              { label: t.at, cell: (mail) => sentAt(visit, mail) },
            ]}
          />
        )}
      </>
    ),
  };
}

async function mailPage(visit: ActorVisit): Promise<PageContent> {
  const id = visit.params['id'] ?? '';
  const mail = isId(id)
    ? await readAsSystem(visit.services.database, (db) => findInInbox(db, visit.actor.personId, id))
    : undefined;
  if (!mail) throw new NotFound();
  const t = visit.t.mail;
  const { subject, parts } = mail.content;
  return {
    title: subject,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.inbox.title} href={inboxAddress} />
        <PageHeading title={subject} />
        <DescriptionList
          facts={[
            { term: t.inbox.to, value: mail.address ?? '' },
            { term: t.inbox.at, value: sentAt(visit, mail) },
          ]}
        />
        <div class="prose" lang={mail.lang}>
          {parts.map((part) => (
            <Part part={part} />
          ))}
          {mail.unsubscribePath && (
            <p>
              <a href={mail.unsubscribePath}>{t.unsubscribe}</a>
            </p>
          )}
        </div>
      </>
    ),
  };
}

const Part = ({ part }: { part: MailPart }) => {
  switch (part.kind) {
    case 'paragraph':
      return <p>{part.text}</p>;
    case 'heading':
      return <h2>{part.text}</h2>;
    case 'subheading':
      return <h3>{part.text}</h3>;
    case 'button':
      return (
        <p>
          <a class="button" href={part.href}>
            {part.text}
          </a>
        </p>
      );
    case 'list':
      return (
        <ul>
          {part.items.map(({ text, href, note }) => (
            <li>
              {href ? <a href={href}>{text}</a> : text}
              {note && ` (${note})`}
            </li>
          ))}
        </ul>
      );
  }
};

function sentAt(visit: ActorVisit, mail: InboxMail): string {
  if (mail.state === 'waiting') return visit.t.mail.inbox.waiting;
  return mail.queuedAt.toLocaleString(visit.lang === 'nl' ? 'nl-BE' : 'en-GB', {
    timeZone: 'Europe/Brussels',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
