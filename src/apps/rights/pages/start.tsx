import { organisationsWith } from '#access/actor.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { whoAddress } from '#access/who-addresses.ts';
import {
  accessAddress,
  base,
  catalogueAddress,
  giveAddress,
  endingAddress,
  formerAddress,
  institutionsAddress,
  invitationsAddress,
  journalAddress,
  listsAddress,
  manyAddress,
  peopleAddress,
  registerAddress,
  reviewsAddress,
  removeAddress,
  tasksAddress,
} from '#apps/rights/pages/addresses.ts';
import { listDelegations, listTargetGroups } from '#apps/rights/queries/catalogue.ts';
import { countEnding, warningDays } from '#apps/rights/queries/ending.ts';
import { addDays } from '#apps/rights/period.ts';
import { countTasks, isTold } from '#apps/rights/queries/requests.ts';
import { countPeopleOf, managedOrganisations, stepsIn } from '#apps/rights/queries/scope.ts';
import { secondPersonAddress } from '#apps/themes/index.ts';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { Tile, Tiles } from '#ui/components/tile.tsx';

interface TilePart {
  title: string;
  href: string;
  facts: string[];
}

/** Start of Gebruikersbeheer: a tile for everything that this actor can do here (rights 7.3). */
export async function startPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.rights;
  const managed = managedOrganisations(visit.actor);
  return {
    title: t.name,
    tab: base,
    children: (
      <>
        <PageHeading title={t.name} lead={t.start.lead} />
        {visit.url.searchParams.get('gedaan') === 'toegekend' && (
          <Notice t={visit.t.ui} kind="success" live>
            {t.done.grantedQuietly}
          </Notice>
        )}
        {managed.length > 0 && (
          <SearchBox t={visit.t.ui} action={peopleAddress} label={t.start.findPerson} id="zoek-persoon" />
        )}
        <Section title={t.start.manage} id="beheren">
          <TileList label={t.start.manage} tiles={await manageTiles(visit, managed)} />
        </Section>
        <Section title={t.start.consult} id="raadplegen">
          <TileList label={t.start.consult} tiles={await catalogueTiles(visit)} />
        </Section>
      </>
    ),
  };
}

const TileList = ({ label, tiles }: { label: string; tiles: readonly TilePart[] }) => (
  <Tiles label={label}>
    {tiles.map((tile) => (
      <Tile {...tile} />
    ))}
  </Tiles>
);

async function manageTiles(visit: ActorVisit, managed: readonly number[]): Promise<TilePart[]> {
  const t = visit.t.rights.start.tiles;
  const waiting = isTold(visit.actor) ? visit.tasks : await countTasks(visit.db, visit.actor);
  const tasks = {
    title: visit.t.rights.tasks.title,
    href: tasksAddress,
    facts: [visit.t.rights.tasks.waiting(waiting)],
  };
  const give = { title: t.give, href: giveAddress, facts: [t.giveHint] };
  const helps = stepsIn(visit.actor, await listDelegations(visit.db));
  if (managed.length === 0)
    return helps
      ? [tasks, give, { title: visit.t.rights.start.stepsInTitle, href: institutionsAddress, facts: [t.stepsInHint] }]
      : [];
  const { rule } = visit.t.themes.secondPerson;
  const secondPerson = organisationsWith(visit.actor, ['portal-admin', 'head-local-admin']).length > 0;
  const ending = await countEnding(visit.db, managed, addDays(visit.actor.today, warningDays));
  return [
    { title: visit.t.rights.access.tile, href: accessAddress, facts: [visit.t.rights.access.tileHint] },
    tasks,
    give,
    { title: t.register, href: registerAddress, facts: [t.registerHint] },
    { title: visit.t.rights.invitations.tile, href: invitationsAddress, facts: [visit.t.rights.invitations.tileHint] },
    { title: t.many, href: manyAddress, facts: [t.manyHint] },
    { title: visit.t.rights.lists.tile, href: listsAddress, facts: [visit.t.rights.lists.tileHint] },
    { title: visit.t.rights.ending.title, href: endingAddress, facts: [visit.t.rights.ending.count(ending)] },
    { title: visit.t.rights.reviews.title, href: reviewsAddress, facts: [visit.t.rights.reviews.tile] },
    { title: t.people, href: peopleAddress, facts: [t.peopleCount(await countPeopleOf(visit.db, managed))] },
    { title: t.former, href: formerAddress, facts: [t.formerHint] },
    { title: t.remove, href: removeAddress, facts: [t.removeHint] },
    { title: t.institutions, href: institutionsAddress, facts: [t.institutionsCount(managed.length)] },
    ...(secondPerson ? [{ title: rule, href: secondPersonAddress, facts: [t.secondPersonHint] }] : []),
    { title: visit.t.rights.journal.title, href: journalAddress, facts: [t.journalHint] },
    ...(visit.actor.reach.institutions.length > 0 ? [{ title: t.who, href: whoAddress(), facts: [t.whoHint] }] : []),
  ];
}

/** Gebruikersrechten per doelgroep (RI-9): one tile for each target group that has rights. */
async function catalogueTiles(visit: ActorVisit): Promise<TilePart[]> {
  const t = visit.t.rights.start.tiles;
  const groups = await listTargetGroups(visit.db);
  return groups
    .filter((group) => group.rights > 0)
    .map((group) => ({
      title: group.name,
      href: `${catalogueAddress}#doelgroep-${group.code.toLowerCase()}`,
      facts: [t.rightsCount(group.rights)],
    }));
}
