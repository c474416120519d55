import type { ActorVisit } from '#access/visit.ts';
import type { Merger } from '#apps/rights/mergers/queries.ts';
import { mergerAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { DataTable } from '#ui/components/data-table.tsx';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

/** Mijn taken: institutions that continue as one of which the actor is head local administrator. */
export const MergerTasks = ({ visit, mergers }: { visit: ActorVisit; mergers: readonly Merger[] }) => {
  const t = visit.t.rights.mergers;
  if (mergers.length === 0) return null;
  return (
    <Section title={t.tasks} id="fusies">
      <DataTable
        caption={t.tasksCount(mergers.length)}
        captionHidden
        columns={[
          {
            label: t.old,
            rowHeader: true,
            cell: (one) => (
              <>
                <a href={mergerAddress(one.organisationId)}>{oldLabel(one)}</a>
                {!one.isInSight && <span class="soft"> ({t.sightFrom(formatDate(one.sightFrom))})</span>}
              </>
            ),
          },
          { label: t.next, cell: newLabel },
          { label: t.from, cell: ({ from }) => formatDate(from) },
        ]}
        rows={mergers}
      />
    </Section>
  );
};

export const oldLabel = (merger: Merger): string =>
  organisationLabel({ id: merger.organisationId, name: merger.organisationName });

export const newLabel = (merger: Merger): string =>
  organisationLabel({ id: merger.successorId, name: merger.successorName });
