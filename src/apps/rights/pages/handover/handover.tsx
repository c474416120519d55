import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { rehearsalDay, rehearsing } from '#apps/library/index.ts';
import { suggestEnds } from '#apps/rights/end-dates.ts';
import { handOver, handoverOf, previewHandover } from '#apps/rights/handover/hand-over.ts';
import { isHindered } from '#apps/rights/handover/judge.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { handoverAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { framedHandover, itemsForm, type Items } from '#apps/rights/pages/handover/items.tsx';
import { canHandOver, nothingPage } from '#apps/rights/pages/handover/nothing.tsx';
import { previewPage } from '#apps/rights/pages/handover/preview.tsx';
import {
  choicesOf,
  fieldOf,
  isOpen,
  itemsOf,
  readHandover,
  readPlace,
  type HandoverWish,
} from '#apps/rights/pages/handover/wish.ts';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { PeoplePager } from '#apps/rights/pages/people-list.tsx';
import { personLabel } from '#apps/rights/pages/words.ts';
import { addDays } from '#apps/rights/period.ts';
import { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import { personPage } from '#apps/rights/queries/person-page.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { newId } from '#platform/ids.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Section } from '#ui/components/page.tsx';

/** Overdragen: first who succeeds, then what happens to each institution, right and theme. */
export async function handoverPage(visit: ActorVisit): Promise<PageContent> {
  const { fromId, organisationId, toId } = readPlace(visit, visit.url.searchParams);
  if (toId === undefined) return successorStep(visit, { fromId, organisationId });
  const wish = { organisationId, fromId, toId, lastDay: undefined, reason: '', chosen: new Map() };
  return itemsForm(visit, await readItems(visit, wish), []);
}

/** Shows what would happen, then does it: nothing changes before the second button. */
export async function sendHandover(visit: FormVisit): Promise<PageContent | Response> {
  const form = textsOf(visit.form);
  const wish = readHandover(visit, form);
  const t = visit.t.rights;
  const items = await readItems(visit, wish);
  const read = choicesOf(wish, items.places, t.give.errors.day);
  const step = form.get('stap');
  if (Array.isArray(read) || step === 'wijzig') return itemsForm(visit, items, Array.isArray(read) ? read : []);
  const { organisationId, fromId, toId } = wish;
  const asked = { organisationId, fromId, toId, ...read };
  if (step === 'bevestigen') return confirm(visit, items, { asked, seen: form.get('gezien') ?? '' });
  if (read.lastDay < visit.actor.today)
    return itemsForm(visit, items, [{ field: 'laatste', message: t.handover.tooEarly }]);
  if (!changesAnything(read.choices)) return itemsForm(visit, items, nothingChosen(visit, items));
  return preview(visit, wish, asked);
}

type Asked = Pick<HandoverWish, 'organisationId' | 'fromId' | 'toId'> &
  Exclude<ReturnType<typeof choicesOf>, FieldFault[]>;

const changesAnything = (choices: Asked['choices']): boolean =>
  choices.some(({ fate, themes = [] }) => fate !== 'keep' || themes.some((theme) => theme.fate !== 'keep'));

function nothingChosen(visit: ActorVisit, { places }: Items): FieldFault[] {
  const open = places.find(({ items }) => items.some(isOpen));
  return [{ field: open ? fieldOf.whole(open.place) : 'laatste', message: visit.t.rights.handover.nothing }];
}

async function confirm(
  visit: FormVisit,
  items: Items,
  { asked, seen }: { asked: Asked; seen: string },
): Promise<PageContent | Response> {
  const t = visit.t.rights.handover;
  const { wish } = items;
  const reason = wish.reason.slice(0, longestReason);
  const outcome = await perform(handOver, visit, { ...asked, reason, seen, key: sentKey(visit) });
  switch (outcome.kind) {
    case 'again':
      return seeOther(personAddress(asked.fromId, { gedaan: 'al-gebeurd' }));
    case 'handed-over': {
      const counts = { over: String(outcome.moved), einde: String(outcome.ended), themas: String(outcome.themes) };
      return seeOther(personAddress(asked.fromId, { gedaan: 'overgedragen', ...counts }));
    }
    case 'too-early':
      return itemsForm(visit, items, [{ field: 'laatste', message: t.tooEarly }]);
    case 'nothing-chosen':
      return itemsForm(visit, items, nothingChosen(visit, items));
    case 'reason-missing':
      return preview(visit, wish, asked, { faults: [{ field: 'reden', message: t.reasonMissing }] });
    case 'hindered':
    case 'changed':
      return preview(visit, wish, asked, { changed: outcome.kind === 'changed' });
  }
}

/** What would happen, and what both gain and lose: rehearsed in this very transaction, and undone. */
async function preview(
  visit: FormVisit,
  wish: HandoverWish,
  asked: Asked,
  { faults = [], changed = false }: { faults?: readonly FieldFault[]; changed?: boolean } = {},
): Promise<PageContent> {
  const { subject, judged, seen } = await ask(previewHandover, visit, asked);
  const { lastDay } = asked;
  const day = rehearsalDay(visit, addDays(lastDay, 1));
  const reason = visit.t.rehearsal.lead;
  const change = () => perform(handOver, visit, { ...asked, reason, seen, key: newId() });
  const rehearsed = judged.some(isHindered)
    ? undefined
    : await rehearsing(visit, day, [asked.toId, asked.fromId], change);
  const dayFaults = day.day === undefined ? [{ field: 'proefdag', message: visit.t.rehearsal.dayWrong }] : [];
  return previewPage(visit, {
    wish,
    subject,
    judged,
    seen,
    lastDay,
    faults: [...faults, ...dayFaults],
    changed,
    rehearsed,
  });
}

async function readItems(visit: ActorVisit, wish: HandoverWish): Promise<Items> {
  const subject = await ask(handoverOf, visit, wish);
  const holidays = await listSchoolHolidays(visit.db);
  const suggest = (latest: string): string => suggestEnds(visit.actor.today, latest, holidays).at(-1)?.day ?? latest;
  return { wish, subject, places: itemsOf(visit, subject, wish, suggest) };
}

/** Somebody with a relation with the institution, but not who leaves. */
async function successorStep(
  visit: ActorVisit,
  { fromId, organisationId }: { fromId: string; organisationId: number },
): Promise<PageContent> {
  const t = visit.t.rights;
  const found = await ask(personPage, visit, { personId: fromId });
  const { person, managed } = found;
  if (!managed.includes(organisationId)) throw new NotFound();
  if (!canHandOver(visit, found, organisationId)) return nothingPage(visit, found, organisationId);
  const code = formatOrganisationCode(organisationId);
  const question = questionOf(visit, 'related', code);
  const related = await ask(peopleOfInstitution, visit, question);
  const people = related.people.filter(({ personId }) => personId !== fromId);
  return framedHandover(
    visit,
    person,
    200,
    <Section title={t.handover.chooseTitle} id="opvolger">
      <p>{t.handover.chooseHint}</p>
      <SearchBox
        t={visit.t.ui}
        action={handoverAddress(fromId)}
        label={t.people.search}
        id="zoek-persoon"
        value={question.text}
        keep={[{ name: 'instelling', value: code }]}
      />
      {people.length === 0 ? (
        <EmptyState title={t.people.noneTitle} suggestions={t.people.none} />
      ) : (
        <>
          <DataTable
            caption={t.handover.chooseTitle}
            captionHidden
            columns={[
              {
                label: t.people.person,
                rowHeader: true,
                cell: (one) => (
                  <a href={handoverAddress(fromId, { instelling: code, opvolger: one.personId })}>{personLabel(one)}</a>
                ),
              },
              {
                label: t.people.right,
                cell: (one) => one.grants.map((grant) => grant.entitlementName).join(', ') || t.people.noRights,
              },
            ]}
            rows={people}
          />
          <PeoplePager visit={visit} found={related} />
        </>
      )}
    </Section>,
  );
}
