import type { ActorVisit, PageContent } from '#access/visit.ts';
import { RehearsalFields, type Rehearsing } from '#apps/library/index.ts';
import type { GrantInput } from '#apps/rights/inputs.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { giveAddress } from '#apps/rights/pages/addresses.ts';
import { givePage } from '#apps/rights/pages/give/frame.tsx';
import type { Giving } from '#apps/rights/pages/give/giving.ts';
import { parametersOf, wishAddress, type Wish } from '#apps/rights/pages/give/wish.ts';
import { enumerate } from '#apps/rights/pages/words.ts';
import { endsBadly, writeDay } from '#apps/rights/period.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatDate } from '#ui/format.ts';

/** Step 3: one sentence that names everything, and one button. */
export function confirmStep(
  visit: ActorVisit,
  wish: Wish,
  giving: Giving & { entitlement: Entitlement },
  { input, rehearsed }: { input: GrantInput; rehearsed?: Rehearsing<unknown> },
): PageContent {
  const t = visit.t.rights.give;
  const right = rightInWords(visit, giving.entitlement, input.contexts);
  const period = visit.t.rights.people.from(formatDate(input.from), formatDate(input.until));
  return givePage(
    visit,
    { step: 3, wish, chosen: { ...giving.words, right, period } },
    <Section title={t.confirmTitle} id="bevestigen">
      <p class="lead">
        {t.sentence({
          ...giving.words,
          right,
          from: writeDay(input.from, visit.lang),
          until: writeDay(input.until, visit.lang),
        })}
      </p>
      {endsBadly(input.until) && (
        <Notice t={visit.t.ui} kind="warning">
          {t.badEnd}
        </Notice>
      )}
      {rehearsed?.part}
      <PostForm t={visit.t.ui} action={giveAddress}>
        {[...parametersOf(wish), ['sleutel', newId()] as const].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <RehearsalFields visit={visit} rehearsed={rehearsed} day={input.from} />
        <Buttons>
          <Button kind="main">{t.submit}</Button>
          <ButtonLink kind="quiet" href={wishAddress(wish)}>
            {t.change}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </Section>,
  );
}

function rightInWords(visit: ActorVisit, entitlement: Entitlement, contexts: readonly string[]): string {
  const t = visit.t.rights.give;
  return contexts.length === 0 ? entitlement.name : t.as(entitlement.name, enumerate(contexts, t.and));
}
