import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { countPeople, haveHeadAdmin, managedOrganisations, stepsIn } from '#apps/rights/queries/scope.ts';
import {
  searchOrganisations,
  type Organisation,
  type OrganisationKey,
  type OrganisationKind,
} from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

export interface ListedInstitution extends Organisation {
  people: number;
  /** Whether the actor may look inside; the helpdesk only where no head local administrator is left. */
  open: boolean;
}

export interface InstitutionPage {
  institutions: readonly ListedInstitution[];
  next: number | undefined;
  /** The actor manages none of his own and steps in for others: the list needs a search. */
  stepsIn: boolean;
}

const pageSize = 50;
const schools: readonly OrganisationKind[] = ['institution', 'board', 'guidance-centre', 'boarding-school', 'other'];

/** The institutions for which the actor may manage rights (RI-8): the own ones, or, for the helpdesk, what a search finds. */
export async function findInstitutions(
  db: Db,
  actor: Actor,
  delegations: readonly Delegation[],
  search: { text: string; after: string | null },
): Promise<InstitutionPage> {
  const managed = managedOrganisations(actor);
  const steppingIn = managed.length === 0 && stepsIn(actor, delegations);
  if (steppingIn && search.text.trim() === '') return { institutions: [], next: undefined, stepsIn: true };
  const after = await keyOf(db, search.after);
  const page = await searchOrganisations(db, {
    text: search.text,
    limit: pageSize,
    ...(steppingIn ? { kinds: schools } : { among: managed }),
    ...(after && { after }),
  });
  const ids = page.organisations.map((organisation) => organisation.id);
  const people = await countPeople(db, ids);
  const closedTo = new Set(steppingIn ? await haveHeadAdmin(db, ids) : []);
  const institutions = page.organisations.map((organisation) => ({
    ...organisation,
    people: people.get(organisation.id) ?? 0,
    open: !closedTo.has(organisation.id),
  }));
  return {
    institutions: institutions.toSorted((one, other) => Number(other.open) - Number(one.open)),
    next: page.next?.id,
    stepsIn: steppingIn,
  };
}

async function keyOf(db: Db, after: string | null): Promise<OrganisationKey | undefined> {
  if (!after || !/^\d{1,7}$/.test(after)) return undefined;
  const { rows } = await sql<OrganisationKey>`
    select app.plain(name) as name, id from organisations where id = ${Number(after)}`.execute(db);
  return rows[0];
}
