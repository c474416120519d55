import type { Child } from 'hono/jsx';
import type { ActorVisit } from '#access/visit.ts';
import { organisationLabel, personLabel, rightLabel } from '#apps/rights/pages/words.ts';
import type { ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { Folded } from '#ui/components/folded.tsx';
import { formatDate } from '#ui/format.ts';

interface ChosenTableProps<Row extends { grant: ChosenGrant }> {
  readonly visit: ActorVisit;
  readonly caption: string;
  readonly rows: readonly Row[];
  /** What happens to the right, or why it does not. */
  readonly last?: { label: string; cell: (row: Row) => Child } | undefined;
}

/** Every right that was picked, with what becomes of it. */
export const ChosenTable = <Row extends { grant: ChosenGrant }>({
  visit,
  caption,
  rows,
  last,
}: ChosenTableProps<Row>) => {
  const t = visit.t.rights.people;
  const columns: Column<Row>[] = [
    { label: t.person, rowHeader: true, cell: ({ grant }) => personLabel(grant) },
    { label: t.right, cell: ({ grant }) => rightLabel(grant) },
    {
      label: visit.t.rights.persons.institution,
      cell: ({ grant }) => organisationLabel({ id: grant.organisationId, name: grant.organisationName }),
    },
    { label: t.period, cell: ({ grant }) => t.from(formatDate(grant.from), formatDate(grant.until)) },
    ...(last ? [last] : []),
  ];
  return (
    <Folded summary={caption} count={rows.length}>
      <DataTable caption={caption} columns={columns} rows={rows} />
    </Folded>
  );
};
