import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { accessChoices } from '#apps/rights/commands/give-access.ts';
import type { Limit } from '#apps/rights/model.ts';
import { askedParameters, type Asked } from '#apps/rights/pages/access/asked.ts';
import { accessFrame } from '#apps/rights/pages/access/frame.tsx';
import { accessPreviewAddress } from '#apps/rights/pages/addresses.ts';
import { PeriodFields } from '#apps/rights/pages/give/step-2.tsx';
import { enumerate, errorOf, organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import type { AccessSubject, WishChoice } from '#apps/rights/plan-access.ts';
import { listSchoolHolidays } from '#directory/school-holidays.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { CheckboxGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

/** Somebody to whom the actor gives access, for one of his institutions. */
export type Chosen = Asked & { organisationId: number; personId: string };

/** Step 2: what she should be able to do, in the words of the work, and from when to when. */
export async function whatStep(
  visit: ActorVisit,
  asked: Chosen,
  faults: readonly FieldFault[] = [],
): Promise<PageContent> {
  const t = visit.t.rights.access;
  const { organisationId, personId } = asked;
  const found = await ask(accessChoices, visit, { organisationId, personId });
  const holidays = await listSchoolHolidays(visit.db);
  const open = found.choices.filter(({ has, blocked }) => !has && blocked.length === 0);
  return accessFrame(
    visit,
    { step: 2, asked, who: whoIn(found), ...(faults.length > 0 && { status: 422 }) },
    <>
      <ErrorSummary t={visit.t.ui} faults={faults} />
      <Section title={t.whatTitle} id="wat">
        <PostForm t={visit.t.ui} action={accessPreviewAddress}>
          {askedParameters({ organisationId, personId }).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <CheckboxGroup
            t={visit.t.ui}
            name="wens"
            label={t.wishes}
            hint={t.wishesHint}
            error={errorOf(faults, 'wens')}
            choices={open.map(({ wish }) => ({
              value: wish.id,
              label: wish.name[visit.lang],
              hint: wish.description[visit.lang],
              checked: asked.wishIds.includes(wish.id),
            }))}
          />
          <PeriodFields
            visit={visit}
            wish={asked}
            giving={{ ...limitsOf(visit, found, organisationId), holidays }}
            faults={faults}
          />
          <Buttons>
            <Button kind="main">{t.next}</Button>
          </Buttons>
        </PostForm>
      </Section>
      <HasAlready visit={visit} choices={found.choices} />
      <Blocked visit={visit} choices={found.choices} />
    </>,
  );
}

export const whoIn = ({ scoped, person }: Pick<AccessSubject, 'scoped' | 'person'>): string[] => [
  organisationLabel(scoped.organisation),
  personLabel(person),
];

/** As far as the giver's own rights for the institution and the relation reach; each right has its own limit besides. */
function limitsOf(visit: ActorVisit, { person }: AccessSubject, organisationId: number) {
  const mine = visit.actor.grants.filter((grant) => grant.organisationId === organisationId).map(({ until }) => until);
  const [relation] = person.relations;
  const giver = mine.toSorted().at(-1) ?? visit.actor.today;
  const until = relation?.until ?? null;
  const limit: { latest: string; because: Limit } =
    until !== null && until < giver ? { latest: until, because: 'relation' } : { latest: giver, because: 'giver' };
  const { today } = visit.actor;
  const begins = relation?.from ?? today;
  return { earliest: begins > today ? begins : today, limitFrom: () => limit };
}

const HasAlready = ({ visit, choices }: { visit: ActorVisit; choices: readonly WishChoice[] }) => {
  const had = choices.filter(({ has }) => has);
  return had.length === 0 ? null : (
    <Section title={visit.t.rights.access.has} id="al">
      <ul>
        {had.map(({ wish }) => (
          <li>{wish.name[visit.lang]}</li>
        ))}
      </ul>
    </Section>
  );
};

const Blocked = ({ visit, choices }: { visit: ActorVisit; choices: readonly WishChoice[] }) => {
  const t = visit.t.rights.access;
  const blocked = choices.filter((choice) => choice.blocked.length > 0);
  return blocked.length === 0 ? null : (
    <Section title={t.blocked} id="niet">
      <dl class="facts">
        {blocked.map(({ wish, blocked: parts }) => (
          <div>
            <dt>{wish.name[visit.lang]}</dt>
            <dd>
              {parts.map(({ what, givers }) => (
                <div>
                  {what === 'themes'
                    ? t.blockedThemes(whoCan(visit, givers))
                    : t.blockedRight(what.name, whoCan(visit, givers))}
                </div>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
};

/** Whom to turn to for what one may not give. */
export function whoCan(visit: ActorVisit, givers: readonly string[]): string {
  const t = visit.t.rights;
  return givers.length === 0 ? t.access.nobodyCan : t.access.askThem(enumerate(givers, t.give.and));
}
