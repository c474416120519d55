import { create as contentDisposition } from 'content-disposition';
import { ask } from '#access/use-case.ts';
import type { ActorVisit } from '#access/visit.ts';
import { readAsked } from '#apps/rights/pages/journal/asked.ts';
import { tellerFor } from '#apps/rights/pages/journal/describe.ts';
import { journal } from '#apps/rights/queries/journal.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { writeCsv } from '#platform/text/write-csv.ts';

/** So many events fit in one file. */
export const mostSaved = 10_000;

/** The log as it is narrowed now, for a spreadsheet. */
export async function saveJournal(visit: ActorVisit): Promise<Response> {
  const t = visit.t.rights.journal;
  const { events } = await ask(journal, visit, { ...readAsked(visit).question, limit: mostSaved });
  const tell = await tellerFor(visit);
  const head = [t.when, t.who, t.what, t.about, t.institution, t.before, t.after, t.reason, t.restsOn, t.id];
  const rows = events.map((event) => [
    event.at,
    tell.actor(event),
    tell.action(event),
    tell.about(event),
    `${formatOrganisationCode(event.organisationId)} ${event.organisationName}`,
    tell.facts(event.before).join('; '),
    tell.facts(event.after).join('; '),
    event.reason ?? '',
    event.restsOn ?? '',
    event.id,
  ]);
  return new Response(writeCsv([head, ...rows]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': contentDisposition(`logboek-${visit.actor.today}.csv`),
    },
  });
}
