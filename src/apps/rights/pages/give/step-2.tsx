import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { suggestEnds } from '#apps/rights/end-dates.ts';
import { giveAddress } from '#apps/rights/pages/addresses.ts';
import { EndDate, EnterButton } from '#apps/rights/pages/end-date.tsx';
import { givePage } from '#apps/rights/pages/give/frame.tsx';
import type { Giving } from '#apps/rights/pages/give/giving.ts';
import { nothingToGive } from '#apps/rights/pages/give/step-1.tsx';
import { parametersOf, wishAddress, type Wish } from '#apps/rights/pages/give/wish.ts';
import { errorOf } from '#apps/rights/pages/words.ts';
import { addDays, parseDay } from '#apps/rights/period.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { CheckboxGroup } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { DateInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

/** Step 2, first half: only the rights that this actor may give to this person, by category. */
export function rightStep(visit: ActorVisit, wish: Wish, giving: Giving): PageContent {
  const t = visit.t.rights.give;
  if (giving.givable.length === 0) return nothingToGive(visit, wish, giving.words);
  return givePage(
    visit,
    { step: 2, wish, chosen: giving.words },
    <Section title={t.chooseRight} id="recht">
      <RightList
        givable={giving.givable}
        hrefOf={(entitlementId) => wishAddress({ ...wish, entitlementId, contexts: [] })}
      />
    </Section>,
  );
}

interface RightListProps {
  readonly givable: readonly Entitlement[];
  readonly hrefOf: (entitlementId: string) => string;
}

/** Rights by category, each with what it opens. */
export const RightList = ({ givable, hrefOf }: RightListProps) => (
  <>
    {[...Map.groupBy(givable, (entitlement) => entitlement.category)].map(([category, entitlements]) => (
      <>
        <h3>{category}</h3>
        <dl class="facts">
          {entitlements.map((entitlement) => (
            <div>
              <dt>
                <a href={hrefOf(entitlement.id)}>{entitlement.name}</a>
              </dt>
              <dd>{entitlement.description}</dd>
            </div>
          ))}
        </dl>
      </>
    ))}
  </>
);

export interface DetailsTrouble {
  faults: readonly FieldFault[];
  /** The right that is there already, where the new one would overlap it. */
  existing?: ListedGrant | undefined;
}

/** Step 2, second half: contexts and period of the chosen right; whatever was typed stays. */
export function detailsStep(
  visit: ActorVisit,
  wish: Wish,
  giving: Giving & { entitlement: Entitlement },
  trouble: DetailsTrouble,
): PageContent {
  const t = visit.t.rights.give;
  const { entitlement } = giving;
  const hasTrouble = trouble.faults.length > 0 || trouble.existing !== undefined;
  return givePage(
    visit,
    { step: 2, wish, chosen: { ...giving.words, right: entitlement.name }, ...(hasTrouble && { status: 422 }) },
    <>
      <ErrorSummary t={visit.t.ui} faults={trouble.faults} />
      {trouble.existing && <ExistingNotice visit={visit} wish={wish} giving={giving} existing={trouble.existing} />}
      <Section title={entitlement.name} id="details">
        <p>{entitlement.description}</p>
        <form action={giveAddress} novalidate>
          {parametersOf({ ...wish, contexts: [], from: '', until: '' }).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <EnterButton name="stap" value="3" />
          {entitlement.contexts.length > 0 && (
            <Contexts visit={visit} wish={wish} entitlement={entitlement} faults={trouble.faults} />
          )}
          <PeriodFields visit={visit} wish={wish} giving={giving} faults={trouble.faults} />
          <Buttons>
            <Button kind="main" name="stap" value="3">
              {t.next}
            </Button>
          </Buttons>
        </form>
      </Section>
    </>,
  );
}

interface ContextsProps {
  visit: ActorVisit;
  wish: Wish;
  entitlement: Entitlement;
  faults: readonly FieldFault[];
}

const Contexts = ({ visit, wish, entitlement, faults }: ContextsProps) => {
  const t = visit.t.rights.give;
  return (
    <CheckboxGroup
      t={visit.t.ui}
      name="context"
      label={t.contexts}
      hint={entitlement.contextsRequired ? t.contextsRequiredHint : t.contextsHint}
      error={errorOf(faults, 'context')}
      optional={!entitlement.contextsRequired}
      choices={entitlement.contexts.map((context) => ({
        value: context,
        label: context,
        checked: wish.contexts.includes(context),
      }))}
    />
  );
};

interface PeriodProps {
  readonly visit: ActorVisit;
  readonly wish: Pick<Wish, 'from' | 'until'>;
  readonly giving: Pick<Giving, 'limitFrom' | 'holidays'> & Partial<Pick<Giving, 'earliest'>>;
  readonly faults: readonly FieldFault[];
}

/** First and last day, with how late the last may be and why. */
export const PeriodFields = ({ visit, wish, giving, faults }: PeriodProps) => {
  const t = visit.t.rights.give;
  const earliest = giving.earliest ?? visit.actor.today;
  const from = wish.from ?? formatDate(earliest);
  const begin = parseDay(from) ?? earliest;
  const limit = giving.limitFrom(begin);
  const suggestions = suggestEnds(begin, limit.latest, giving.holidays);
  const untilError = errorOf(faults, 'tot');
  const until = wish.until ?? formatDate(suggestions[0]?.day ?? limit.latest);
  return (
    <>
      <DateInput t={visit.t.ui} name="van" label={t.from} value={from} error={errorOf(faults, 'van')} />
      <EndDate
        visit={visit}
        name="tot"
        label={t.until}
        hint={untilError ? undefined : t.untilHint(formatDate(limit.latest), t.limits[limit.because])}
        value={until}
        error={untilError}
        suggestions={suggestions}
      />
    </>
  );
};

const ExistingNotice = (props: {
  visit: ActorVisit;
  wish: Wish;
  giving: Giving & { entitlement: Entitlement };
  existing: ListedGrant;
}) => {
  const { visit, wish, giving, existing } = props;
  const t = visit.t.rights.give;
  const next = addDays(existing.until, 1);
  return (
    <Notice t={visit.t.ui} kind="warning" live>
      <p>
        {t.exists(giving.words.person, giving.entitlement.name, formatDate(existing.from), formatDate(existing.until))}
      </p>
      <p>
        {t.existsAfter(formatDate(next))} {giving.entitlement.id === 'portal-user' && t.existsThemes}{' '}
        <ButtonLink kind="quiet" href={wishAddress({ ...wish, from: formatDate(next), until: undefined })}>
          {t.existsBegin(formatDate(next))}
        </ButtonLink>
      </p>
    </Notice>
  );
};
