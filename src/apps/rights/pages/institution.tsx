import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import {
  automaticAddress,
  base,
  giveAddress,
  institutionAddress,
  institutionsAddress,
  withQuery,
} from '#apps/rights/pages/addresses.ts';
import { Choosing } from '#apps/rights/pages/chosen/choosing.tsx';
import { choosingForm, KeptElsewhere, readKept, searching } from '#apps/rights/pages/chosen/kept.tsx';
import { doneNotice } from '#apps/rights/pages/done.tsx';
import { choosableIn, grantColumns, rowsOf } from '#apps/rights/pages/grant-rows.tsx';
import { peopleKeys, peoplePages } from '#apps/rights/pages/people-list.tsx';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { peopleOfInstitution, type PeopleQuestion } from '#apps/rights/queries/people-of-institution.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox, SearchWithin } from '#ui/components/inputs.tsx';
import { ListOrder } from '#ui/components/list-order.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** The people of one institution and their rights there (RI-8). */
export async function institutionPage(visit: ActorVisit): Promise<PageContent> {
  const question = questionOf(visit, 'access');
  const found = await ask(peopleOfInstitution, visit, question);
  const t = visit.t.rights;
  const number = formatOrganisationCode(found.organisation.id);
  const kept = await readKept(visit);
  const shown = choosableIn(visit, found);
  return {
    title: organisationLabel(found.organisation),
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.start.institutions} href={institutionsAddress} />
        <PageHeading
          title={organisationLabel(found.organisation)}
          lead={t.people.lead}
          action={
            <ButtonLink kind="main" href={withQuery(giveAddress, { instelling: number })}>
              {t.give.title}
            </ButtonLink>
          }
        />
        {await doneNotice(visit)}
        {managedOrganisations(visit.actor).includes(found.organisation.id) && (
          <p>
            <a href={automaticAddress(found.organisation.id)}>{t.automatic.title}</a>
          </p>
        )}
        <PeopleTools visit={visit} question={question} chooses={shown.length > 0} />
        {found.people.length === 0 ? (
          <>
            <KeptElsewhere visit={visit} kept={kept} shown={[]} />
            <EmptyState title={t.people.noneTitle} suggestions={t.people.none} />
          </>
        ) : (
          <Choosing visit={visit} any={shown.length > 0} kept={kept} shown={shown} pages={peoplePages(visit, found)}>
            <DataTable
              caption={t.people.count(found.total)}
              columns={grantColumns(visit, number, found, kept)}
              rows={rowsOf(found.people)}
            />
          </Choosing>
        )}
      </>
    ),
  };
}

/** What an address asks of a list of people; the number in it compares as an integer (R19). */
export function questionOf(
  visit: ActorVisit,
  circle: PeopleQuestion['circle'],
  code = visit.params.nummer,
): PeopleQuestion {
  const organisationId = parseOrganisationCode(code ?? '');
  if (organisationId === undefined) throw new NotFound();
  return { organisationId, circle, ...peopleKeys(visit) };
}

interface ToolsProps {
  visit: ActorVisit;
  question: PeopleQuestion;
  /** There are boxes, whose form a search sends along. */
  chooses: boolean;
}

const PeopleTools = ({ visit, question, chooses }: ToolsProps) => {
  const t = visit.t.rights.people;
  const action = institutionAddress(question.organisationId);
  const keuze = visit.url.searchParams.get('keuze');
  const chosen = keuze ? [{ name: 'keuze', value: keuze }] : [];
  const line = { t: visit.t.ui, label: t.search, id: 'zoek-persoon', value: question.text };
  const order = question.order === 'ending' ? 'einde' : 'naam';
  return (
    <>
      {chooses ? (
        <SearchWithin {...line} form={choosingForm} naar={searching} />
      ) : (
        <SearchBox {...line} action={action} keep={[{ name: 'sorteer', value: order }, ...chosen]} />
      )}
      <ListOrder
        t={visit.t.ui}
        action={action}
        label={t.order}
        name="sorteer"
        value={order}
        options={[
          { value: 'naam', label: t.byName },
          { value: 'einde', label: t.byEnding },
        ]}
        keep={[...(question.text ? [{ name: 'q', value: question.text }] : []), ...chosen]}
      />
    </>
  );
};
