import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { prolongRelation } from '#apps/rights/commands/prolong-relation.ts';
import { suggestEnds } from '#apps/rights/end-dates.ts';
import { personAddress, prolongRelationAddress } from '#apps/rights/pages/addresses.ts';
import { chosenEnd, EndDate, EnterButton } from '#apps/rights/pages/end-date.tsx';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { framedRelations } from '#apps/rights/pages/relations/chosen.tsx';
import { errorOf, organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { addDays, parseDay, writeDay } from '#apps/rights/period.ts';
import { readRelation } from '#apps/rights/queries/read-relation.ts';
import type { ProlongRelationObstacle } from '#apps/rights/relations-policy.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { isId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

/** A relation that is to end later: its rights keep their own last days, and that is said. */
export function prolongRelationPage(visit: ActorVisit): Promise<PageContent> {
  return formPage(visit, visit.url.searchParams.get('band') ?? '', '', []);
}

export async function sendProlongRelation(visit: FormVisit): Promise<PageContent | Response> {
  const relationId = String(visit.form.get('band') ?? '');
  const form = textsOf(visit.form);
  const chosen = chosenEnd(form);
  const typed = (chosen ?? form.get('tot') ?? '').trim().slice(0, 20);
  const until = typed === '' ? null : parseDay(typed);
  if (!isId(relationId)) throw new NotFound();
  if (chosen !== undefined) return formPage(visit, relationId, typed, []);
  const faultOn = (message: string) => formPage(visit, relationId, typed, [{ field: 'tot', message }]);
  if (until === undefined) return faultOn(visit.t.rights.give.errors.day);
  const outcome = await perform(prolongRelation, visit, { relationId, until });
  if (outcome.kind === 'prolonged')
    return seeOther(personAddress(outcome.relation.personId, { gedaan: 'band-verlengd' }));
  // Sent twice: it ends on that day already.
  const { relation } = await ask(readRelation, visit, { relationId });
  if (relation.until === until) return seeOther(personAddress(relation.personId, { gedaan: 'band-verlengd' }));
  return faultOn(obstacleText(visit, outcome.obstacle));
}

async function formPage(
  visit: ActorVisit,
  relationId: string,
  typed: string,
  faults: readonly FieldFault[],
): Promise<PageContent> {
  if (!isId(relationId)) throw new NotFound();
  const t = visit.t.rights.relations;
  const { relation, obstacle } = await ask(readRelation, visit, { relationId });
  const organisation = organisationLabel({ id: relation.organisationId, name: relation.organisationName });
  const after = addDays(relation.until ?? visit.actor.today, 1);
  const suggestions = suggestEnds(after, null, await listSchoolHolidays(visit.db));
  const cancel = personAddress(relation.personId);
  return framedRelations(
    visit,
    { title: t.prolongTitle, status: faults.length > 0 ? 422 : 200, relations: [relation] },
    <div class="prose">
      {!obstacle && <ErrorSummary t={visit.t.ui} faults={faults} />}
      <p class="lead">
        {relation.until === null
          ? t.isOpen(personLabel(relation), organisation)
          : t.endsNow(personLabel(relation), organisation, writeDay(relation.until, visit.lang))}
      </p>
      {obstacle ? (
        <p>{obstacleText(visit, obstacle)}</p>
      ) : (
        <PostForm t={visit.t.ui} action={prolongRelationAddress}>
          <input type="hidden" name="band" value={relation.id} />
          <EnterButton />
          <EndDate
            visit={visit}
            name="tot"
            label={t.newLastDay}
            hint={t.newLastDayHint}
            optional
            value={typed}
            error={errorOf(faults, 'tot')}
            suggestions={suggestions}
          />
          <p>{t.rightsStay}</p>
          <Buttons>
            <Button kind="main">{t.submitProlong}</Button>
            <ButtonLink kind="quiet" href={cancel}>
              {visit.t.rights.register.cancel}
            </ButtonLink>
          </Buttons>
        </PostForm>
      )}
    </div>,
  );
}

function obstacleText(visit: ActorVisit, obstacle: ProlongRelationObstacle): string {
  const t = visit.t.rights.relations.prolongObstacles;
  switch (obstacle.kind) {
    case 'not-later':
      return t[obstacle.kind](formatDate(obstacle.until));
    case 'next-relation':
      return t[obstacle.kind](formatDate(obstacle.from));
    default:
      return t[obstacle.kind];
  }
}
