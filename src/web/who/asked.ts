import { organisationsWith } from '#access/actor.ts';
import { NotFound } from '#access/refusals.ts';
import type { ActorVisit } from '#access/visit.ts';
import { parseDay } from '#apps/rights/index.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { listOrganisations, type Organisation } from '#directory/organisations.ts';
import { formatDate } from '#ui/format.ts';

/** The institution, of those the actor is portal administrator of, and the day that an address asks about. */
export interface AskedPlace {
  mine: readonly Organisation[];
  /** The first of mine unless the address names another; undefined only when there is none. */
  institution: Organisation;
  /** The day; today when what was typed is no date. */
  day: string;
  /** As it was typed. */
  typedDay: string;
  dayError: string | undefined;
}

/** @throws NotFound for an institution of which the actor is no portal administrator, whether it exists or not. */
export async function readAsked(visit: ActorVisit): Promise<AskedPlace> {
  const mine = await listOrganisations(visit.db, organisationsWith(visit.actor, ['portal-admin']));
  const code = visit.url.searchParams.get('instelling') ?? '';
  const actingFor = mine.find(({ id }) => id === visit.actor.actingFor?.organisationId);
  const institution = code === '' ? (actingFor ?? mine[0]) : mine.find(({ id }) => id === parseOrganisationCode(code));
  if (!institution) throw new NotFound();
  return { mine, institution, ...dayOf(visit) };
}

function dayOf(visit: ActorVisit): Pick<AskedPlace, 'day' | 'typedDay' | 'dayError'> {
  const today = visit.actor.today;
  const typed = (visit.url.searchParams.get('dag') ?? '').trim();
  if (typed === '') return { day: today, typedDay: formatDate(today), dayError: undefined };
  const day = parseDay(typed);
  return { day: day ?? today, typedDay: typed, dayError: day ? undefined : visit.t.web.who.dayWrong };
}
