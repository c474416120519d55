import type { PropsWithChildren } from 'hono/jsx';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { HandoverSubject } from '#apps/rights/handover/subject.ts';
import { base, handoverAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import { PlaceForm } from '#apps/rights/pages/handover/place-form.tsx';
import { isOpen, type HandoverWish, type PlaceItems } from '#apps/rights/pages/handover/wish.ts';
import { errorOf, organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import { listThemes, themeLabel } from '#apps/themes/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput } from '#ui/components/inputs.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

export interface Items {
  wish: HandoverWish;
  subject: HandoverSubject;
  places: readonly PlaceItems[];
}

/** Step 2: one choice for each institution, and what must go otherwise. */
export async function itemsForm(
  visit: ActorVisit,
  { wish, subject, places }: Items,
  faults: readonly FieldFault[],
): Promise<PageContent> {
  const t = visit.t.rights.handover;
  const [from, to] = [personLabel(subject.leaver), personLabel(subject.successor)];
  const code = formatOrganisationCode(wish.organisationId);
  const shown = places.filter(({ items }, index) => index === 0 || items.some(isOpen));
  const anything = shown.some(({ items }) => items.some(isOpen));
  const themes = new Map((await listThemes(visit.db)).map((theme) => [theme.id, themeLabel(theme, visit.t)]));
  const parts = shown.map((one) => <PlaceForm visit={visit} subject={subject} one={one} known={{ faults, themes }} />);
  const other = <a href={handoverAddress(wish.fromId, { instelling: code })}>{t.other}</a>;
  return framedHandover(
    visit,
    subject.leaver,
    faults.length > 0 ? 422 : 200,
    <>
      <Section title={t.itemsTitle(to)} id="wat">
        <ErrorSummary t={visit.t.ui} faults={faults} />
        {anything ? (
          <p>
            {t.itemsLead(to)} {other}
          </p>
        ) : (
          <p>
            <strong>{t.nothingTitle}.</strong> {other}
          </p>
        )}
        {subject.unrelated.length > 0 && (
          <p>{t.unrelated(to, subject.unrelated.map((one) => organisationLabel(one)).join(', '))}</p>
        )}
      </Section>
      {anything ? (
        <PostForm t={visit.t.ui} action={handoverAddress(wish.fromId)}>
          <input type="hidden" name="instelling" value={code} />
          <input type="hidden" name="opvolger" value={wish.toId} />
          <DateInput
            t={visit.t.ui}
            name="laatste"
            label={t.lastDay(from)}
            hint={t.lastDayHint}
            value={wish.lastDay ?? formatDate(visit.actor.today)}
            error={errorOf(faults, 'laatste')}
          />
          {parts}
          <Buttons>
            <Button kind="main">{t.preview}</Button>
            <ButtonLink kind="quiet" href={personAddress(wish.fromId)}>
              {visit.t.rights.register.cancel}
            </ButtonLink>
          </Buttons>
        </PostForm>
      ) : (
        parts
      )}
    </>,
  );
}

/** The frame of every step: back to who leaves. */
export function framedHandover(
  visit: ActorVisit,
  person: { id: string; givenName: string; familyName: string },
  status: number,
  children: PropsWithChildren['children'],
): PageContent {
  const title = visit.t.rights.handover.title(personLabel(person));
  return {
    title,
    tab: base,
    status,
    children: (
      <>
        <BackLink t={visit.t.ui} label={personLabel(person)} href={personAddress(person.id)} />
        <PageHeading title={title} />
        {children}
      </>
    ),
  };
}
