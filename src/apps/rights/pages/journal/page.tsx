import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { base, journalAddress, journalFileAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import { kindNames, readAsked, type AskedJournal } from '#apps/rights/pages/journal/asked.ts';
import { tellerFor, type Teller } from '#apps/rights/pages/journal/describe.ts';
import { mostSaved } from '#apps/rights/pages/journal/save.ts';
import { errorOf, organisationLabel } from '#apps/rights/pages/words.ts';
import { journal, type Journal, type JournalEvent } from '#apps/rights/queries/journal.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { DateInput, Select } from '#ui/components/inputs.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate, formatNumber } from '#ui/format.ts';

const pageSize = 50;

/** Logboek: who changed or read what at the institutions I manage, when, and by which right (R25). */
export async function journalPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.journal;
  const asked = readAsked(visit);
  const found = await ask(journal, visit, { ...asked.question, limit: pageSize });
  const tell = await tellerFor(visit);
  return {
    title: t.title,
    tab: base,
    width: 'wide',
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        <ErrorSummary t={visit.t.ui} faults={asked.faults} />
        <PageHeading title={t.title} lead={t.lead} />
        {await onlyPerson(visit, asked)}
        <Narrow visit={visit} asked={asked} found={found} />
        {found.events.length === 0 ? (
          <EmptyState title={t.none} suggestions={t.noneHints} />
        ) : (
          <>
            <DataTable
              caption={t.title}
              captionHidden
              columns={columnsOf(visit, tell, found.organisations.length > 1)}
              rows={found.events}
            />
            <Pager
              t={visit.t.ui}
              nextHref={found.hasMore ? addressWith(visit, { na: found.events.at(-1)?.id }) : undefined}
            />
            <Buttons>
              <ButtonLink
                icon="download"
                href={journalFileAddress + addressWith(visit, { na: undefined }).slice(journalAddress.length)}
                download
              >
                {t.download}
              </ButtonLink>
            </Buttons>
            <p class="hint">{t.downloadHint(formatNumber(mostSaved, visit.lang))}</p>
          </>
        )}
      </>
    ),
  };
}

/** The address of what is asked, with some of it changed. */
function addressWith(visit: ActorVisit, changes: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(visit.url.searchParams);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  return query.size === 0 ? journalAddress : `${journalAddress}?${query.toString()}`;
}

async function onlyPerson(visit: ActorVisit, { question }: AskedJournal) {
  const t = visit.t.rights.journal;
  if (!question.personId) return null;
  const found = await visit.db
    .selectFrom('persons')
    .select(['given_name', 'family_name'])
    .where('id', '=', question.personId)
    .executeTakeFirst();
  return (
    <p>
      {found && `${t.onlyPerson(`${found.given_name} ${found.family_name}`)} `}
      <a href={addressWith(visit, { persoon: undefined, na: undefined })}>{t.everybody}</a>
    </p>
  );
}

const Narrow = ({ visit, asked, found }: { visit: ActorVisit; asked: AskedJournal; found: Journal }) => {
  const t = visit.t.rights.journal;
  const { question, typed, faults } = asked;
  const code = question.organisationId === undefined ? '' : formatOrganisationCode(question.organisationId);
  return (
    <form action={journalAddress} novalidate autocomplete="off" class="fields-in-a-row">
      {question.personId && <input type="hidden" name="persoon" value={question.personId} />}
      {found.organisations.length > 1 && (
        <Select
          t={visit.t.ui}
          name="instelling"
          label={t.institution}
          value={code}
          options={[
            { value: '', label: t.allInstitutions },
            ...found.organisations.map((one) => ({
              value: formatOrganisationCode(one.id),
              label: organisationLabel(one),
            })),
          ]}
        />
      )}
      <Select
        t={visit.t.ui}
        name="soort"
        label={t.kind}
        value={question.kind ?? 'all'}
        options={kindNames.map((name) => ({ value: name, label: t.kinds[name] }))}
      />
      <DateInput t={visit.t.ui} name="van" label={t.from} value={typed.from} error={errorOf(faults, 'van')} optional />
      <DateInput
        t={visit.t.ui}
        name="tot"
        label={t.until}
        value={typed.until}
        error={errorOf(faults, 'tot')}
        optional
      />
      <Button>{t.show}</Button>
    </form>
  );
};

function columnsOf(visit: ActorVisit, tell: Teller, several: boolean): Column<JournalEvent>[] {
  const t = visit.t.rights.journal;
  return [
    { label: t.when, cell: ({ at }) => `${formatDate(at)} ${at.slice(11, 16)}` },
    {
      label: t.who,
      cell: (event) => (
        <>
          {tell.actor(event)}
          {event.actingFor && <span class="soft"> {t.actingFor(event.actingFor)}</span>}
        </>
      ),
    },
    { label: t.what, rowHeader: true, cell: (event) => tell.action(event) },
    { label: t.about, cell: (event) => <About tell={tell} event={event} /> },
    ...(several ? [{ label: t.institution, cell: (event: JournalEvent) => event.organisationName }] : []),
    { label: t.details, cell: (event) => <Details visit={visit} tell={tell} event={event} /> },
  ];
}

const About = ({ tell, event }: { tell: Teller; event: JournalEvent }) => {
  const about = tell.about(event);
  if (event.documentId) return <a href={`/document/${event.documentId}`}>{about}</a>;
  return event.subjectPersonId ? <a href={personAddress(event.subjectPersonId)}>{about}</a> : <>{about}</>;
};

const Details = ({ visit, tell, event }: { visit: ActorVisit; tell: Teller; event: JournalEvent }) => {
  const t = visit.t.rights.journal;
  const lines = [
    ...(event.reason ? [`${t.reason}: ${event.reason}`] : []),
    ...tell.facts(event.before).map((fact) => `${t.before} · ${fact}`),
    ...tell.facts(event.after).map((fact) => `${t.after} · ${fact}`),
    ...(event.restsOn ? [`${t.restsOn} ${event.restsOn}`] : []),
  ];
  return lines.length === 0 ? null : (
    <details>
      <summary>{t.details}</summary>
      <ul class="plain-list">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </details>
  );
};
