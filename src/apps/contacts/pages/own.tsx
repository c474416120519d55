import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Contact } from '#apps/contacts/model.ts';
import { base } from '#apps/contacts/pages/addresses.ts';
import { ownContacts, perPage } from '#apps/contacts/views.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { levelBySlug } from '#directory/levels.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';

/** Mijn contacten, and Contactpersonen of a level: who serves my institutions, with telephone and e-mail (CO-1). */
export async function ownContactsPage(visit: ActorVisit): Promise<PageContent> {
  const slug = visit.params['level'];
  const level = slug === undefined ? null : levelBySlug(slug);
  if (level === undefined) throw new NotFound();
  const { searchParams } = visit.url;
  const text = (searchParams.get('q') ?? '').trim().slice(0, 200);
  const skip = Number(/^\d{1,4}$/.exec(searchParams.get('vanaf') ?? '')?.[0] ?? 0);
  const found = await ask(ownContacts, visit, { levelId: level?.id ?? null, text, skip: Math.min(skip, 5000) });
  const t = visit.t.contacts;
  const path = level ? `/${level.slug}/contactpersonen` : base;
  const name = level ? t.levelName : t.name;
  const addressAt = (from: number): string =>
    `${path}?${new URLSearchParams({ ...(text !== '' && { q: text }), ...(from > 0 && { vanaf: String(from) }) }).toString()}`;
  return {
    title: level ? `${name} – ${level.name[visit.lang]}` : name,
    ...(level && { levelId: level.id }),
    tab: path,
    children: (
      <>
        <PageHeading title={name} lead={t.lead} />
        {found.total > 1 && (
          <SearchBox t={visit.t.ui} action={path} label={t.search} id="zoek-instelling" value={text} />
        )}
        {found.institutions.length === 0 && <EmptyState title={t.noneFound} suggestions={[t.noneFoundHint]} />}
        {found.institutions.map(({ organisation, contacts }) => (
          <section class="section" aria-labelledby={`instelling-${organisation.id}`}>
            <h2 id={`instelling-${organisation.id}`}>
              {formatInstitutionNumber(organisation.id)} {organisation.name}
            </h2>
            {contacts.length === 0 ? (
              <p>{t.none}</p>
            ) : (
              <DataTable
                caption={t.caption(organisation.name)}
                captionHidden
                columns={columnsOf(visit)}
                rows={contacts}
              />
            )}
          </section>
        ))}
        <Pager
          t={visit.t.ui}
          previousHref={skip > 0 ? addressAt(Math.max(0, skip - perPage)) : undefined}
          nextHref={found.more ? addressAt(skip + perPage) : undefined}
        />
        <p class="hint">
          {t.help} <a href="/hulp">{t.helpLink}</a>
        </p>
      </>
    ),
  };
}

function columnsOf(visit: ActorVisit): Column<Contact>[] {
  const t = visit.t.contacts;
  return [
    { label: t.kind, rowHeader: true, cell: (contact) => t.kinds[contact.kind] },
    { label: t.contactName, cell: (contact) => contact.name },
    {
      label: t.phone,
      cell: (contact) =>
        contact.phone === '' ? '' : <a href={`tel:${contact.phone.replaceAll(/[^\d+]/g, '')}`}>{contact.phone}</a>,
    },
    {
      label: t.email,
      cell: (contact) => (contact.email === '' ? '' : <a href={`mailto:${contact.email}`}>{contact.email}</a>),
    },
  ];
}
