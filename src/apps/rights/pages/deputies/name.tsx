import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { isHindered } from '#apps/rights/deputies/judge.ts';
import { deputyOf, nameDeputy, type NameOutcome } from '#apps/rights/deputies/name-deputy.ts';
import { deputyAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import { ChoosePerson } from '#apps/rights/pages/choose-person.tsx';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { deputyForm, framedDeputy, type DeputyWish } from '#apps/rights/pages/deputies/form.tsx';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { questionOf } from '#apps/rights/pages/institution.tsx';
import { faultOf } from '#apps/rights/pages/words.ts';
import { parseDay } from '#apps/rights/period.ts';
import { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import { personPage } from '#apps/rights/queries/person-page.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { formatDate } from '#ui/format.ts';

/** Plaatsvervanger: first which colleague, then in what and until when. */
export async function deputyPage(visit: ActorVisit): Promise<PageContent> {
  const { absentId, organisationId, deputyId } = readPlace(visit, visit.url.searchParams);
  if (deputyId === undefined) return colleagueStep(visit, { absentId, organisationId });
  const { subject, judged } = await ask(deputyOf, visit, { absentId, organisationId, deputyId });
  const wish: DeputyWish = {
    organisationId,
    absentId,
    deputyId,
    grantIds: judged.filter((right) => !isHindered(right)).map(({ grant }) => grant.id),
    themeIds: judged.flatMap(({ themeIds }) => themeIds),
    from: formatDate(visit.actor.today),
    until: '',
  };
  return deputyForm(visit, { subject, judged, wish, faults: [] });
}

/** Names the deputy, or shows the form again as it was sent, with what is wrong beside it. */
export async function sendDeputy(visit: FormVisit): Promise<PageContent | Response> {
  const wish = readWish(visit);
  const read = complete(visit, wish);
  if ('faults' in read) return again(visit, wish, read.faults);
  const outcome = await perform(nameDeputy, visit, { ...wish, ...read, key: sentKey(visit) });
  if (outcome.kind === 'named' || outcome.kind === 'again')
    return seeOther(personAddress(wish.absentId, { gedaan: 'plaatsvervanger' }));
  return again(visit, wish, faultsOf(visit, outcome));
}

function complete(visit: ActorVisit, { from, until }: DeputyWish) {
  const [first, last] = [parseDay(from), parseDay(until)];
  const { give } = visit.t.rights;
  if (first !== undefined && last !== undefined) return { from: first, until: last };
  const faults: FieldFault[] = [
    ...(first === undefined ? [{ field: 'van', message: give.errors.day }] : []),
    ...(last === undefined ? [{ field: 'tot', message: give.errors.day }] : []),
  ];
  return { faults };
}

type Hindrance = Exclude<NameOutcome, { kind: 'named' } | { kind: 'again' }>;

function faultsOf(visit: ActorVisit, outcome: Hindrance): FieldFault[] {
  const { errors } = visit.t.rights.deputies;
  switch (outcome.kind) {
    case 'nothing-chosen':
      return [{ field: 'recht', message: errors[outcome.kind] }];
    case 'no-theme':
      return [{ field: 'thema', message: errors[outcome.kind] }];
    case 'too-early':
      return [{ field: 'van', message: errors[outcome.kind] }];
    case 'exists':
    case 'ends-before-begin':
      return [{ field: 'tot', message: errors[outcome.kind] }];
    case 'too-long':
      return [{ field: 'tot', message: errors[outcome.kind](formatDate(outcome.latest)) }];
    case 'hindered': {
      const faults = outcome.judged
        .flatMap(({ obstacles }) => obstacles)
        .map((obstacle) => faultOf(obstacle, visit.t))
        .map((fault) => (fault.field === 'context' ? { ...fault, field: 'recht' } : fault));
      const distinct = [...new Map(faults.map((fault) => [fault.message, fault])).values()];
      return distinct.length > 0 ? distinct : [{ field: 'recht', message: errors.hindered }];
    }
  }
}

async function again(visit: ActorVisit, wish: DeputyWish, faults: readonly FieldFault[]): Promise<PageContent> {
  return deputyForm(visit, { ...(await ask(deputyOf, visit, wish)), wish, faults });
}

function readPlace(visit: ActorVisit, fields: Pick<URLSearchParams, 'get'>) {
  const absentId = visit.params['id'] ?? '';
  const organisationId = parseOrganisationCode(fields.get('instelling') ?? '');
  const deputyId = fields.get('plaatsvervanger') ?? '';
  if (!isId(absentId) || organisationId === undefined) throw new NotFound();
  return { absentId, organisationId, deputyId: isId(deputyId) ? deputyId : undefined };
}

function readWish(visit: FormVisit): DeputyWish {
  const form = textsOf(visit.form);
  const { absentId, organisationId, deputyId } = readPlace(visit, form);
  const grantIds = form.getAll('recht').slice(0, 100);
  if (deputyId === undefined || !grantIds.every((id) => isId(id))) throw new NotFound();
  return {
    absentId,
    organisationId,
    deputyId,
    grantIds,
    themeIds: form
      .getAll('thema')
      .filter((text) => /^[1-9]\d{0,2}$/.test(text))
      .map(Number)
      .filter((id) => id <= 127),
    from: (form.get('van') ?? '').slice(0, 20),
    until: (form.get('tot') ?? '').slice(0, 20),
  };
}

/** Somebody with a relation with the institution, but not who is absent. */
async function colleagueStep(
  visit: ActorVisit,
  { absentId, organisationId }: { absentId: string; organisationId: number },
): Promise<PageContent> {
  const { person, managed } = await ask(personPage, visit, { personId: absentId });
  if (!managed.includes(organisationId)) throw new NotFound();
  const code = formatOrganisationCode(organisationId);
  const question = questionOf(visit, 'related', code);
  const found = await ask(peopleOfInstitution, visit, question);
  // Who is there through the board works elsewhere.
  const people = found.people.filter(({ personId, relations }) => personId !== absentId && relations.length > 0);
  const t = visit.t.rights.deputies;
  return framedDeputy(
    visit,
    person,
    200,
    <ChoosePerson
      visit={visit}
      found={{ ...found, people, total: found.total - found.people.length + people.length }}
      words={{ title: t.chooseTitle, hint: t.chooseHint }}
      text={question.text}
      action={deputyAddress(absentId)}
      hrefOf={(deputyId) => deputyAddress(absentId, { instelling: code, plaatsvervanger: deputyId })}
    />,
  );
}
