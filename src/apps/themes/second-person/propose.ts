import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { TickedCell } from '#apps/themes/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

interface Wanted {
  kind: 'tick' | 'switch-off';
  organisationId: number;
  /** The right of who proposes. */
  restsOn: string;
  cell?: TickedCell & { grantId: string };
}

/** Stores a proposal and asks everybody who could confirm it; the same one that waits already is left as it is. */
export async function propose(tx: Tx, actor: Actor, wanted: Wanted): Promise<AuditEntry[]> {
  const { kind, organisationId, cell } = wanted;
  const { rows } = await sql<{ id: string }>`
    insert into theme_proposals (kind, organisation_id, level_id, theme_id, person_id, grant_id, proposed_by, proposed_on, expires_on)
    values (${kind}, ${organisationId}, ${cell?.levelId ?? null}, ${cell?.themeId ?? null}, ${cell?.personId ?? null},
      ${cell?.grantId ?? null}, ${actor.personId}, ${wanted.restsOn}, app.today() + app.term('second-person'))
    on conflict do nothing
    returning id`.execute(tx);
  const [proposal] = rows;
  if (!proposal) return [];
  await sql`select app.mail_confirmers(${proposal.id})`.execute(tx);
  const { levelId, themeId, personId: person } = cell ?? {};
  const action = kind === 'tick' ? 'propose-tick' : 'propose-switch-off';
  return [
    {
      action,
      subjectKind: 'theme-proposal',
      subjectId: proposal.id,
      organisationId,
      restsOnGrant: wanted.restsOn,
      after: { state: 'open', ...(cell && { person, levelId, themeId }) },
    },
  ];
}

/** A tick that a second person confirms, on the right of the portal administrator who proposes it. */
export function proposeTick(tx: Tx, actor: Actor, cell: TickedCell & { grantId: string }): Promise<AuditEntry[]> {
  const { institutionId: organisationId } = cell;
  const restsOn = actor.grants.find(
    (one) => one.entitlement === 'portal-admin' && one.organisationId === organisationId,
  );
  return propose(tx, actor, { kind: 'tick', organisationId, restsOn: restsOn?.id ?? '', cell });
}

/** Proposals that ran out, or whose proposer or receiver lost the right they rest on. As the system; twice is once. */
export async function followProposals(tx: Tx): Promise<number> {
  const { rows } = await sql<{ closed: number }>`
    with closed as (
      update theme_proposals p set decided_at = now(),
        state = case when p.expires_on < app.today() then 'expired' else 'withdrawn' end
      where p.state = 'open' and not app.stands(p.id)
      returning p.id, p.organisation_id, p.state
    ), told as (
      insert into audit_events (actor_kind, actor_label, action, subject_kind, subject_id, organisation_id, before, after)
      select 'system', 'second-person', case c.state when 'expired' then 'expire-proposal' else 'withdraw-proposal' end,
        'theme-proposal', c.id::text, c.organisation_id, '{"state": "open"}', jsonb_build_object('state', c.state)
      from closed c
    )
    select count(*) as closed from closed`.execute(tx);
  return rows[0]?.closed ?? 0;
}
