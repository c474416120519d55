import type { PropsWithChildren } from 'hono/jsx';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { manyAddress, manyPickAddress } from '#apps/rights/pages/addresses.ts';
import { manyPage } from '#apps/rights/pages/give-many/frame.tsx';
import { manyParameters, manyWishAddress, type ManyWish } from '#apps/rights/pages/give-many/wish.ts';
import { relationOf } from '#apps/rights/pages/grant-rows.tsx';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { InstitutionPicker } from '#apps/rights/pages/institutions.tsx';
import { PeoplePager } from '#apps/rights/pages/people-list.tsx';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { givingToMany } from '#apps/rights/queries/giving-to-many.ts';
import type { InstitutionPage } from '#apps/rights/queries/institutions.ts';
import { peopleOfInstitution, type PeopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import type { PersonWithGrants } from '#apps/rights/queries/people-with-grants.ts';
import type { RelatedPerson } from '#apps/rights/queries/relations.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Folded } from '#ui/components/folded.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

/** The institution whose people are shown: by number or name, from those within scope. */
export function institutionStep(visit: ActorVisit, wish: ManyWish, page: InstitutionPage): PageContent {
  const t = visit.t.rights;
  return manyPage(
    visit,
    { step: 1, wish, chosen: {} },
    <Section title={t.many.institution} id="instelling">
      {page.stepsIn && <p>{t.start.stepsIn}</p>}
      <InstitutionPicker
        visit={visit}
        page={page}
        action={manyAddress}
        hrefOf={(organisationId) => manyWishAddress({ organisationId }, 1)}
      />
    </Section>,
  );
}

/** Related people with a plus, and below them who was picked, with a minus (RI-4, 003). */
export async function peopleStep(visit: ActorVisit, wish: ManyWish, organisationId: number): Promise<PageContent> {
  const t = visit.t.rights;
  const question = questionOf(visit, 'related', formatOrganisationCode(organisationId));
  const found = await ask(peopleOfInstitution, visit, question);
  const { selection } = wish;
  const { people } = await ask(givingToMany, visit, { organisationId, ...(selection && { selection }) });
  const chosen = { organisation: organisationLabel(found.organisation), people: people.length };
  const keep = manyParameters({ organisationId, selection }, 1).map(([name, value]) => ({ name, value }));
  return manyPage(
    visit,
    { step: 1, wish: { ...wish, organisationId }, chosen },
    <>
      {visit.url.searchParams.get('gedaan') === 'toegekend' && <Done visit={visit} />}
      <Section title={t.many.related} id="personen">
        <p>{t.give.personHint}</p>
        <SearchBox
          t={visit.t.ui}
          action={manyAddress}
          label={t.people.search}
          id="zoek-persoon"
          value={question.text}
          keep={keep}
        />
        {found.people.length === 0 ? (
          <EmptyState title={t.people.noneTitle} suggestions={t.people.none} />
        ) : (
          <Related visit={visit} wish={wish} found={found} picked={people} />
        )}
      </Section>
      <Picked visit={visit} wish={{ ...wish, organisationId }} people={people} />
    </>,
  );
}

const Done = ({ visit }: { visit: ActorVisit }) => (
  <Notice t={visit.t.ui} kind="success" live>
    {visit.t.rights.done.grantedQuietly}
  </Notice>
);

interface RelatedProps {
  visit: ActorVisit;
  wish: ManyWish;
  found: PeopleOfInstitution;
  picked: readonly RelatedPerson[];
}

const Related = ({ visit, wish, found, picked }: RelatedProps) => {
  const t = visit.t.rights;
  const ids = new Set(picked.map((person) => person.personId));
  const columns: Column<PersonWithGrants>[] = [
    { label: t.people.person, rowHeader: true, cell: personLabel },
    { label: t.people.relation, cell: (person) => relationOf(person, visit.t) },
    {
      label: t.people.right,
      cell: (person) => person.grants.map((grant) => grant.entitlementName).join(', ') || t.people.noRights,
    },
    {
      label: t.people.actions,
      cell: (person) =>
        ids.has(person.personId) ? (
          <span class="soft" id={pickedMark(person.personId)} tabindex={-1}>
            {t.many.isPicked}
          </span>
        ) : (
          <Sign name="plus" value={person.personId} sign="+" words={t.many.plus(personLabel(person))} />
        ),
    },
  ];
  return (
    <PickForm visit={visit} wish={{ ...wish, organisationId: found.organisation.id }}>
      <DataTable caption={t.people.count(found.total)} columns={columns} rows={found.people} />
      <Buttons>
        <Button name="alle" value="ja">
          {t.many.plusAll(found.total)}
        </Button>
      </Buttons>
      <PeoplePager visit={visit} found={found} />
    </PickForm>
  );
};

/** Every button in it changes who is picked and comes back to the same list. */
const PickForm = ({ visit, wish, children }: PropsWithChildren<{ visit: ActorVisit; wish: ManyWish }>) => (
  <form method="post" action={manyPickAddress}>
    {[...manyParameters(wish, 1), ...listParameters(visit)].map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
);

/** Where the list goes on for who came by keyboard, after the plus of this person. */
export const pickedMark = (personId: string): string => `gekozen-${personId}`;

/** Where in the list somebody was. */
function listParameters(visit: ActorVisit): [string, string][] {
  return ['q', 'na', 'voor'].flatMap((name): [string, string][] => {
    const value = visit.url.searchParams.get(name);
    return value ? [[name, value]] : [];
  });
}

const Sign = ({ name, value, sign, words }: { name: string; value: string; sign: string; words: string }) => (
  <button class="button plain sign" type="submit" name={name} value={value}>
    <span aria-hidden="true">{sign}</span>
    <span class="hidden-text">{words}</span>
  </button>
);

/** Geselecteerde gebruikers, with the columns of source 003. */
const Picked = ({ visit, wish, people }: { visit: ActorVisit; wish: ManyWish; people: readonly RelatedPerson[] }) => {
  const t = visit.t.rights.many;
  const first = (person: RelatedPerson) => person.relations[0];
  const count = visit.t.rights.people.count(people.length);
  const columns: Column<RelatedPerson>[] = [
    { label: t.givenName, cell: (person) => person.givenName },
    { label: t.familyName, rowHeader: true, cell: (person) => person.familyName },
    { label: t.number, cell: (person) => formatOrganisationCode(first(person)?.organisationId ?? 0) },
    { label: t.category, cell: (person) => first(person)?.category },
    { label: t.status, cell: () => t.active },
    { label: visit.t.rights.give.from, cell: (person) => dayOf(first(person)?.from, t.open) },
    { label: visit.t.rights.give.until, cell: (person) => dayOf(first(person)?.until, t.open) },
    {
      label: visit.t.rights.people.actions,
      cell: (person) => <Sign name="min" value={person.personId} sign="−" words={t.minus(personLabel(person))} />,
    },
  ];
  return (
    <Section title={t.picked} id="gekozen">
      {people.length === 0 ? (
        <p>{t.nobodyPicked}</p>
      ) : (
        <>
          <Buttons>
            <ButtonLink kind="main" href={manyWishAddress(wish, 2)}>
              {t.giveRight}
            </ButtonLink>
          </Buttons>
          <Folded summary={count} count={people.length}>
            <PickForm visit={visit} wish={wish}>
              <DataTable caption={count} columns={columns} rows={people} />
            </PickForm>
          </Folded>
        </>
      )}
    </Section>
  );
};

const dayOf = (day: string | null | undefined, open: string): string => (day ? formatDate(day) : open);
