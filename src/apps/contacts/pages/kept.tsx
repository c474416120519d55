import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { KeptContact } from '#apps/contacts/model.ts';
import { contactAddress, institutionAddress, keepAddress, newAddress } from '#apps/contacts/pages/addresses.ts';
import { keptContacts } from '#apps/contacts/views.ts';
import { formatInstitutionNumber, isAdministration } from '#directory/institution-number.ts';
import { searchOrganisations, type Organisation } from '#directory/organisations.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { formatNumber } from '#ui/format.ts';

const mostFound = 25;

/** Contactbeheer: look up an institution, or a team or person. */
export async function keptPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.contacts.keep;
  const contacts = await ask(keptContacts, visit, {});
  const text = (visit.url.searchParams.get('q') ?? '').trim().slice(0, 200);
  const found = text === '' ? [] : (await searchOrganisations(visit.db, { text, limit: mostFound })).organisations;
  const institutions = found.filter((organisation) => !isAdministration(organisation.id));
  return {
    title: t.name,
    tab: keepAddress,
    children: (
      <>
        <PageHeading
          title={t.name}
          lead={t.lead}
          action={
            <ButtonLink kind="main" href={newAddress}>
              {t.add}
            </ButtonLink>
          }
        />
        {visit.url.searchParams.get('gedaan') === 'bewaard' && (
          <Notice t={visit.t.ui} kind="success" live>
            {t.saved}
          </Notice>
        )}
        <Section title={t.institutions} id="instellingen">
          <SearchBox
            t={visit.t.ui}
            action={keepAddress}
            label={t.searchInstitution}
            id="zoek-instelling"
            value={text}
          />
          {text !== '' && <FoundInstitutions visit={visit} institutions={institutions} />}
        </Section>
        <Section title={t.contacts} id="contacten">
          {contacts.length === 0 ? <p>{t.noContacts}</p> : <ContactTable visit={visit} contacts={contacts} />}
        </Section>
      </>
    ),
  };
}

const FoundInstitutions = ({ visit, institutions }: { visit: ActorVisit; institutions: readonly Organisation[] }) => {
  const t = visit.t.contacts;
  if (institutions.length === 0) return <EmptyState title={t.noneFound} suggestions={[t.noneFoundHint]} />;
  return (
    <DataTable
      caption={t.keep.found}
      captionHidden
      rows={institutions}
      columns={[
        { label: t.keep.number, cell: (row) => formatInstitutionNumber(row.id) },
        {
          label: t.keep.institution,
          rowHeader: true,
          cell: (row) => <a href={institutionAddress(row.id)}>{row.name}</a>,
        },
        { label: t.keep.municipality, cell: (row) => row.municipality ?? '' },
      ]}
    />
  );
};

const ContactTable = ({ visit, contacts }: { visit: ActorVisit; contacts: readonly KeptContact[] }) => {
  const t = visit.t.contacts;
  return (
    <DataTable
      caption={t.keep.contacts}
      captionHidden
      rows={contacts}
      columns={[
        { label: t.contactName, rowHeader: true, cell: (row) => <a href={contactAddress(row.id)}>{row.name}</a> },
        { label: t.kind, cell: (row) => t.kinds[row.kind] },
        { label: t.phone, cell: (row) => row.phone },
        { label: t.email, cell: (row) => (row.email === '' ? '' : <a href={`mailto:${row.email}`}>{row.email}</a>) },
        { label: t.keep.institutions, numeric: true, cell: (row) => formatNumber(row.institutions, visit.lang) },
      ]}
    />
  );
};
