import { NotFound } from '#access/refusals.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { personAddress } from '#apps/rights/index.ts';
import { isId } from '#platform/ids.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';
import { listAccessOn, type AccessOn } from '#web/who/access-on.ts';
import { whoPersonAddress } from '#access/who-addresses.ts';
import { readAsked } from '#web/who/asked.ts';
import { Choice } from '#web/who/choice.tsx';
import { listThings, thingLabel, waysToThing, type Thing } from '#web/who/things.ts';
import { TellWays } from '#web/who/told.tsx';
import type { Ways } from '#web/who/ways.ts';
import { readNames } from '#web/why/explain.ts';

/** Wat kan deze persoon openen? Every theme and application of an institution on a day, and by which path. */
export async function whoPersonPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.web.who;
  const personId = visit.params['id'] ?? '';
  if (!isId(personId)) throw new NotFound();
  const asked = await readAsked(visit);
  const { institution, day } = asked;
  const person = await findPerson(visit, personId);
  const [access] = await listAccessOn(visit.db, { institutionIds: [institution.id], day, personId });
  const opened = access ? openedBy(access, await listThings(visit, institution.id)) : [];
  const names = await readNames(visit.db, visit.t);
  return {
    title: t.personTitle(person),
    tab: '/gebruikersbeheer',
    children: (
      <>
        <BackLink t={visit.t.ui} label={person} href={personAddress(personId)} />
        <PageHeading title={t.personTitle(person)} lead={t.personIntro} />
        <Choice visit={visit} action={whoPersonAddress(personId)} asked={asked} />
        <Section title={`${institution.name}, ${formatDate(day)}`} id="antwoord">
          {day < visit.actor.today && <p class="hint">{t.pastNote}</p>}
          {opened.length === 0 ? (
            <EmptyState title={t.nothing} suggestions={[t.nothingHint]} />
          ) : (
            <DataTable<Opened>
              caption={t.things(opened.length)}
              columns={[
                { label: t.what, rowHeader: true, cell: ({ thing }) => thingLabel(visit, thing) },
                { label: t.by, cell: ({ ways }) => <TellWays visit={visit} names={names} ways={ways} /> },
              ]}
              rows={opened}
            />
          )}
        </Section>
      </>
    ),
  };
}

interface Opened {
  thing: Thing;
  ways: Ways;
}

function openedBy(access: AccessOn, things: readonly Thing[]): Opened[] {
  return things.flatMap((thing) => {
    const ways = waysToThing(thing, access);
    return ways ? [{ thing, ways }] : [];
  });
}

/** Somebody in sight of the actor; row-level security hides everybody else (R7). */
async function findPerson(visit: ActorVisit, personId: string): Promise<string> {
  const found = await visit.db
    .selectFrom('persons')
    .select(['given_name', 'family_name'])
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return `${found.given_name} ${found.family_name}`;
}
