import type { Child } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import { listHeld } from '#apps/rights/held/queries.ts';
import { heldAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { formatDate } from '#ui/format.ts';

/** What programs wanted to end and waits for a decision, in Mijn taken; null when nothing does. */
export async function heldTasks(visit: ActorVisit): Promise<Child> {
  const held = await listHeld(visit.db, visit.actor);
  if (held.length === 0) return null;
  const t = visit.t.rights.held;
  return (
    <DataTable
      caption={t.section}
      rows={held}
      columns={[
        {
          label: visit.t.rights.requests.institution,
          rowHeader: true,
          cell: ({ id, organisationId, organisationName }) => (
            <a href={heldAddress(id)}>{organisationLabel({ id: organisationId, name: organisationName })}</a>
          ),
        },
        { label: t.program, cell: ({ program }) => program },
        { label: t.people, cell: ({ people }) => people },
        { label: visit.t.rights.requests.askedOn, cell: ({ askedOn }) => formatDate(askedOn) },
      ]}
    />
  );
}
