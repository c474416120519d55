import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { whoPersonAddress } from '#access/who-addresses.ts';
import {
  accessAddress,
  base,
  endRelationsAddress,
  giveAddress,
  handoverAddress,
  deputyAddress,
  institutionAddress,
  journalAddress,
  peopleAddress,
  prolongRelationAddress,
  relationAddress,
  withQuery,
} from '#apps/rights/pages/addresses.ts';
import { Choosing, chooseColumn } from '#apps/rights/pages/chosen/choosing.tsx';
import { GrantActions } from '#apps/rights/pages/chosen/grant-actions.tsx';
import { DeputyshipsOf } from '#apps/rights/pages/deputies/deputyships.tsx';
import { doneNotice } from '#apps/rights/pages/done.tsx';
import { canHandOver } from '#apps/rights/pages/handover/nothing.tsx';
import { listPresentDeputyships } from '#apps/rights/deputies/queries.ts';
import { organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { canManage } from '#apps/rights/policy.ts';
import type { GrantWithStory, RelationOfPerson } from '#apps/rights/queries/person.ts';
import { personPage, type PersonPage } from '#apps/rights/queries/person-page.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** One person: the relations, and every right per organisation with its period, cause and who gave it; ended ones too (RI-7). */
export async function showPerson(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights;
  const personId = visit.params.id ?? '';
  if (!isId(personId)) throw new NotFound();
  const found = await ask(personPage, visit, { personId });
  const { person } = found;
  const you = person.id === visit.actor.personId;
  const deputyships = await listPresentDeputyships(visit.db, { personId, today: visit.actor.today });
  const places = placesOf(found).map((place) => <Place visit={visit} found={found} place={place} />);
  return {
    title: personLabel(person),
    tab: base,
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.persons.title} href={peopleAddress} />
        <PageHeading title={personLabel(person)} lead={you ? t.person.isYou : (person.email ?? t.person.noEmail)} />
        {await doneNotice(visit)}
        {visit.actor.reach.institutions.length > 0 && (
          <p>
            <a href={whoPersonAddress(person.id)}>{t.person.whatCan}</a>
          </p>
        )}
        <p>
          <a href={withQuery(journalAddress, { persoon: person.id })}>{t.journal.ofPerson}</a>
        </p>
        <DeputyshipsOf visit={visit} personId={personId} deputyships={deputyships} />
        <Relations visit={visit} found={found} />
        <Choosing visit={visit} any={canChooseSeveral(visit, found)}>
          {places}
        </Choosing>
      </>
    ),
  };
}

/** One right has its own links; boxes and buttons are for several. */
const canChooseSeveral = (visit: ActorVisit, { grants, delegations }: PersonPage): boolean =>
  grants.filter((grant) => !isPast(grant) && canManage(visit.actor, grant, delegations)).length > 1;

const Relations = ({ visit, found }: { visit: ActorVisit; found: PersonPage }) => {
  const { relations, person } = found;
  const t = visit.t.rights.person;
  const columns: Column<RelationOfPerson>[] = [
    {
      label: t.organisation,
      rowHeader: true,
      cell: (one) => organisationLabel({ id: one.organisationId, name: one.organisationName }),
    },
    { label: t.category, cell: (one) => one.category },
    { label: t.period, cell: (one) => periodOf(visit, one) },
    { label: t.state, cell: (one) => relationState(visit, one) },
    {
      label: visit.t.rights.people.actions,
      cell: (one) => <RelationActions visit={visit} found={found} relation={one} />,
    },
  ];
  return (
    <Section title={t.relations} id="banden">
      {relations.length === 0 ? (
        <p>{t.noRelations}</p>
      ) : (
        <DataTable caption={t.relations} captionHidden columns={columns} rows={relations} />
      )}
      <Buttons>
        <ButtonLink href={relationAddress(person.id)}>{visit.t.rights.register.addRelation}</ButtonLink>
      </Buttons>
    </Section>
  );
};

/** What can be done with a relation with one of my institutions, while it has not ended. */
const RelationActions = (props: { visit: ActorVisit; found: PersonPage; relation: RelationOfPerson }) => {
  const { visit, found, relation } = props;
  const t = visit.t.rights.people;
  const isOver = relation.until !== null && relation.until < visit.actor.today;
  if (isOver || !found.managed.includes(relation.organisationId)) return null;
  const about = <span class="hidden-text"> {visit.t.rights.relations.relationWith(relation.organisationName)}</span>;
  return (
    <>
      {relation.until !== null && (
        <>
          <a href={withQuery(prolongRelationAddress, { band: relation.id })}>
            {t.prolong}
            {about}
          </a>
          {' · '}
        </>
      )}
      <a href={withQuery(endRelationsAddress, { band: relation.id })}>
        {t.end}
        {about}
      </a>
    </>
  );
};

interface PlaceOfPerson {
  id: number;
  name: string;
  /** A right can be given through a relation that runs. */
  related: boolean;
  current: GrantWithStory[];
  past: GrantWithStory[];
}

const isPast = ({ state }: GrantWithStory): boolean => state === 'ended' || state === 'withdrawn';

