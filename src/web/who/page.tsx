import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { openDocument, type DocumentDetails } from '#apps/library/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { Select } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';
import { listAccessOn, listReceiversOn, listThemeReadersOn, type AccessOn } from '#web/who/access-on.ts';
import { whoAddress, whoPersonAddress } from '#access/who-addresses.ts';
import { readAsked, type AskedPlace } from '#web/who/asked.ts';
import { Choice } from '#web/who/choice.tsx';
import { listThings, themeKey, thingLabel, waysToThing, type Thing } from '#web/who/things.ts';
import { TellWays } from '#web/who/told.tsx';
import type { Ways } from '#web/who/ways.ts';
import { readNames, type Names } from '#web/why/explain.ts';

/** Wie kan dit openen? Everybody who can open a theme, application or document of an institution on a day, and by which path. */
export async function whoPage(visit: ActorVisit): Promise<PageContent> {
  const t = visit.t.web.who;
  const asked = await readAsked(visit);
  const document = await findAskedDocument(visit, asked);
  const things = await listThings(visit, asked.institution.id);
  const thing = thingOf(visit, things, document);
  return {
    title: t.title,
    tab: '/gebruikersbeheer',
    children: (
      <>
        <BackLink t={visit.t.ui} label={visit.t.rights.name} href="/gebruikersbeheer" />
        <PageHeading title={t.title} lead={t.intro} />
        <Choice visit={visit} action={whoAddress()} asked={asked}>
          {document ? (
            <input type="hidden" name="document" value={document.id} />
          ) : (
            <Select
              t={visit.t.ui}
              name="wat"
              label={t.what}
              value={thing?.key}
              options={things.map((one) => ({ value: one.key, label: thingLabel(visit, one) }))}
            />
          )}
        </Choice>
        {thing && !asked.dayError && (await answer(visit, asked, { thing, document }))}
      </>
    ),
  };
}

/** The document that the address names, where it belongs to the institution asked about. */
async function findAskedDocument(visit: ActorVisit, asked: AskedPlace): Promise<DocumentDetails | undefined> {
  const id = visit.url.searchParams.get('document');
  if (id === null) return undefined;
  if (!isId(id)) throw new NotFound();
  const document = await ask(openDocument, visit, { id });
  if (document.institutionId !== asked.institution.id) throw new NotFound();
  return document;
}

function thingOf(
  visit: ActorVisit,
  things: readonly Thing[],
  document: DocumentDetails | undefined,
): Thing | undefined {
  const key = document ? themeKey(document.themeId, document.levelId) : visit.url.searchParams.get('wat');
  return things.find((thing) => thing.key === key) ?? (document ? undefined : things[0]);
}

interface Opener {
  person: AccessOn;
  ways: Ways;
}

interface Asked {
  thing: Thing;
  document: DocumentDetails | undefined;
}

async function answer(visit: ActorVisit, asked: AskedPlace, { thing, document }: Asked) {
  const t = visit.t.web.who;
  const { institution, day } = asked;
  const names = await readNames(visit.db, visit.t);
  const openers = openersOf(thing, await listAccessOn(visit.db, { institutionIds: [institution.id], day }));
  const what = document ? t.document(document.title) : thingLabel(visit, thing);
  return (
    <Section title={`${what}, ${formatDate(day)}`} id="antwoord">
      {day < visit.actor.today && <p class="hint">{t.pastNote}</p>}
      {openers.length === 0 ? (
        <EmptyState title={t.nobody} suggestions={[t.nobodyHint]} />
      ) : (
        <Openers visit={visit} asked={asked} names={names} openers={openers} />
      )}
      {document && (await receiversOf(visit, document.id, day))}
      {thing.kind === 'theme' && (await readersOfTheTheme(visit, thing, day))}
    </Section>
  );
}

const openersOf = (thing: Thing, people: readonly AccessOn[]): Opener[] =>
  people.flatMap((person) => {
    const ways = waysToThing(thing, person);
    return ways ? [{ person, ways }] : [];
  });

const Openers = (props: { visit: ActorVisit; asked: AskedPlace; names: Names; openers: readonly Opener[] }) => {
  const { visit, asked, names, openers } = props;
  const t = visit.t.web.who;
  const query = { instelling: formatOrganisationCode(asked.institution.id), dag: formatDate(asked.day) };
  return (
    <DataTable<Opener>
      caption={t.count(openers.length)}
      columns={[
        {
          label: t.person,
          rowHeader: true,
          cell: ({ person }) => (
            <a href={whoPersonAddress(person.personId, query)}>
              {person.givenName} {person.familyName}
            </a>
          ),
        },
        { label: t.by, cell: ({ ways }) => <TellWays visit={visit} names={names} ways={ways} /> },
      ]}
      rows={openers}
    />
  );
};

/** Whoever received it reads this one document, whatever else that person may read. */
async function receiversOf(visit: ActorVisit, documentId: string, day: string) {
  const t = visit.t.web.who;
  const receivers = await listReceiversOn(visit.db, documentId, day);
  if (receivers.length === 0) return null;
  return (
    <DataTable
      caption={t.receivers(receivers.length)}
      columns={[
        { label: t.person, rowHeader: true, cell: ({ receiver }) => receiver },
        { label: t.by, cell: ({ sharer, sharedOn }) => t.sharedBy(sharer, formatDate(sharedOn)) },
      ]}
      rows={receivers}
    />
  );
}

/** People of the administration have no right at the institution: they read a theme of all, and are told by number. */
async function readersOfTheTheme(visit: ActorVisit, thing: Thing, day: string) {
  const t = visit.t.web.who;
  const { slug } = await visit.db
    .selectFrom('themes')
    .select('slug')
    .where('id', '=', Number(thing.id))
    .executeTakeFirstOrThrow();
  const readers = await listThemeReadersOn(visit.db, slug, day);
  if (readers.length === 0) return null;
  return (
    <Notice t={visit.t.ui} kind="info">
      <p>{t.administration}</p>
      <ul>
        {readers.map(({ name, people }) => (
          <li>{t.readers(name, people)}</li>
        ))}
      </ul>
    </Notice>
  );
}
