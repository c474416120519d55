import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { isPersonOverLimit } from '#access/rate-limit.ts';
import { askDeputy, deputyAskable, deputyPlaces, longestDeputyName } from '#apps/rights/deputies/ask-deputy.ts';
import { mostAsked } from '#apps/rights/requests.ts';
import type { AskDeputyObstacle } from '#apps/rights/deputies/requests.ts';
import { askDeputyAddress, ownRequestsAddress, profileAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { errorOf, organisationLabel } from '#apps/rights/pages/words.ts';
import { parseDay } from '#apps/rights/period.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { CheckboxGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput, TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

interface Typed {
  organisationId: number;
  name: string;
  /** Undefined: nothing was sent yet, and all of them are meant. */
  entitlementIds: readonly string[] | undefined;
  from: string;
  until: string;
  faults: readonly FieldFault[];
}

/** Vraag een plaatsvervanger (RE): for which institution, who, from when to when, in what; never why. */
export async function askDeputyPage(visit: ActorVisit): Promise<PageContent> {
  const asked = parseOrganisationCode(visit.url.searchParams.get('instelling') ?? '');
  const places = asked === undefined ? await ask(deputyPlaces, visit, {}) : [];
  const [only, another] = places;
  const organisationId = asked ?? (another ? undefined : only?.id);
  if (organisationId === undefined) return choosePlace(visit, places);
  const from = formatDate(visit.actor.today);
  return askForm(visit, { organisationId, name: '', entitlementIds: undefined, from, until: '', faults: [] });
}

/** Sends the request to everybody who could name that deputy, or says beside what was typed why not. */
export async function sendAskDeputy(visit: FormVisit): Promise<PageContent | Response> {
  const typed = readTyped(visit);
  const [from, until] = [parseDay(typed.from), parseDay(typed.until)];
  if (from === undefined || until === undefined) {
    const message = visit.t.rights.give.errors.day;
    const days = [...(from === undefined ? ['van'] : []), ...(until === undefined ? ['tot'] : [])];
    return askForm(visit, { ...typed, faults: days.map((field) => ({ field, message })) });
  }
  if (await isPersonOverLimit(visit, 'ask-access', mostAsked))
    return askForm(visit, { ...typed, faults: [{ field: 'naam', message: visit.t.rights.requests.tooOften }] });
  const outcome = await perform(askDeputy, visit, { ...typed, from, until });
  // Sent twice: the first one stands in the list.
  const isAsked = outcome.kind === 'asked' || outcome.obstacles.some(({ kind }) => kind === 'asked-already');
  if (isAsked) return seeOther(withQuery(ownRequestsAddress, { gedaan: 'gevraagd' }));
  return askForm(visit, { ...typed, faults: outcome.obstacles.map((obstacle) => faultOf(visit, obstacle)) });
}

function readTyped(visit: FormVisit) {
  const form = textsOf(visit.form);
  const organisationId = parseOrganisationCode(form.get('instelling') ?? '');
  if (organisationId === undefined) throw new NotFound();
  return {
    organisationId,
    name: (form.get('naam') ?? '').trim().slice(0, longestDeputyName),
    entitlementIds: [...new Set(form.getAll('recht').filter((id) => /^[a-z-]{1,60}$/.test(id)))].slice(0, 50),
    from: (form.get('van') ?? '').slice(0, 20),
    until: (form.get('tot') ?? '').slice(0, 20),
  };
}

async function askForm(visit: ActorVisit, typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.deputies.ask;
  const found = await ask(deputyAskable, visit, { organisationId: typed.organisationId });
  const { hindrance, organisation } = found;
  return framed(
    visit,
    typed.faults.length > 0 ? 422 : 200,
    <>
      {!hindrance && <ErrorSummary t={visit.t.ui} faults={typed.faults} />}
      <PageHeading title={t.title} lead={t.lead} />
      <p>
        {t.institution}: <strong>{organisationLabel(organisation)}</strong>
      </p>
      {hindrance ? (
        <Notice t={visit.t.ui} kind="warning" title={t.cannot} live={typed.faults.length > 0}>
          <p>{faultOf(visit, hindrance).message}</p>
          <a href={ownRequestsAddress}>{visit.t.rights.requests.mine}</a>
        </Notice>
      ) : (
        <Fields visit={visit} found={found} typed={typed} />
      )}
    </>,
  );
}

interface FieldsProps {
  visit: ActorVisit;
  found: Awaited<ReturnType<typeof deputyAskable.read>>;
  typed: Typed;
}

const Fields = ({ visit, found: { facts }, typed }: FieldsProps) => {
  const t = visit.t.rights.deputies;
  const { faults, entitlementIds } = typed;
  return (
    <PostForm t={visit.t.ui} action={askDeputyAddress} guarded>
      <input type="hidden" name="instelling" value={formatOrganisationCode(typed.organisationId)} />
      <TextInput
        t={visit.t.ui}
        name="naam"
        label={t.ask.name}
        hint={t.ask.nameHint}
        maxlength={longestDeputyName}
        value={typed.name}
        error={errorOf(faults, 'naam')}
      />
      <CheckboxGroup
        t={visit.t.ui}
        name="recht"
        label={t.ask.rights}
        hint={t.ask.rightsHint}
        error={errorOf(faults, 'recht')}
        choices={facts.rights.map(({ id, name, until }) => ({
          value: id,
          label: name,
          hint: t.ask.untilOf(formatDate(until)),
          checked: entitlementIds === undefined || entitlementIds.includes(id),
        }))}
      />
      <DateInput t={visit.t.ui} name="van" label={t.from} value={typed.from} error={errorOf(faults, 'van')} />
      <DateInput
        t={visit.t.ui}
        name="tot"
        label={t.until}
        hint={t.untilHint(facts.mostDays)}
        value={typed.until}
        error={errorOf(faults, 'tot')}
      />
      <p>{t.ask.notWhy}</p>
      <Buttons>
        <Button kind="main">{t.ask.submit}</Button>
        <ButtonLink kind="quiet" href={profileAddress}>
          {visit.t.rights.requests.notNow}
        </ButtonLink>
      </Buttons>
    </PostForm>
  );
};

const fields: Readonly<Record<AskDeputyObstacle['kind'], string>> = {
  'asked-already': 'naam',
  'too-many-open': 'naam',
  'refused-recently': 'naam',
  'name-missing': 'naam',
  nobody: 'recht',
  'nothing-chosen': 'recht',
  'too-early': 'van',
  'ends-before-begin': 'tot',
  'too-long': 'tot',
};

function faultOf(visit: ActorVisit, obstacle: AskDeputyObstacle): FieldFault {
  const { obstacles: words } = visit.t.rights.deputies.ask;
  return { field: fields[obstacle.kind], message: messageOf() };

  function messageOf(): string {
    switch (obstacle.kind) {
      case 'too-many-open':
        return words[obstacle.kind](obstacle.most);
      case 'refused-recently':
        return words[obstacle.kind](formatDate(obstacle.again));
      case 'too-long':
        return words[obstacle.kind](formatDate(obstacle.latest));
      default:
        return words[obstacle.kind];
    }
  }
}

function choosePlace(visit: ActorVisit, places: Awaited<ReturnType<typeof deputyPlaces.read>>): PageContent {
  const t = visit.t.rights.deputies.ask;
  return framed(
    visit,
    200,
    <>
      <PageHeading title={t.title} lead={places.length === 0 ? t.noPlace : t.chooseLead} />
      <ul>
        {places.map((place) => (
          <li>
            <a href={withQuery(askDeputyAddress, { instelling: formatOrganisationCode(place.id) })}>
              {organisationLabel(place)}
            </a>
          </li>
        ))}
      </ul>
    </>,
  );
}

const framed = (visit: ActorVisit, status: number, children: PageContent['children']): PageContent => ({
  title: visit.t.rights.deputies.ask.title,
  status,
  children: (
    <div class="prose">
      <BackLink t={visit.t.ui} label={visit.t.ui.myProfile} href={profileAddress} />
      {children}
    </div>
  ),
});
