import { actAsDoor } from '#access/context.ts';
import { beginVisit, findByVisit, isUsable, noteVisit, type Invitation } from '#apps/rights/invitations/store.ts';
import { readNationalNumber } from '#directory/national-number.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Db, Tx } from '#platform/db.ts';

/** Whether the link of a mail can be used; looking at it uses nothing up. */
export async function canFollow(db: Db, token: string): Promise<boolean> {
  await actAsDoor(db);
  return isUsable(db, token);
}

/** The secret of a browser that follows a link, for the sign-in that comes now; null when the link is worth nothing. */
export async function followInvitation(tx: Tx, token: string): Promise<string | null> {
  await actAsDoor(tx);
  return beginVisit(tx, token);
}

/** Remembers, sealed, who signed in with an invitation; false when this browser follows none, or there is no number. At the door. */
export async function noteSignIn(
  tx: Tx,
  secret: string,
  who: { givenName: string | null; familyName: string | null; nationalNumber: string | null },
  keys: Sealer,
): Promise<boolean> {
  const read = readNationalNumber(who.nationalNumber ?? '');
  if (!read.valid) return false;
  const { digits } = read.number;
  return noteVisit(tx, secret, {
    givenName: who.givenName ?? '',
    familyName: who.familyName ?? '',
    sealed: keys.seal(digits),
    lookup: keys.lookup(digits),
  });
}

/** What somebody who signed in is invited for. */
export async function findVisited(db: Db, secret: string): Promise<Invitation | undefined> {
  await actAsDoor(db);
  return findByVisit(db, secret);
}
