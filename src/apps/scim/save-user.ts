import type { Actor } from '#access/actor.ts';
import { NotFound } from '#access/refusals.ts';
import type { MachineCaller } from '#access/route.ts';
import { perform } from '#access/use-case.ts';
import {
  addRelation,
  endThroughProgram,
  managedOrganisations,
  prolongRelation,
  registerPerson,
} from '#apps/rights/index.ts';
import { immutable, invalidValue, ScimRefused } from '#apps/scim/errors.ts';
import { extensionSchema } from '#apps/scim/names.ts';
import { planRelations, type Plan, type Wished } from '#apps/scim/plan.ts';
import { findUser, isNamed, letGo, nameUser } from '#apps/scim/queries.ts';
import { saveRights } from '#apps/scim/save-rights.ts';
import type { StoredUser, UserInput, WishedRelation } from '#apps/scim/user.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

/** In the name of whom, in which transaction. */
export interface Saving {
  tx: Tx;
  actor: Actor;
  caller: MachineCaller;
  sealer: Sealer;
}

/** `held`: more ends than may end within a day; administrators decide, and nothing of the request happened. */
export type SaveOutcome = { kind: 'saved'; user: StoredUser } | { kind: 'held'; heldIds: readonly string[] };

/** Registers somebody by his number and links him, with the rules and events of the screens (RI-1, R18). */
export async function createUser(as: Saving, wish: UserInput): Promise<StoredUser> {
  const extension = wish[extensionSchema];
  const relations = wishedRelations(as.actor, extension?.workRelations ?? []);
  const [first, ...others] = relations;
  if (!first) throw invalidValue(`${extensionSchema}:workRelations must hold at least one relation`);
  if (wish.active === false) throw invalidValue('Nobody is registered to be inactive; leave active out');
  await refuseTaken(as, wish, null);
  const outcome = await perform(registerPerson, as, {
    identity: {
      number: extension?.nationalNumber ?? '',
      givenName: wish.name?.givenName ?? '',
      familyName: wish.name?.familyName ?? '',
      gender: extension?.gender ?? null,
      birthDate: extension?.birthDate ?? null,
    },
    email: wish.emails?.[0]?.value ?? null,
    link: linkOf(as.actor, first),
    key: newId(),
    sealer: as.sealer,
  });
  if (outcome.kind === 'differs')
    throw new ScimRefused(409, 'Number and name do not belong together here', 'uniqueness');
  if (outcome.kind === 'faults') throw refusedRegistration(outcome);
  for (const relation of others) await add(as, outcome.personId, linkOf(as.actor, relation));
  await nameUser(as.tx, as.actor, outcome.personId, namesOf(wish, null));
  await saveRightsIfAllowed(as, await present(as, outcome.personId), wish);
  return present(as, outcome.personId);
}

/** Makes somebody what a program says he is; the same once more changes nothing (R24). */
export async function replaceUser(as: Saving, user: StoredUser, wish: UserInput): Promise<SaveOutcome> {
  refuseOtherName(user, wish);
  await refuseTaken(as, wish, user.id);
  const wished = wish[extensionSchema]?.workRelations;
  const relations = wished && wishedRelations(as.actor, wished);
  const plan = planRelations(user, { active: wish.active, relations }, as.actor.today);
  const ended = await endAll(as, plan.toEnd);
  if (ended) return ended;
  for (const prolonged of plan.toProlong) await prolong(as, prolonged);
  for (const added of plan.toAdd)
    await add(as, user.id, { ...added, category: added.category as 'Medewerker', right: null });
  await nameUser(as.tx, as.actor, user.id, namesOf(wish, user));
  await saveRightsIfAllowed(as, await present(as, user.id), wish);
  return { kind: 'saved', user: await present(as, user.id) };
}

/** Ends every relation that this program keeps of somebody; nothing is deleted (R13). */
export async function removeUser(
  as: Saving,
  user: StoredUser,
): Promise<Exclude<SaveOutcome, { kind: 'saved' }> | null> {
  const { toEnd } = planRelations(user, { active: false, relations: undefined }, as.actor.today);
  const held = await endAll(as, toEnd);
  if (!held) await letGo(as.tx, as.actor, user.id);
  return held;
}

