import { sql } from 'kysely';
import type { Reach, ReceivedShare } from '#access/actor.ts';
import { wholeOf, type FacetQuestion } from '#apps/library/facets.ts';
import { narrowKeys } from '#apps/library/keys.ts';
import type { SharerFacet } from '#apps/library/model.ts';
import { matching } from '#apps/library/visible.ts';
import type { Words } from '#apps/library/words.ts';
import type { Db } from '#platform/db.ts';

/** Who shared these documents with the actor, by id of the document; nothing is asked when nothing was shared. */
export async function namesOfSharers(
  db: Db,
  reach: Reach,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const shares = reach.shared.filter(({ documentId }) => documentIds.includes(documentId));
  const names = await readNames(db, shares);
  return new Map(shares.map(({ id, documentId }) => [documentId, names.get(id) ?? '']));
}

/** Of a list, how many each person shared with the actor (DO-3): as if nobody was ticked in this filter. */
export async function countSharers(db: Db, question: FacetQuestion, words: Words | null): Promise<SharerFacet[]> {
  const { reach } = question;
  if (reach.shared.length === 0) return [];
  const filter = { ...wholeOf(question), sharers: [] };
  const { shared } = narrowKeys(reach, filter);
  const { rows } = await sql<{ id: string }>`
    select d.id from documents d
    where d.id = any(${shared}::uuid[]) and ${matching(filter, words ? lookedAt(words) : undefined)}`.execute(db);
  const found = new Set(rows.map((row) => row.id));
  const names = await readNames(db, reach.shared);
  return [...Map.groupBy(reach.shared, (share) => share.sharerId)].map(([id, shares]) => ({
    id,
    name: names.get(shares[0]?.id ?? '') ?? '',
    count: shares.filter(({ documentId }) => found.has(documentId)).length,
  }));
}

// A few documents are looked at one by one, whatever the words.
const lookedAt = ({ all }: Words): Words => ({ rare: undefined, common: all, all });

async function readNames(db: Db, shares: readonly ReceivedShare[]): Promise<ReadonlyMap<string, string>> {
  if (shares.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select share_id as id, sharer as name from app.people_of_shares(${shares.map((share) => share.id)}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
