import type { Actor } from '#access/actor.ts';
import { listGrantPeriods, listCandidates, type Candidate, type GrantPeriod } from '#apps/rights/lists/facts.ts';
import type { ListRow, RowGift, RowProblem, RowVerdict } from '#apps/rights/lists/model.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { parseDay } from '#apps/rights/period.ts';
import { mayGrant } from '#apps/rights/policy.ts';
import { readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import { listRelatedPeopleAt, relationFor, type RelatedPerson } from '#apps/rights/queries/relations.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { listOrganisations } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

/** Everything that decides about the rows of a list, read at once. */
interface Facts {
  catalogue: Catalogue;
  candidates: readonly Candidate[];
  /** People by institution that the actor manages; only those that exist today. */
  related: ReadonlyMap<number, ReadonlyMap<string, RelatedPerson>>;
  existing: readonly GrantPeriod[];
}

/**
 * What every row would come to, by the rules of a single right (R26). People and institutions out of sight answer like
 * those that do not exist (R7).
 */
export async function judgeRows(db: Db, actor: Actor, rows: readonly ListRow[]): Promise<RowVerdict[]> {
  const facts = await readFacts(db, actor, rows);
  const given = new Map<string, RowGift[]>();
  return rows.map((row): RowVerdict => {
    const { line } = row;
    const gift = judgeRow(actor, facts, row);
    if ('kind' in gift) return { line, problem: gift };
    const key = keyOf(gift);
    const twin = given.get(key)?.find((one) => one.from <= gift.until && gift.from <= one.until);
    if (twin) return { line, problem: { kind: 'twice', line: twin.line } };
    given.set(key, [...(given.get(key) ?? []), gift]);
    return { line, gift };
  });
}

async function readFacts(db: Db, actor: Actor, rows: readonly ListRow[]): Promise<Facts> {
  const catalogue = await readCatalogue(db);
  const candidates = await listCandidates(db, rows);
  const ids = candidates.map(({ personId }) => personId);
  const managed = new Set(managedOrganisations(actor));
  const asked = new Set(rows.flatMap((row) => parseOrganisationCode(row.organisation) ?? []));
  const own = await listOrganisations(
    db,
    [...asked].filter((one) => managed.has(one)),
  );
  const open = own.filter(({ isOpen }) => isOpen).map(({ id }) => id);
  const people = await listRelatedPeopleAt(db, ids, open, 'today-or-later');
  const related = new Map(
    open.map((id) => [id, new Map((people.get(id) ?? []).map((person) => [person.personId, person]))]),
  );
  return { catalogue, candidates, related, existing: await listGrantPeriods(db, ids, [...related.keys()]) };
}

function judgeRow(actor: Actor, facts: Facts, row: ListRow): RowGift | RowProblem {
  if (row.hasFormula) return { kind: 'formula' };
  const organisationId = parseOrganisationCode(row.organisation);
  if (organisationId === undefined) return { kind: 'organisation-unreadable' };
  const people = facts.related.get(organisationId);
  if (!people) return { kind: 'organisation-not-yours' };
  const person = personOf(facts, people, row);
  if ('kind' in person) return person;
  const entitlement = entitlementNamed(facts.catalogue, row.right);
  if (!entitlement) return { kind: 'right-unknown' };
  const from = parseDay(row.from);
  const until = parseDay(row.until);
  if (from === undefined) return { kind: 'day-unreadable', field: 'from' };
  if (until === undefined) return { kind: 'day-unreadable', field: 'until' };
  const contexts = contextsOf(entitlement, row.contexts);
  const relation = relationFor(person, entitlement, from);
  const wish = { organisationId, contexts, from, until };
  // The helpdesk steps in by hand, never by a list: what it gives changes what it may give next.
  const judged = mayGrant(actor, { ...wish, entitlement }, facts.catalogue.delegations, {
    relation,
    hasHeadAdmin: true,
  });
  if (judged.decision === 'not-yours') return { kind: 'right-not-yours' };
  const [obstacle] = judged.decision === 'obstacle' ? judged.obstacles : [];
  if (judged.decision === 'obstacle') return { kind: 'obstacle', obstacle: obstacle ?? { kind: 'ends-before-begin' } };
  const { personId } = person;
  const gift = { ...wish, line: row.line, personId, relationId: relation.id, entitlementId: entitlement.id };
  const same = facts.existing.find((one) => keyOf(one) === keyOf(gift) && one.from <= until && from <= one.until);
  return same ? { kind: 'exists', from: same.from, until: same.until } : { ...gift, restsOn: judged.restsOn.id };
}

function personOf(facts: Facts, people: ReadonlyMap<string, RelatedPerson>, row: ListRow): RelatedPerson | RowProblem {
  if (row.whoProblem !== null)
    return row.whoProblem === 'missing' ? { kind: 'who-missing' } : { kind: 'who-unreadable', problem: row.whoProblem };
  const meant = facts.candidates.filter((one) =>
    row.email === null
      ? row.numberLookup !== null && one.numberLookup?.equals(row.numberLookup)
      : one.email === row.email,
  );
  const [person, another] = meant.flatMap(({ personId }) => people.get(personId) ?? []);
  if (another) return { kind: 'who-several' };
  return person ?? { kind: 'who-unknown' };
}

const plain = (text: string): string => text.trim().toLowerCase();

function entitlementNamed({ entitlements }: Catalogue, text: string): Entitlement | undefined {
  return entitlements.find(({ id, name }) => plain(name) === plain(text) || id === plain(text));
}

/** Contexts are told apart by a comma, a slash, a plus or a bar, and read without regard to capitals. */
function contextsOf({ contexts }: Entitlement, text: string): string[] {
  const words = text.split(/[,/+|;]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
  return [...new Set(words.map((word) => contexts.find((one) => plain(one) === plain(word)) ?? word))];
}

const keyOf = (one: { personId: string; entitlementId: string; organisationId: number }): string =>
  `${one.personId} ${one.entitlementId} ${one.organisationId}`;
