import { Forbidden, NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import type { ActorVisit, FormVisit, PageContent } from '#access/visit.ts';
import { readNumbers } from '#apps/emergency-numbers/commands/read-numbers.ts';
import { readInput } from '#apps/emergency-numbers/inputs.ts';
import { longest, type SealedNumber } from '#apps/emergency-numbers/model.ts';
import { usableOf } from '#apps/emergency-numbers/pages/numbers.tsx';
import { readAddress, readInstitutionAddress } from '#apps/emergency-numbers/pages/place.ts';
import { writePhone } from '#apps/emergency-numbers/phone.ts';
import { mayRead, readsNumbers } from '#apps/emergency-numbers/rule.ts';
import { formatInstitutionNumber, isAdministration, parseInstitutionNumber } from '#directory/institution-number.ts';
import { findOrganisation, searchOrganisations, type Organisation } from '#directory/organisations.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { SearchBox, TextArea, TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

const mostFound = 25;

/** The team looks up a school or centre; whether it has numbers is told only after saying why. */
export async function searchPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.emergencyNumbers.team;
  const text = (visit.url.searchParams.get('q') ?? '').trim().slice(0, 200);
  const { organisations } =
    text === '' ? { organisations: [] } : await searchOrganisations(visit.db, { text, limit: mostFound });
  const found = organisations.filter(({ id }) => !isAdministration(id));
  return {
    title: t.name,
    tab: readAddress,
    children: (
      <>
        <PageHeading title={t.name} lead={t.lead} />
        <SearchBox t={visit.t.ui} action={readAddress} label={t.search} id="zoek-instelling" value={text} />
        {text !== '' && found.length === 0 && <EmptyState title={t.noneFound} suggestions={[t.noneFoundHint]} />}
        {found.length > 0 && <FoundTable visit={visit} found={found} />}
      </>
    ),
  };
}

const FoundTable = ({ visit, found }: { visit: ActorVisit; found: readonly Organisation[] }) => {
  const t = visit.t.emergencyNumbers;
  return (
    <DataTable
      caption={t.team.found}
      captionHidden
      rows={found}
      columns={[
        { label: t.number, cell: (row) => formatInstitutionNumber(row.id) },
        {
          label: t.institution,
          rowHeader: true,
          cell: (row) => <a href={readInstitutionAddress(row.id)}>{row.name}</a>,
        },
        { label: t.team.municipality, cell: (row) => row.municipality ?? '' },
      ]}
    />
  );
};

/** Asks for which case and why, before anything is shown. */
export async function purposePage(visit: ActorVisit): Promise<PageContent> {
  return showPurpose(visit, await institutionOf(visit), { caseNumber: '', purpose: '', faults: [] });
}

/** Notes the reading and shows the numbers, once, in this answer. */
export async function sendPurpose(visit: FormVisit): Promise<PageContent> {
  const organisation = await institutionOf(visit);
  const text = (name: string): string =>
    String(visit.form.get(name) ?? '')
      .trim()
      .slice(0, 2000);
  const typed = { caseNumber: text('dossier'), purpose: text('reden') };
  const faults = faultsOf(typed, visit);
  if (faults.length > 0) return showPurpose(visit, organisation, { ...typed, faults });
  const numbers = await perform(readNumbers, visit, { institutionId: organisation.id, ...typed });
  return showNumbers(visit, organisation, numbers);
}

interface TypedPurpose {
  caseNumber: string;
  purpose: string;
}

function faultsOf(typed: TypedPurpose, visit: ActorVisit): FieldFault[] {
  const t = visit.t.emergencyNumbers.team.errors;
  const { caseNumber, purpose } = readInput.shape;
  return [
    ...(caseNumber.safeParse(typed.caseNumber).success ? [] : [{ field: 'dossier', message: t.caseNumber }]),
    ...(purpose.safeParse(typed.purpose).success ? [] : [{ field: 'reden', message: t.purpose }]),
  ];
}

function showPurpose(
  visit: ActorVisit,
  organisation: Organisation,
  { caseNumber, purpose, faults }: TypedPurpose & { faults: readonly FieldFault[] },
): PageContent {
  const t = visit.t.emergencyNumbers.team;
  const of = (name: string) => ({ t: visit.t.ui, name, error: faults.find((fault) => fault.field === name)?.message });
  return {
    title: organisation.name,
    tab: readAddress,
    ...(faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.name} href={readAddress} />
        <PageHeading title={`${formatInstitutionNumber(organisation.id)} ${organisation.name}`} lead={t.why} />
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <PostForm t={visit.t.ui} action={readInstitutionAddress(organisation.id)}>
          <TextInput
            {...of('dossier')}
            label={t.caseNumber}
            width="medium"
            value={caseNumber}
            maxlength={longest.caseNumber}
          />
          <TextArea
            {...of('reden')}
            label={t.purpose}
            hint={t.purposeHint}
            rows={3}
            value={purpose}
            maxlength={longest.purpose}
          />
          <Buttons>
            <Button kind="main">{t.show}</Button>
            <ButtonLink kind="quiet" href={readAddress}>
              {t.back}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}

function showNumbers(visit: ActorVisit, organisation: Organisation, numbers: readonly SealedNumber[]): PageContent {
  const t = visit.t.emergencyNumbers;
  const phones = numbers.map((number) => ({ ...number, phone: visit.services.sealer.open(number.sealed) }));
  return {
    title: organisation.name,
    tab: readAddress,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.team.name} href={readAddress} />
        <PageHeading title={`${formatInstitutionNumber(organisation.id)} ${organisation.name}`} />
        <Notice t={visit.t.ui} kind="info" live>
          {t.team.noted}
        </Notice>
        {phones.length === 0 ? (
          <EmptyState title={t.team.none} suggestions={[t.team.noneHint]} />
        ) : (
          <DataTable
            caption={t.registered}
            rows={phones}
            columns={[
              { label: t.order, numeric: true, cell: (row) => String(row.callOrder) },
              { label: t.label, rowHeader: true, cell: (row) => row.label },
              { label: t.phone, cell: (row) => <a href={`tel:${row.phone}`}>{writePhone(row.phone)}</a> },
              { label: t.usable, cell: (row) => usableOf(visit, row) },
              { label: t.confirmed, cell: (row) => formatDate(row.confirmedOn) },
            ]}
          />
        )}
      </>
    ),
  };
}

async function institutionOf(visit: ActorVisit): Promise<Organisation> {
  if (mayRead(visit.actor).verdict !== 'allowed') throw new Forbidden(readsNumbers);
  const id = parseInstitutionNumber(visit.params['nummer'] ?? '');
  const organisation = id === undefined ? undefined : await findOrganisation(visit.db, id);
  if (!organisation) throw new NotFound();
  return organisation;
}
