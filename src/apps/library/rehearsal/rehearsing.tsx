import type { FormVisit, ActorVisit } from '#access/visit.ts';
import { organisationsWith } from '#access/actor.ts';
import { adminEntitlements } from '#access/context.ts';
import type { AskedDay } from '#apps/library/rehearsal/asked-day.ts';
import { RehearsalDay } from '#apps/library/rehearsal/day.tsx';
import { rehearse } from '#apps/library/rehearsal/rehearse.ts';
import { rehearsedPart } from '#apps/library/rehearsal/rehearsed.tsx';
import type { Child } from 'hono/jsx';

/** So many people at once: more would make somebody wait for a page. */
const mostPeople = 500;

/** A change that was rehearsed for a page that asks to confirm it: what was asked, and what came of it. */
export interface Rehearsing<T> {
  asked: AskedDay;
  /** Null: the day could not be read, or there are too many people. */
  outcome: T | null;
  part: Child;
}

/** Rehearses a change of a form on the day that was asked; nothing of it stays. */
export async function rehearsing<T>(
  visit: FormVisit,
  asked: AskedDay,
  personIds: readonly string[],
  change: () => Promise<T>,
): Promise<Rehearsing<T>> {
  const { day } = asked;
  if (day === undefined) return { asked, outcome: null, part: null };
  const people = [...new Set(personIds)];
  if (people.length > mostPeople)
    return { asked, outcome: null, part: <p id="proef">{visit.t.rehearsal.tooMany(mostPeople)}</p> };
  const about = { personIds: people, institutionIds: organisationsWith(visit.actor, adminEntitlements), day };
  const { outcome, rehearsal } = await rehearse(visit, about, change);
  return { asked, outcome, part: await rehearsedPart(visit, rehearsal) };
}

interface RehearsalFieldsProps {
  readonly visit: ActorVisit;
  readonly rehearsed: Pick<Rehearsing<unknown>, 'asked'> | undefined;
  /** The day to begin with. */
  readonly day: string;
  /** Where the rehearsal is asked, when that is not where the form itself goes. */
  readonly formaction?: string | undefined;
}

/** In the form of the change: what would change, on which day, and the button that tells. */
export const RehearsalFields = ({ visit, rehearsed, day, formaction }: RehearsalFieldsProps) => {
  const t = visit.t.rehearsal;
  return (
    <RehearsalDay
      visit={visit}
      day={rehearsed?.asked.typed || day}
      error={rehearsed && rehearsed.asked.day === undefined ? t.dayWrong : undefined}
      formaction={formaction}
      label={rehearsed ? t.again : t.try}
    />
  );
};
