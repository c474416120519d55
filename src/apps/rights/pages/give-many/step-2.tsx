import type { ActorVisit, PageContent } from '#access/visit.ts';
import type { Hindered } from '#apps/rights/commands/grant-to-many.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { manyAddress, manyPickAddress } from '#apps/rights/pages/addresses.ts';
import { EnterButton } from '#apps/rights/pages/end-date.tsx';
import { ContextLists } from '#apps/rights/pages/give-many/contexts.tsx';
import { manyPage } from '#apps/rights/pages/give-many/frame.tsx';
import { manyParameters, manyWishAddress, type ManyWish } from '#apps/rights/pages/give-many/wish.ts';
import { PeriodFields, RightList } from '#apps/rights/pages/give/step-2.tsx';
import { enumerate, errorOf, faultOf, organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import type { GivingToMany } from '#apps/rights/queries/giving-to-many.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Folded } from '#ui/components/folded.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';

/** Step 2, first half: the right, by category, with what it opens. */
export function manyRightStep(visit: ActorVisit, wish: ManyWish, giving: GivingToMany): PageContent {
  const t = visit.t.rights;
  return manyPage(
    visit,
    { step: 2, wish, chosen: chosenIn(giving) },
    <Section title={t.give.chooseRight} id="recht">
      {giving.givable.length === 0 ? (
        <Notice t={visit.t.ui} kind="warning" title={t.give.nothingTitle}>
          <p>{t.many.nothing}</p>
        </Notice>
      ) : (
        <RightList
          givable={giving.givable}
          hrefOf={(entitlementId) => manyWishAddress({ ...wish, entitlementId, contexts: [] }, 2)}
        />
      )}
    </Section>,
  );
}

export interface ManyTrouble {
  faults: readonly FieldFault[];
  /** People for whom it cannot be, for reasons of their own. */
  hindered: readonly Hindered[];
  /** Somebody who was picked has no relation any more. */
  gone: boolean;
}

export const noTrouble: ManyTrouble = { faults: [], hindered: [], gone: false };

/** Step 2, second half: contexts and the one period for everybody; whatever was typed stays. */
export function manyDetailsStep(
  visit: ActorVisit,
  wish: ManyWish,
  giving: GivingToMany & { entitlement: Entitlement },
  trouble: ManyTrouble,
): PageContent {
  const t = visit.t.rights;
  const { entitlement } = giving;
  const failed = trouble.faults.length > 0 || trouble.hindered.length > 0 || trouble.gone;
  const sent = manyParameters({ ...wish, contexts: [], from: '', until: '' }, 2).filter(([name]) => name !== 'stap');
  return manyPage(
    visit,
    { step: 2, wish, chosen: { ...chosenIn(giving), right: entitlement.name }, ...(failed && { status: 422 }) },
    <>
      <ErrorSummary t={visit.t.ui} faults={trouble.faults} />
      {trouble.gone && (
        <Notice t={visit.t.ui} kind="warning" live>
          {t.many.gone}
        </Notice>
      )}
      {trouble.hindered.length > 0 && <HinderedPeople visit={visit} wish={wish} hindered={trouble.hindered} />}
      <Section title={t.give.details} id="details">
        <DescriptionList facts={factsOf(visit, giving)} />
        <form action={manyAddress} novalidate>
          {sent.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <EnterButton name="stap" value="3" />
          <PeriodFields visit={visit} wish={wish} giving={giving} faults={trouble.faults} />
          {entitlement.contexts.length > 0 && (
            <ContextLists
              visit={visit}
              entitlement={entitlement}
              contexts={wish.contexts}
              error={errorOf(trouble.faults, 'context')}
            />
          )}
          <Buttons>
            <Button kind="main" name="stap" value="3">
              {t.give.next}
            </Button>
          </Buttons>
        </form>
      </Section>
    </>,
  );
}

function factsOf(visit: ActorVisit, { organisation, people, entitlement }: GivingToMany) {
  const t = visit.t.rights;
  const categories = new Set(people.map((person) => person.relations[0]?.category ?? ''));
  return [
    { term: t.many.organisation, value: organisation.name },
    { term: t.many.number, value: formatOrganisationCode(organisation.id) },
    { term: t.many.category, value: [...categories].join(', ') },
    { term: t.give.right, value: entitlement?.name },
    { term: t.give.description, value: entitlement?.description },
  ];
}

interface HinderedProps {
  visit: ActorVisit;
  wish: ManyWish;
  hindered: readonly Hindered[];
}

/** Nobody gets the right while somebody cannot: each with the reason, and a button that takes them out. */
const HinderedPeople = ({ visit, wish, hindered }: HinderedProps) => {
  const t = visit.t.rights.many;
  return (
    <Notice t={visit.t.ui} kind="warning" title={t.hindered(hindered.length)} live>
      <Folded summary={visit.t.rights.people.count(hindered.length)} count={hindered.length}>
        <ul>
          {hindered.map((one) => (
            <li>
              <strong>{personLabel(one.person)}</strong>: {reasonOf(visit, one)}
            </li>
          ))}
        </ul>
      </Folded>
      <form method="post" action={manyPickAddress}>
        {[...manyParameters(wish, 2), ...hindered.map(({ person }): [string, string] => ['min', person.personId])].map(
          ([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ),
        )}
        <Button>{t.takeOut(hindered.length)}</Button>
      </form>
    </Notice>
  );
};

function reasonOf(visit: ActorVisit, { existing, obstacles }: Hindered): string {
  const t = visit.t.rights.many;
  const sentences = obstacles.map((obstacle) => faultOf(obstacle, visit.t).message);
  return existing ? t.existing(formatDate(existing.from), formatDate(existing.until)) : sentences.join(' ');
}

/** What was chosen so far, for the summary. */
export function chosenIn(giving: GivingToMany) {
  return { organisation: organisationLabel(giving.organisation), people: giving.people.length };
}

/** The names of the people, for a sentence. */
export function namesIn(visit: ActorVisit, giving: GivingToMany): string {
  return enumerate(giving.people.map(personLabel), visit.t.rights.give.and);
}
