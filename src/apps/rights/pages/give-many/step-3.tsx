import type { ActorVisit, PageContent } from '#access/visit.ts';
import { RehearsalFields, type Rehearsing } from '#apps/library/index.ts';
import type { ManyInput } from '#apps/rights/inputs.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { manyAddress } from '#apps/rights/pages/addresses.ts';
import { manyPage } from '#apps/rights/pages/give-many/frame.tsx';
import { chosenIn, namesIn } from '#apps/rights/pages/give-many/step-2.tsx';
import { manyParameters, manyWishAddress, type ManyWish } from '#apps/rights/pages/give-many/wish.ts';
import { organisationLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { endsBadly, writeDay } from '#apps/rights/period.ts';
import type { GivingToMany } from '#apps/rights/queries/giving-to-many.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { Folded } from '#ui/components/folded.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

/** Step 3: one sentence that names everything and everybody, and one button. */
export function manyConfirmStep(
  visit: ActorVisit,
  wish: ManyWish,
  giving: GivingToMany & { entitlement: Entitlement },
  { input, rehearsed }: { input: ManyInput; rehearsed?: Rehearsing<unknown> },
): PageContent {
  const t = visit.t.rights;
  const right = rightLabel({ entitlementName: giving.entitlement.name, contexts: input.contexts });
  const period = t.people.from(formatDate(input.from), formatDate(input.until));
  return manyPage(
    visit,
    { step: 3, wish, chosen: { ...chosenIn(giving), right, period } },
    <Section title={t.give.confirmTitle} id="bevestigen">
      <p class="lead">
        {t.many.sentence({
          people: giving.people.length,
          right,
          organisation: organisationLabel(giving.organisation),
          from: writeDay(input.from, visit.lang),
          until: writeDay(input.until, visit.lang),
        })}
      </p>
      <Folded summary={t.people.count(giving.people.length)} count={giving.people.length}>
        <p>{namesIn(visit, giving)}.</p>
      </Folded>
      {endsBadly(input.until) && (
        <Notice t={visit.t.ui} kind="warning">
          {t.give.badEnd}
        </Notice>
      )}
      {rehearsed?.part}
      <PostForm t={visit.t.ui} action={manyAddress}>
        {[
          ...manyParameters(wish, 3),
          ...input.personIds.map((id): [string, string] => ['persoon', id]),
          ['sleutel', newId()] as const,
        ].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <RehearsalFields visit={visit} rehearsed={rehearsed} day={input.from} />
        <Buttons>
          <Button kind="main">{t.many.submit}</Button>
          <ButtonLink kind="quiet" href={manyWishAddress(wish, 2)}>
            {t.give.change}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </Section>,
  );
}
