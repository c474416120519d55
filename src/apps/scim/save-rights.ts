import { perform } from '#access/use-case.ts';
import { endGrants, grantRight, prolongGrants } from '#apps/rights/index.ts';
import { immutable, invalidValue, ScimRefused } from '#apps/scim/errors.ts';
import type { Saving } from '#apps/scim/save-user.ts';
import type { StoredUser, UserRight, WishedRight } from '#apps/scim/user.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';

/**
 * Makes somebody's rights what a program says, by the very commands of the screens: it gives and ends what its administrator may
 * give and end there, and nothing else (R1–R5). Automatic rights follow their cause and are left alone (R16).
 */
export async function saveRights(as: Saving, user: StoredUser, wished: readonly WishedRight[]): Promise<void> {
  const left = user.rights.filter(({ cause }) => cause !== 'automatic');
  const keys = new Set<string>();
  for (const wish of wished) {
    const organisationId = parseOrganisationCode(wish.organisation) ?? 0;
    const key = `${wish.right} ${organisationId} ${wish.begin ?? ''}`;
    if (keys.has(key)) throw invalidValue(`${wish.right} for ${wish.organisation} occurs twice in rights`);
    keys.add(key);
    const automatic = user.rights.some(
      (right) => right.cause === 'automatic' && right.right === wish.right && right.organisationId === organisationId,
    );
    if (automatic) continue;
    const at = left.findIndex((right) => right.right === wish.right && right.organisationId === organisationId);
    const [known] = at < 0 ? [] : left.splice(at, 1);
    if (known) await adjust(as, known, wish);
    else await give(as, user.id, organisationId, wish);
  }
  for (const right of left) await end(as, right, 'at-once');
}

async function give({ tx, actor }: Saving, personId: string, organisationId: number, wish: WishedRight): Promise<void> {
  const from = wish.begin != null && wish.begin > actor.today ? wish.begin : actor.today;
  const { right: entitlementId, contexts, end: until } = wish;
  const grant = { organisationId, personId, entitlementId, contexts, from, until, key: newId() };
  const outcome = await perform(grantRight, { tx, actor }, grant);
  if (outcome.kind === 'obstacles')
    throw invalidValue(`${entitlementId} cannot be given so: ${outcome.obstacles.map(({ kind }) => kind).join(', ')}`);
  if (outcome.kind === 'exists')
    throw new ScimRefused(409, `${entitlementId} is held in that period already`, 'uniqueness');
}

async function adjust(as: Saving, right: UserRight, wish: WishedRight): Promise<void> {
  if (wish.contexts.toSorted().join('\n') !== right.contexts.toSorted().join('\n'))
    throw immutable(`The contexts of ${right.right} cannot change; end it and give it anew`);
  const first = right.begin > as.actor.today ? right.begin : as.actor.today;
  const until = wish.end < first ? first : wish.end;
  if (until === right.end) return;
  if (until < right.end) return end(as, right, until === as.actor.today ? 'today' : 'later', until);
  const { tx, actor } = as;
  const outcome = await perform(prolongGrants, { tx, actor }, { grantIds: [right.id], until, key: newId() });
  if (outcome.kind === 'obstacles')
    throw invalidValue(`${right.right} cannot last so long: ${outcome.rows[0]?.obstacle?.kind ?? ''}`);
}

async function end(
  { tx, actor, caller }: Saving,
  right: UserRight,
  mode: 'today' | 'later' | 'at-once',
  day?: string,
): Promise<void> {
  const ending = { grantIds: [right.id], mode, day, reason: `SCIM: ${caller.name}`, key: newId() };
  const outcome = await perform(endGrants, { tx, actor }, ending);
  if (outcome.kind === 'obstacles')
    throw new ScimRefused(409, `${right.right} cannot be ended: ${outcome.rows[0]?.obstacle.kind ?? ''}`);
}