async function endAll(
  { tx, actor, caller }: Saving,
  endings: Plan['toEnd'],
): Promise<Exclude<SaveOutcome, { kind: 'saved' }> | null> {
  if (endings.length === 0) return null;
  const outcome = await perform(endThroughProgram, { tx, actor }, { endings, reason: `SCIM: ${caller.name}` });
  if (outcome.kind === 'ended') return null;
  if (outcome.kind === 'held') return outcome;
  if (outcome.kind === 'refused')
    throw new ScimRefused(
      403,
      'An administrator of the institution refused to end this; ask there before trying again',
    );
  const obstacle = outcome.rows.find((row) => row.obstacle)?.obstacle;
  throw new ScimRefused(
    409,
    {
      'is-head': 'A head teacher keeps the relation until the head assignment ends',
      'last-head-admin': 'The institution would be left without a head local administrator',
      'right-not-yours': 'A right hangs on this relation that the administrator behind this client may not end',
      'already-ended': 'The relation has ended already',
      'not-sooner': 'The relation ends sooner already',
      'in-past': 'A relation cannot end in the past',
      'not-begun': 'A relation cannot end before it begins',
    }[obstacle?.kind ?? 'already-ended'],
  );
}

async function prolong({ tx, actor }: Saving, relation: Plan['toProlong'][number]): Promise<void> {
  const outcome = await perform(prolongRelation, { tx, actor }, relation);
  if (outcome.kind === 'obstacle') throw invalidValue(`The relation cannot last so long: ${outcome.obstacle.kind}`);
}

type Link = Parameters<typeof add>[2];

async function add(
  { tx, actor }: Saving,
  personId: string,
  link: {
    organisationId: number;
    category: 'Medewerker' | 'Ondersteuner' | 'Extern' | 'Occasioneel';
    from: string;
    until: string | null;
    right: null;
  },
): Promise<void> {
  const outcome = await perform(addRelation, { tx, actor }, { personId, link, key: newId() });
  if (outcome.kind === 'faults')
    throw invalidValue(`The relation cannot be made: ${outcome.link.map(({ kind }) => kind).join(', ')}`);
}

const linkOf = (actor: Actor, { organisationId, category, begin, end }: Wished): Link => ({
  organisationId,
  category: category ?? 'Medewerker',
  from: begin ?? actor.today,
  until: end ?? null,
  right: null,
});

/** The wished relations with their organisations, each within what the client may touch; told alike for what does not exist. */
function wishedRelations(actor: Actor, relations: readonly WishedRelation[]): Wished[] {
  const managed = managedOrganisations(actor);
  const wished = relations.map((relation) => {
    const organisationId = parseOrganisationCode(relation.organisation);
    if (organisationId === undefined || !managed.includes(organisationId))
      throw new ScimRefused(403, `This client may not keep relations with ${relation.organisation}`);
    return { ...relation, organisationId };
  });
  const keys = wished.map(({ organisationId, begin }) => `${organisationId} ${begin ?? ''}`);
  if (new Set(keys).size < keys.length) throw invalidValue('An organisation occurs twice in workRelations');
  return wished;
}

async function refuseTaken({ tx, actor }: Saving, wish: UserInput, except: string | null): Promise<void> {
  if (await isNamed(tx, actor, { userName: wish.userName, externalId: wish.externalId ?? null }, except))
    throw new ScimRefused(409, 'Another user of this client has this userName or externalId', 'uniqueness');
}

const namesOf = ({ userName, externalId }: UserInput, user: StoredUser | null) => ({
  userName,
  externalId: externalId === undefined ? (user?.externalId ?? null) : externalId,
});

/** Names follow the sign-in, not a program: saying another one is an error rather than silently nothing. */
function refuseOtherName(user: StoredUser, { name }: UserInput): void {
  const differs = (said: string | undefined, known: string): boolean =>
    said !== undefined && said.localeCompare(known, 'nl', { sensitivity: 'base' }) !== 0;
  if (differs(name?.givenName, user.givenName) || differs(name?.familyName, user.familyName))
    throw immutable('A name follows the sign-in of the person and cannot be changed here');
}

async function saveRightsIfAllowed(as: Saving, user: StoredUser, wish: UserInput): Promise<void> {
  // What hangs on a relation elsewhere ends too: whoever is not active has no rights here (R24).
  const rights = wish.active === false ? [] : wish[extensionSchema]?.rights;
  // Read-only for every other client: what it says of rights is left aside (RFC 7643 §2.2).
  if (rights && (as.caller.mayGrant || wish.active === false)) await saveRights(as, user, rights);
}

function refusedRegistration(outcome: {
  identity: readonly { field: string; kind: string }[];
  link: readonly { kind: string }[];
}) {
  if (outcome.link.some(({ kind }) => kind === 'already-related'))
    return new ScimRefused(409, 'This person has a relation with that organisation already', 'uniqueness');
  const faults = [
    ...outcome.identity.map(({ field, kind }) => `${field === 'number' ? 'nationalNumber' : field}: ${kind}`),
    ...outcome.link.map(({ kind }) => `workRelations: ${kind}`),
  ];
  return invalidValue(faults.join('; '));
}

async function present({ tx, actor }: Saving, id: string): Promise<StoredUser> {
  const user = await findUser(tx, actor, id);
  if (!user) throw new NotFound();
  return user;
}
