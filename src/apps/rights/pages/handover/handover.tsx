import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { handOver, handoverOf, previewHandover } from '#apps/rights/handover/hand-over.ts';
import { isHindered } from '#apps/rights/handover/judge.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { handoverAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { framedHandover, itemsForm } from '#apps/rights/pages/handover/items.tsx';
import { previewPage } from '#apps/rights/pages/handover/preview.tsx';
import { choicesOf, readHandover, readPlace, type HandoverWish } from '#apps/rights/pages/handover/wish.ts';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { PeoplePager } from '#apps/rights/pages/people-list.tsx';
import { personLabel } from '#apps/rights/pages/words.ts';
import { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import { personPage } from '#apps/rights/queries/person-page.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { SearchBox } from '#ui/components/inputs.tsx';
import { Section } from '#ui/components/page.tsx';

/** Overdragen: first who succeeds, then what happens to each right. */
export async function handoverPage(visit: ActorVisit): Promise<PageContent> {
  const { fromId, organisationId, toId } = readPlace(visit, visit.url.searchParams);
  if (toId === undefined) return successorStep(visit, { fromId, organisationId });
  const wish = { organisationId, fromId, toId, lastDay: undefined, reason: '', fates: new Map(), untils: new Map() };
  return itemsStep(visit, wish, []);
}

/** Shows what would happen, then does it: nothing changes before the second button. */
export async function sendHandover(visit: FormVisit): Promise<PageContent | Response> {
  const form = textsOf(visit.form);
  const wish = readHandover(visit, form);
  const t = visit.t.rights;
  const read = choicesOf(wish, t.give.errors.day);
  if (Array.isArray(read) || form.get('stap') === 'wijzig')
    return itemsStep(visit, wish, Array.isArray(read) ? read : []);
  const asked = { ...wish, ...read };
  if (read.lastDay < visit.actor.today)
    return itemsStep(visit, wish, [{ field: 'laatste', message: t.handover.tooEarly }]);
  if (read.choices.every(({ fate }) => fate === 'keep'))
    return itemsStep(visit, wish, [{ field: `wat-${read.choices[0]?.grantId ?? ''}`, message: t.handover.nothing }]);
  if (form.get('stap') !== 'bevestigen') return preview(visit, wish, asked);
  const outcome = await perform(handOver, visit, {
    ...asked,
    reason: wish.reason.slice(0, longestReason),
    key: sentKey(visit),
  });
  if (outcome.kind === 'again') return seeOther(personAddress(wish.fromId, { gedaan: 'al-gebeurd' }));
  if (outcome.kind === 'handed-over')
    return seeOther(
      personAddress(wish.fromId, { gedaan: 'overgedragen', over: String(outcome.moved), einde: String(outcome.ended) }),
    );
  const faults = outcome.kind === 'reason-missing' ? [{ field: 'reden', message: t.handover.reasonMissing }] : [];
  return preview(visit, wish, asked, faults);
}

type Asked = HandoverWish & Exclude<ReturnType<typeof choicesOf>, FieldFault[]>;

async function preview(
  visit: ActorVisit,
  wish: HandoverWish,
  asked: Asked,
  faults: readonly FieldFault[] = [],
): Promise<PageContent> {
  const { subject, judged } = await ask(previewHandover, visit, asked);
  return previewPage(visit, {
    wish,
    subject,
    judged,
    lastDay: asked.lastDay,
    faults,
    hindered: judged.some(isHindered),
  });
}

async function itemsStep(visit: ActorVisit, wish: HandoverWish, faults: readonly FieldFault[]): Promise<PageContent> {
  return itemsForm(visit, await ask(handoverOf, visit, wish), wish, faults);
}

/** Somebody with a relation with the institution, but not who leaves. */
async function successorStep(
  visit: ActorVisit,
  { fromId, organisationId }: { fromId: string; organisationId: number },
): Promise<PageContent> {
  const t = visit.t.rights;
  const { person, managed } = await ask(personPage, visit, { personId: fromId });
  if (!managed.includes(organisationId)) throw new NotFound();
  const code = formatOrganisationCode(organisationId);
  const question = questionOf(visit, 'related', code);
  const found = await ask(peopleOfInstitution, visit, question);
  const people = found.people.filter(({ personId }) => personId !== fromId);
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
          <PeoplePager visit={visit} found={found} />
        </>
      )}
    </Section>,
  );
}
