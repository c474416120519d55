import { localPath } from '#access/local-path.ts';
import type { ActorVisit } from '#access/visit.ts';
import { base, endingAddress, institutionAddress, peopleAddress, personAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import type { ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';
import type { Crumb } from '#ui/components/way-back.tsx';

/** What a page says it just did: of no use to who comes back to it for something else. */
const saidOnce = ['gedaan', 'aantal', 'recht'];

/** This page, for the `terug` of where a choice goes on. */
export function here(visit: ActorVisit): string {
  const query = new URLSearchParams(visit.url.searchParams);
  for (const name of saidOnce) query.delete(name);
  const search = query.toString();
  return search === '' ? visit.url.pathname : `${visit.url.pathname}?${search}`;
}

/** The page of Gebruikersbeheer where the rights were chosen, with its filters; nowhere else, whatever an address says. */
export function cameFrom(wanted: unknown): string | undefined {
  const path = typeof wanted === 'string' ? localPath(wanted) : '/';
  return path.startsWith(`${base}/`) ? path : undefined;
}

/** A page of ours, told what was done; what was chosen for it is chosen no more. */
export function withDone(path: string, done: Readonly<Record<string, string>>): string {
  const url = new URL(withoutChoice(path), 'http://here');
  for (const name of saidOnce) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(done)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

/** A list with these boxes ticked. */
export function withChoice(path: string, selection: string): string {
  const url = new URL(path, 'http://here');
  url.searchParams.set('keuze', selection);
  return `${url.pathname}${url.search}`;
}

export function withoutChoice(path: string): string {
  const url = new URL(path, 'http://here');
  url.searchParams.delete('keuze');
  return `${url.pathname}${url.search}`;
}

/** Back to where the rights were chosen, by its name; everybody, when no address says where. */
export function wayBack(visit: ActorVisit, grants: readonly ChosenGrant[]): Crumb {
  const t = visit.t.rights;
  const href = cameFrom(visit.url.searchParams.get('terug'));
  const path = href?.split('?')[0];
  const person = grants.find(({ personId }) => path === personAddress(personId));
  const place = grants.find(({ organisationId }) => path === institutionAddress(organisationId));
  if (href && path === endingAddress) return { label: t.ending.title, href };
  if (href && person) return { label: personLabel(person), href };
  if (href && place)
    return { label: organisationLabel({ id: place.organisationId, name: place.organisationName }), href };
  return { label: t.persons.title, href: href && path === peopleAddress ? href : peopleAddress };
}
