import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { isHindered } from '#apps/rights/deputies/judge.ts';
import { task } from '#apps/rights/commands/decide-request.ts';
import { approveDeputy, type ApproveDeputyOutcome } from '#apps/rights/deputies/approve-deputy.ts';
import { deputyOf, nameDeputy } from '#apps/rights/deputies/name-deputy.ts';
import { deputyAddress, personAddress, taskAddress } from '#apps/rights/pages/addresses.ts';
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
  const { absentId, organisationId, deputyId, requestId } = readPlace(visit, visit.url.searchParams);
  const asked = await findAsked(visit, { absentId, organisationId, requestId });
  if (deputyId === undefined) return colleagueStep(visit, { absentId, organisationId, asked });
  const { subject, judged } = await ask(deputyOf, visit, { absentId, organisationId, deputyId });
  const wish: DeputyWish = {
    organisationId,
    absentId,
    deputyId,
    requestId,
    grantIds: judged
      .filter((right) => !isHindered(right))
      .filter(({ grant }) => !asked || asked.deputy.entitlementIds.includes(grant.entitlementId))
      .map(({ grant }) => grant.id),
    themeIds: judged.flatMap(({ themeIds }) => themeIds),
    from: formatDate(asked && asked.deputy.from > visit.actor.today ? asked.deputy.from : visit.actor.today),
    until: asked ? formatDate(asked.until) : '',
  };
  return deputyForm(visit, { subject, judged, wish, faults: [] });
}

/** Names the deputy, or shows the form again as it was sent, with what is wrong beside it. */
export async function sendDeputy(visit: FormVisit): Promise<PageContent | Response> {
  const wish = readWish(visit);
  const read = complete(visit, wish);
  if ('faults' in read) return again(visit, wish, read.faults);
  const { requestId } = wish;
  const sent = { ...wish, ...read, key: sentKey(visit) };
  const outcome = requestId
    ? await perform(approveDeputy, visit, { ...sent, requestId })
    : await perform(nameDeputy, visit, sent);
  if (requestId && outcome.kind === 'decided') return seeOther(taskAddress(requestId));
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

type Hindrance = Exclude<ApproveDeputyOutcome, { kind: 'named' } | { kind: 'again' }>;

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
    case 'decided':
    case 'more-than-asked':
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

/** The request that this answers, for who may decide about it; a link to another one opens nothing. */
async function findAsked(
  visit: ActorVisit,
  { absentId, organisationId, requestId }: { absentId: string; organisationId: number; requestId: string | undefined },
) {
  if (requestId === undefined) return undefined;
  const { request } = await ask(task, visit, { requestId });
  const { deputy } = request;
  if (!deputy || request.personId !== absentId || request.organisationId !== organisationId) throw new NotFound();
  return { ...request, deputy };
}

function readPlace(visit: ActorVisit, fields: Pick<URLSearchParams, 'get'>) {
  const absentId = visit.params['id'] ?? '';
  const organisationId = parseOrganisationCode(fields.get('instelling') ?? '');
  const deputyId = fields.get('plaatsvervanger') ?? '';
  const requestId = fields.get('aanvraag') ?? '';
  if (!isId(absentId) || organisationId === undefined) throw new NotFound();
  return {
    absentId,
    organisationId,
    deputyId: isId(deputyId) ? deputyId : undefined,
    requestId: isId(requestId) ? requestId : undefined,
  };
}

function readWish(visit: FormVisit): DeputyWish {
  const form = textsOf(visit.form);
  const { absentId, organisationId, deputyId, requestId } = readPlace(visit, form);
  const grantIds = form.getAll('recht').slice(0, 100);
  if (deputyId === undefined || !grantIds.every((id) => isId(id))) throw new NotFound();
  return {
    absentId,
    organisationId,
    deputyId,
    requestId,
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

type Asked = Awaited<ReturnType<typeof findAsked>>;

/** Somebody with a relation with the institution, but not who is absent. */
async function colleagueStep(
  visit: ActorVisit,
  { absentId, organisationId, asked }: { absentId: string; organisationId: number; asked: Asked },
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
      words={{
        title: t.chooseTitle,
        hint: asked ? `${t.asked.wished(asked.deputy.name)} ${t.chooseHint}` : t.chooseHint,
      }}
      keep={asked ? [{ name: 'aanvraag', value: asked.id }] : []}
      text={question.text}
      action={deputyAddress(absentId)}
      hrefOf={(deputyId) =>
        deputyAddress(absentId, { instelling: code, plaatsvervanger: deputyId, aanvraag: asked?.id ?? '' })
      }
    />,
  );
}
