import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { pick } from '#apps/rights/commands/pick.ts';
import {
  base,
  endRelationsAddress,
  removeAddress,
  removePickAddress,
  withQuery,
} from '#apps/rights/pages/addresses.ts';
import {
  askedPage,
  choosingForm,
  chosenSoFar,
  KeptElsewhere,
  KeptFields,
  readKept,
  searching,
} from '#apps/rights/pages/chosen/kept.tsx';
import { cameFrom, withChoice, withDone, withoutChoice } from '#apps/rights/pages/chosen/way-back.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { relationOf } from '#apps/rights/pages/grant-rows.tsx';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { InstitutionPicker, searchOf } from '#apps/rights/pages/institutions.tsx';
import { peoplePages } from '#apps/rights/pages/people-list.tsx';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { findInstitutions } from '#apps/rights/queries/institutions.ts';
import { peopleOfInstitution, type PeopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import type { PersonWithGrants } from '#apps/rights/queries/people-with-grants.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { SearchBox, SearchWithin } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { Pager } from '#ui/components/pager.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** Verwijder meerdere personen (RI-7): the people of one institution, to be ticked. */
export async function removePage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights.relations.remove;
  const code = await codeOf(visit);
  return {
    title: t.title,
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href={base} />
        <PageHeading title={t.title} lead={t.lead} />
        {visit.url.searchParams.get('gedaan') === 'niets-gekozen' && (
          <Notice t={visit.t.ui} kind="warning" live>
            {t.nothingChosen}
          </Notice>
        )}
        {code === null ? await institutions(visit) : await people(visit, code)}
      </>
    ),
  };
}

/** What was ticked goes on to the page that says what ends with it. */
export async function sendRemoval(visit: FormVisit): Promise<Response> {
  const form = textsOf(visit.form);
  const items = await chosenSoFar(visit, form, 'band');
  const from = cameFrom(form.get('terug')) ?? removeAddress;
  const other = askedPage(form);
  if (items.length === 0) return seeOther(other ? withoutChoice(other) : withDone(from, { gedaan: 'niets-gekozen' }));
  const keuze = await perform(pick, visit, { items });
  return seeOther(
    other ? withChoice(other, keuze) : withQuery(endRelationsAddress, { keuze, terug: withChoice(from, keuze) }),
  );
}

/** The institution of the address, or the only one there is. */
async function codeOf(visit: ActorVisit): Promise<string | null> {
  const asked = parseOrganisationCode(visit.url.searchParams.get('instelling') ?? '');
  if (asked !== undefined) return formatOrganisationCode(asked);
  const [only, second] = (await found(visit)).institutions;
  return only && !second && searchOf(visit).text === '' ? formatOrganisationCode(only.id) : null;
}

const found = async (visit: ActorVisit) =>
  findInstitutions(visit.db, visit.actor, await listDelegations(visit.db), searchOf(visit));

async function institutions(visit: ActorVisit) {
  return (
    <InstitutionPicker
      visit={visit}
      page={await found(visit)}
      action={removeAddress}
      hrefOf={(id) => withQuery(removeAddress, { instelling: formatOrganisationCode(id) })}
    />
  );
}

async function people(visit: ActorVisit, code: string) {
  const t = visit.t.rights;
  const question = questionOf(visit, 'access', code);
  const page = await ask(peopleOfInstitution, visit, question);
  const kept = await readKept(visit);
  const keuze = visit.url.searchParams.get('keuze') ?? '';
  const line = { t: visit.t.ui, label: t.people.search, id: 'zoek-persoon', value: question.text };
  return (
    <>
      <h2>{organisationLabel(page.organisation)}</h2>
      {page.people.length === 0 ? (
        <>
          <SearchBox
            {...line}
            action={removeAddress}
            keep={[
              { name: 'instelling', value: code },
              { name: 'keuze', value: keuze },
            ]}
          />
          <KeptElsewhere visit={visit} kept={kept} shown={[]} />
          <EmptyState title={t.people.noneTitle} suggestions={t.people.none} />
        </>
      ) : (
        <PostForm t={visit.t.ui} action={removePickAddress} id={choosingForm}>
          <input type="hidden" name="instelling" value={code} />
          <SearchWithin {...line} form={choosingForm} naar={searching} />
          <KeptFields
            visit={visit}
            kept={kept}
            shown={page.people.flatMap((person) => relationAt(person, page)?.id ?? [])}
          />
          <choose-all label={t.change.chooseAll}>
            <DataTable caption={t.people.count(page.total)} columns={columnsOf(visit, page, kept)} rows={page.people} />
            <Buttons>
              <Button kind="main">{t.relations.remove.next}</Button>
            </Buttons>
          </choose-all>
          <Pager t={visit.t.ui} {...peoplePages(visit, page)} sends />
        </PostForm>
      )}
    </>
  );
}

const relationAt = (person: PersonWithGrants, { organisation }: PeopleOfInstitution) =>
  person.relations.find((one) => one.organisationId === organisation.id);

function columnsOf(
  visit: ActorVisit,
  page: PeopleOfInstitution,
  kept: ReadonlySet<string>,
): Column<PersonWithGrants>[] {
  const t = visit.t.rights;
  return [
    {
      label: t.change.choose,
      cell: (person) => {
        const relation = relationAt(person, page);
        const label = t.relations.remove.choose(personLabel(person));
        return (
          relation && (
            <input
              type="checkbox"
              name="band"
              value={relation.id}
              checked={kept.has(relation.id)}
              aria-label={label}
              autocomplete="off"
            />
          )
        );
      },
    },
    { label: t.people.person, rowHeader: true, cell: (person) => personLabel(person) },
    { label: t.people.relation, cell: (person) => relationOf(person, visit.t) },
    {
      label: t.people.right,
      cell: (person) => person.grants.map((grant) => grant.entitlementName).join(', ') || t.people.noRights,
    },
  ];
}