/** The organisations managed where the person is related or holds or held a right. */
function placesOf({ relations, grants, managed }: PersonPage): PlaceOfPerson[] {
  const running = relations.filter((one) => one.runs && managed.includes(one.organisationId));
  const names = new Map([...grants, ...running].map((one) => [one.organisationId, one.organisationName]));
  return [...names].map(([id, name]) => {
    const here = grants.filter((grant) => grant.organisationId === id);
    return {
      id,
      name,
      related: running.some((one) => one.organisationId === id),
      current: here.filter((grant) => !isPast(grant)),
      past: here.filter(isPast),
    };
  });
}

const Place = ({ visit, found, place }: { visit: ActorVisit; found: PersonPage; place: PlaceOfPerson }) => {
  const t = visit.t.rights.person;
  const number = formatOrganisationCode(place.id);
  const columns = grantColumns(visit, found);
  return (
    <Section title={t.rightsAt(organisationLabel(place))} id={`rechten-${number}`}>
      {place.current.length === 0 ? (
        <p>{t.noRights}</p>
      ) : (
        <DataTable caption={t.current} captionHidden columns={columns} rows={place.current} />
      )}
      <p>
        <a href={institutionAddress(place.id)}>{t.everybodyOf(place.name)}</a>
      </p>
      {(place.related || place.current.length > 0) && (
        <Buttons>
          {place.related && (
            <ButtonLink href={withQuery(accessAddress, { instelling: number, persoon: found.person.id })}>
              {visit.t.rights.access.title}
            </ButtonLink>
          )}
          {place.related && (
            <ButtonLink kind="quiet" href={withQuery(giveAddress, { instelling: number, persoon: found.person.id })}>
              {t.give}
            </ButtonLink>
          )}
          {place.current.some(({ cause, active }) => active && cause !== 'deputy') && (
            <ButtonLink kind="quiet" href={deputyAddress(found.person.id, { instelling: number })}>
              {visit.t.rights.deputies.action}
            </ButtonLink>
          )}
          {canHandOver(visit, found, place.id) && (
            <ButtonLink kind="quiet" href={handoverAddress(found.person.id, { instelling: number })}>
              {visit.t.rights.handover.action}
            </ButtonLink>
          )}
        </Buttons>
      )}
      {place.past.length > 0 && (
        <details>
          <summary>{t.past(place.past.length)}</summary>
          <DataTable caption={t.pastCaption} captionHidden columns={pastColumns(visit)} rows={place.past} />
        </details>
      )}
    </Section>
  );
};

function storyColumns(visit: ActorVisit): Column<GrantWithStory>[] {
  const t = visit.t.rights.person;
  return [
    { label: t.right, rowHeader: true, cell: (grant) => rightLabel(grant) },
    { label: t.period, cell: (grant) => periodOf(visit, grant) },
    { label: t.cause, cell: (grant) => causeOf(visit, grant) },
    { label: t.state, cell: (grant) => stateOf(visit, grant) },
  ];
}

function grantColumns(visit: ActorVisit, found: PersonPage): Column<GrantWithStory>[] {
  const t = visit.t.rights.people;
  const { person, delegations } = found;
  return [
    ...(canChooseSeveral(visit, found)
      ? [chooseColumn<GrantWithStory>(visit, { delegations }, (grant) => ({ grant, person }))]
      : []),
    ...storyColumns(visit),
    {
      label: t.actions,
      cell: (grant) => <GrantActions visit={visit} grant={grant} person={person} delegations={delegations} />,
    },
  ];
}

function pastColumns(visit: ActorVisit): Column<GrantWithStory>[] {
  return [...storyColumns(visit), { label: visit.t.rights.person.why, cell: (grant) => grant.withdrawnReason ?? '' }];
}

function periodOf(visit: ActorVisit, period: { from: string | null; until: string | null }): string {
  const t = visit.t.rights.person;
  if (period.from === null) return period.until === null ? t.always : t.untilOnly(formatDate(period.until));
  if (period.until === null) return t.since(formatDate(period.from));
  return visit.t.rights.people.from(formatDate(period.from), formatDate(period.until));
}

function causeOf(visit: ActorVisit, grant: GrantWithStory): string {
  const t = visit.t.rights.person;
  if (grant.cause !== 'manual') return visit.t.rights.people.causes[grant.cause];
  return t.givenBy(grant.givenBy ?? t.somebody, formatDate(grant.givenOn));
}

function stateOf(visit: ActorVisit, grant: GrantWithStory) {
  const t = visit.t.rights.person.states;
  switch (grant.state) {
    case 'active':
      return t.active;
    case 'idle':
      return <strong>{t.idle}</strong>;
    case 'later':
      return t.later(formatDate(grant.from));
    case 'ended':
      return t.ended(formatDate(grant.until));
    case 'withdrawn':
      return t.withdrawn(
        grant.withdrawnBy ?? visit.t.rights.person.system,
        formatDate(grant.withdrawnOn ?? grant.until),
      );
  }
}

function relationState(visit: ActorVisit, relation: RelationOfPerson): string {
  const t = visit.t.rights.person;
  if (relation.runs) return relation.until === visit.actor.today ? t.lastDayToday : t.runs;
  return relation.from !== null && relation.from > visit.actor.today ? t.notYet : t.over(relation.endedReason);
}
