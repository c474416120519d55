import { NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { seeOther, type FormVisit } from '#access/visit.ts';
import { endDeputyship } from '#apps/rights/deputies/end-deputyship.ts';
import { deputyshipStopped, personAddress, profileAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { isId } from '#platform/ids.ts';

/** Stops a deputyship and goes back to where the button stood; one that was over already stays as it is. */
export async function sendEndDeputyship(visit: FormVisit): Promise<Response> {
  const deputyshipId = visit.params['id'] ?? '';
  if (!isId(deputyshipId)) throw new NotFound();
  const { deputyship } = await perform(endDeputyship, visit, { deputyshipId });
  const done = { gedaan: deputyshipStopped };
  return seeOther(
    visit.form.get('vanaf') === 'persoon' ? personAddress(deputyship.absentId, done) : withQuery(profileAddress, done),
  );
}
