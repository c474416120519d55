import type { PropsWithChildren } from 'hono/jsx';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { suggestEnds, type Holiday } from '#apps/rights/end-dates.ts';
import { fates, type Handed, type HandoverSubject } from '#apps/rights/handover/judge.ts';
import { base, handoverAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import type { HandoverWish } from '#apps/rights/pages/handover/wish.ts';
import { errorOf, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { RadioGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput } from '#ui/components/inputs.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';
import { formatDate } from '#ui/format.ts';

/** Step 2: for each right whether it stays, goes or ends, and until when the successor has it. */
export async function itemsForm(
  visit: ActorVisit,
  subject: HandoverSubject,
  wish: HandoverWish,
  faults: readonly FieldFault[],
): Promise<PageContent> {
  const t = visit.t.rights.handover;
  const [from, to] = [personLabel(subject.leaver), personLabel(subject.successor)];
  const holidays = await listSchoolHolidays(visit.db);
  const code = formatOrganisationCode(wish.organisationId);
  return framedHandover(
    visit,
    subject.leaver,
    faults.length > 0 ? 422 : 200,
    <Section title={t.itemsTitle(to)} id="wat">
      <ErrorSummary t={visit.t.ui} faults={faults} />
      <p>
        {t.itemsLead(to)} <a href={handoverAddress(wish.fromId, { instelling: code })}>{t.other}</a>
      </p>
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
        {subject.handed.map((handed) => (
          <Item visit={visit} subject={subject} handed={handed} known={{ wish, faults, holidays }} />
        ))}
        <Buttons>
          <Button kind="main">{t.preview}</Button>
          <ButtonLink kind="quiet" href={personAddress(wish.fromId)}>
            {visit.t.rights.register.cancel}
          </ButtonLink>
        </Buttons>
      </PostForm>
    </Section>,
  );
}

interface ItemProps {
  readonly visit: ActorVisit;
  readonly subject: HandoverSubject;
  readonly handed: Handed;
  readonly known: { wish: HandoverWish; faults: readonly FieldFault[]; holidays: readonly Holiday[] };
}

const Item = ({ visit, subject, handed, known }: ItemProps) => {
  const t = visit.t.rights.handover;
  const { grant, themes, has } = handed;
  const { wish, faults, holidays } = known;
  const to = personLabel(subject.successor);
  const name = rightLabel(grant);
  const now = t.now(formatDate(grant.from), formatDate(grant.until));
  if (grant.cause === 'automatic')
    return (
      <p>
        <strong>{name}</strong>: {t.automatic}.
      </p>
    );
  const fate = wish.fates.get(grant.id) ?? 'move';
  const facts = [
    now,
    ...(themes.length > 0 && has?.active !== false ? [t.withThemes(themes.length)] : []),
    ...(has ? [t.has(to, formatDate(has.from), formatDate(has.until))] : []),
  ];
  const until =
    wish.untils.get(grant.id) ??
    formatDate(suggestEnds(visit.actor.today, grant.until, holidays).at(-1)?.day ?? grant.until);
  return (
    <>
      <RadioGroup
        t={visit.t.ui}
        name={`wat-${grant.id}`}
        label={t.fate(name)}
        hint={facts.join('; ')}
        error={errorOf(faults, `wat-${grant.id}`)}
        choices={fates.map((value) => ({ value, label: t.fates[value], checked: fate === value }))}
      />
      {!has && (
        <DateInput
          t={visit.t.ui}
          name={`tot-${grant.id}`}
          label={t.until(to)}
          value={until}
          error={errorOf(faults, `tot-${grant.id}`)}
        />
      )}
    </>
  );
};

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
