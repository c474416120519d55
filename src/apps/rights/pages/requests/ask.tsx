import { isPersonOverLimit } from '#access/rate-limit.ts';
import { mostAsked } from '#apps/rights/requests.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { askable, askAccess, type Askable } from '#apps/rights/commands/ask-access.ts';
import { suggestEnds, type EndSuggestion } from '#apps/rights/end-dates.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import type { AskObstacle } from '#apps/rights/model.ts';
import { askAddress, ownRequestsAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { chosenEnd, EndDate, EnterButton } from '#apps/rights/pages/end-date.tsx';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { chooseThing } from '#apps/rights/pages/requests/choose-thing.tsx';
import { readWanted, thingOf, wantedParameters, type Wanted } from '#apps/rights/pages/requests/thing.ts';
import { errorOf, organisationLabel } from '#apps/rights/pages/words.ts';
import { parseDay } from '#apps/rights/period.ts';
import { rescueTold } from '#apps/rights/rescue/told.ts';
import { themeLabel } from '#apps/themes/index.ts';
import { isLevelId, levelById } from '#directory/levels.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { CheckboxGroup } from '#ui/components/choice-group.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

interface Typed {
  until: string | undefined;
  contexts: readonly string[];
  reason: string;
  faults: readonly FieldFault[];
}

/** Vraag toegang (RE): for what, for which institution, until when, why. */
export async function askPage(visit: ActorVisit): Promise<PageContent> {
  const wanted = readWanted(visit.url.searchParams);
  return thingOf(wanted)
    ? askForm(visit, wanted, { until: undefined, contexts: [], reason: '', faults: [] })
    : chooseThing(visit, wanted);
}

/** Sends the request to everybody who can give it, or says beside what was typed why not. */
export async function sendAsk(visit: FormVisit): Promise<PageContent | Response> {
  const form = textsOf(visit.form);
  const wanted = readWanted(form);
  const thing = thingOf(wanted);
  if (!thing) throw new NotFound();
  const chosen = chosenEnd(form);
  const typed = {
    until: chosen ?? form.get('tot') ?? '',
    contexts: form.getAll('context').slice(0, 50),
    reason: (form.get('reden') ?? '').slice(0, longestReason),
  };
  if (chosen !== undefined) return askForm(visit, wanted, { ...typed, faults: [] });
  const until = parseDay(typed.until);
  if (until === undefined) {
    const day = { field: 'tot', message: visit.t.rights.give.errors.day };
    const reason = typed.reason.trim() === '' ? [faultOf(visit, { kind: 'reason-missing' })] : [];
    return askForm(visit, wanted, { ...typed, faults: [day, ...reason] });
  }
  if (await isPersonOverLimit(visit, 'ask-access', mostAsked))
    return askForm(visit, wanted, {
      ...typed,
      faults: [{ field: 'reden', message: visit.t.rights.requests.tooOften }],
    });
  const outcome = await perform(askAccess, visit, { ...thing, ...typed, until });
  // Sent twice: the first one stands in the list.
  const asked = outcome.kind === 'asked' || outcome.obstacles.some(({ kind }) => kind === 'asked-already');
  if (asked) return seeOther(withQuery(ownRequestsAddress, { gedaan: 'gevraagd' }));
  return askForm(visit, wanted, { ...typed, faults: outcome.obstacles.map((obstacle) => faultOf(visit, obstacle)) });
}

async function askForm(visit: ActorVisit, wanted: Wanted, typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.requests;
  const thing = thingOf(wanted);
  if (!thing) throw new NotFound();
  const found = await ask(askable, visit, thing);
  const { hindrance } = found;
  const rescue = hindrance && (await rescueTold(visit.db, found.organisation.id, visit.t));
  const suggestions = suggestEnds(visit.actor.today, found.latest, await listSchoolHolidays(visit.db));
  return {
    title: t.ask,
    ...(typed.faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        {!hindrance && <ErrorSummary t={visit.t.ui} faults={typed.faults} />}
        <PageHeading title={t.ask} lead={t.askLead} />
        <DescriptionList facts={factsOf(visit, found, wanted)} />
        {hindrance ? (
          <Notice t={visit.t.ui} kind="warning" title={t.cannot} live={typed.faults.length > 0}>
            <p>{faultOf(visit, hindrance).message}</p>
            {rescue && <p>{rescue}</p>}
          </Notice>
        ) : (
          <Fields visit={visit} wanted={wanted} found={found} typed={typed} suggestions={suggestions} />
        )}
        <p>
          <a href={ownRequestsAddress}>{t.mine}</a>
        </p>
      </div>
    ),
  };
}

function factsOf(visit: ActorVisit, found: Askable, { theme }: Wanted) {
  const t = visit.t.rights;
  const { entitlement } = found.facts;
  const level = theme && isLevelId(theme.levelId) ? levelById(theme.levelId).name[visit.lang] : '';
  return [
    { term: t.requests.institution, value: organisationLabel(found.organisation) },
    found.theme
      ? { term: t.requests.what, value: t.requests.theme(themeLabel(found.theme, visit.t), level) }
      : { term: t.requests.what, value: entitlement.name },
    { term: t.give.description, value: found.theme ? t.requests.themeOpens : entitlement.description },
  ];
}

interface FieldsProps {
  visit: ActorVisit;
  wanted: Wanted;
  found: Askable;
  typed: Typed;
  suggestions: readonly EndSuggestion[];
}

const Fields = ({ visit, wanted, found, typed, suggestions }: FieldsProps) => {
  const t = visit.t.rights.requests;
  const { entitlement } = found.facts;
  return (
    <PostForm t={visit.t.ui} action={askAddress} guarded>
      <EnterButton />
      {wantedParameters(wanted).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {!found.theme && entitlement.contexts.length > 0 && (
        <CheckboxGroup
          t={visit.t.ui}
          name="context"
          label={visit.t.rights.give.contexts}
          hint={t.contextsHint}
          error={errorOf(typed.faults, 'context')}
          optional={!entitlement.contextsRequired}
          choices={entitlement.contexts.map((context) => ({
            value: context,
            label: context,
            checked: typed.contexts.includes(context),
          }))}
        />
      )}
      {found.rightUntil === null ? (
        <EndDate
          visit={visit}
          name="tot"
          label={t.until}
          hint={t.untilHint(formatDate(found.latest))}
          value={typed.until ?? formatDate(suggestions[0]?.day ?? found.latest)}
          error={errorOf(typed.faults, 'tot')}
          suggestions={suggestions}
        />
      ) : (
        <>
          <input type="hidden" name="tot" value={formatDate(found.rightUntil)} />
          <p>{t.asLongAsRight(formatDate(found.rightUntil))}</p>
        </>
      )}
      <TextArea
        t={visit.t.ui}
        name="reden"
        label={t.reason}
        hint={t.reasonHint}
        rows={3}
        maxlength={longestReason}
        value={typed.reason}
        error={errorOf(typed.faults, 'reden')}
      />
      <p>{t.goesTo(found.facts.deciders)}</p>
      <Buttons>
        <Button kind="main">{t.submit}</Button>
        <ButtonLink kind="quiet" href="/">
          {t.notNow}
        </ButtonLink>
      </Buttons>
    </PostForm>
  );
};

function faultOf(visit: ActorVisit, obstacle: AskObstacle): FieldFault {
  const t = visit.t.rights.requests.obstacles;
  switch (obstacle.kind) {
    case 'refused-recently':
      return { field: 'reden', message: t[obstacle.kind](formatDate(obstacle.again)) };
    case 'too-many-open':
      return { field: 'reden', message: t[obstacle.kind](obstacle.most) };
    case 'ends-too-late':
      return { field: 'tot', message: t[obstacle.kind](formatDate(obstacle.latest)) };
    case 'ends-before-today':
      return { field: 'tot', message: t[obstacle.kind] };
    case 'context-missing':
      return { field: 'context', message: t[obstacle.kind] };
    default:
      return { field: 'reden', message: t[obstacle.kind] };
  }
}
