import { Forbidden, NotFound } from '#access/refusals.ts';
import { holds } from '#access/rule.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { suggestEnds } from '#apps/rights/end-dates.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { base, reviewAddress, reviewsAddress, startReviewAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { sentKey } from '#apps/rights/pages/chosen/sent.ts';
import { chosenEnd, EndDate, EnterButton } from '#apps/rights/pages/end-date.tsx';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { errorOf, organisationLabel } from '#apps/rights/pages/words.ts';
import { addDays, parseDay } from '#apps/rights/period.ts';
import { latestEnd, soonestEnd, usualEnd, type StartObstacle } from '#apps/rights/reviews/rules.ts';
import { listReviewable, type Reviewable } from '#apps/rights/reviews/queries.ts';
import { startReview } from '#apps/rights/reviews/start-review.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { CheckboxGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

interface Typed {
  organisations: readonly number[];
  endsOn?: string;
  key: string;
  faults: readonly FieldFault[];
}

/** Which institutions, and when what is not confirmed ends. */
export function startReviewPage(visit: ActorVisit): Promise<PageContent> {
  const asked = parseOrganisationCode(visit.url.searchParams.get('instelling') ?? '');
  return startForm(visit, { organisations: asked === undefined ? [] : [asked], key: newId(), faults: [] });
}

/** Starts the reviews, or says beside the field what to mend. */
export async function sendStartReview(visit: FormVisit): Promise<PageContent | Response> {
  const form = textsOf(visit.form);
  const key = sentKey(visit);
  const organisations = form.getAll('instelling').map((code) => parseOrganisationCode(code) ?? 0);
  const chosen = chosenEnd(form);
  const typed = { organisations, endsOn: chosen ?? form.get('tot') ?? '', key };
  if (chosen !== undefined) return startForm(visit, { ...typed, faults: [] });
  const endsOn = parseDay(typed.endsOn);
  const t = visit.t.rights.reviews.errors;
  if (organisations.length === 0 || endsOn === undefined) {
    const faults = [
      ...(organisations.length === 0 ? [{ field: 'instelling', message: t.which }] : []),
      ...(endsOn === undefined ? [{ field: 'tot', message: visit.t.rights.give.errors.day }] : []),
    ];
    return startForm(visit, { ...typed, faults });
  }
  if (organisations.includes(0)) throw new NotFound();
  const outcome = await perform(startReview, visit, { organisationIds: organisations, endsOn, key });
  if (outcome.kind === 'obstacle') return startForm(visit, { ...typed, faults: [faultOf(visit, outcome.obstacle)] });
  const started = outcome.kind === 'started' ? outcome.reviewIds : [];
  const [only, another] = started;
  return only && !another
    ? seeOther(reviewAddress(only, { gedaan: 'gestart' }))
    : seeOther(withQuery(reviewsAddress, { gedaan: 'gestart', aantal: String(started.length || 1) }));
}

function faultOf(visit: ActorVisit, obstacle: StartObstacle): FieldFault {
  const t = visit.t.rights.reviews.errors;
  switch (obstacle.kind) {
    case 'ends-too-soon':
      return { field: 'tot', message: t[obstacle.kind](formatDate(obstacle.soonest)) };
    case 'ends-too-late':
      return { field: 'tot', message: t[obstacle.kind](formatDate(obstacle.latest)) };
    case 'running-already':
      return { field: 'instelling', message: t[obstacle.kind] };
  }
}

async function startForm(visit: ActorVisit, typed: Typed): Promise<PageContent> {
  const t = visit.t.rights.reviews;
  const institutions = await listReviewable(visit.db, visit.actor);
  const [only, another] = institutions;
  if (!only) throw new Forbidden(holds(headAdmin));
  const { today } = visit.actor;
  const [soonest, latest] = [addDays(today, soonestEnd), addDays(today, latestEnd)];
  const holidays = await listSchoolHolidays(visit.db);
  const usual = suggestEnds(soonest, addDays(today, usualEnd), holidays).at(-1)?.day ?? addDays(today, usualEnd);
  return {
    title: t.start,
    tab: base,
    status: typed.faults.length > 0 ? 422 : 200,
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={t.title} href={reviewsAddress} />
        <ErrorSummary t={visit.t.ui} faults={typed.faults} />
        <PageHeading title={t.start} lead={t.startLead} />
        <PostForm t={visit.t.ui} action={startReviewAddress}>
          <EnterButton />
          <input type="hidden" name="sleutel" value={typed.key} />
          <CheckboxGroup
            t={visit.t.ui}
            name="instelling"
            label={t.which}
            hint={t.whichHint}
            error={errorOf(typed.faults, 'instelling')}
            choices={institutions.map((one) => ({
              value: formatOrganisationCode(one.id),
              label: organisationLabel(one),
              hint: stateOf(visit, one),
              checked: typed.organisations.includes(one.id) || (!another && !one.isRunning),
            }))}
          />
          <EndDate
            visit={visit}
            name="tot"
            label={t.endsOn}
            hint={t.endsOnHint(formatDate(soonest), formatDate(latest))}
            value={typed.endsOn ?? formatDate(usual)}
            error={errorOf(typed.faults, 'tot')}
            suggestions={suggestEnds(soonest, latest, holidays)}
          />
          <p>{t.startNote}</p>
          <Buttons>
            <Button kind="main">{t.startSubmit}</Button>
            <ButtonLink kind="quiet" href={reviewsAddress}>
              {visit.t.rights.register.cancel}
            </ButtonLink>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}

function stateOf(visit: ActorVisit, one: Reviewable): string {
  const t = visit.t.rights.reviews;
  if (one.isRunning) return t.isRunning;
  return one.lastOn === null ? t.never : t.lastOn(formatDate(one.lastOn));
}
