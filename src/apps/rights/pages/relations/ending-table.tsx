import type { ActorVisit } from '#access/visit.ts';
import type { EndableRelation } from '#apps/rights/commands/end-relations.ts';
import { organisationLabel, personLabel } from '#apps/rights/pages/words.ts';
import type { EndRelationObstacle, RightOnRelation } from '#apps/rights/relations-policy.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { Folded } from '#ui/components/folded.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { formatDate } from '#ui/format.ts';

type Names = ReadonlyMap<string, string>;

interface TableProps {
  visit: ActorVisit;
  caption: string;
  rows: readonly EndableRelation[];
  names: Names;
}

/** Each relation with everything that ends with it. */
export const EndingTable = ({ visit, caption, rows, names }: TableProps) => {
  const t = visit.t.rights;
  const columns: Column<EndableRelation>[] = [
    { label: t.people.person, rowHeader: true, cell: ({ relation }) => personLabel(relation) },
    {
      label: t.persons.institution,
      cell: ({ relation }) => organisationLabel({ id: relation.organisationId, name: relation.organisationName }),
    },
    { label: t.person.category, cell: ({ relation }) => relation.category },
    { label: t.relations.whatEnds, cell: (row) => endingText(visit, row, names) },
  ];
  return (
    <Folded summary={caption} count={rows.length}>
      <DataTable caption={caption} columns={columns} rows={rows} />
    </Folded>
  );
};

/** Rights by name where the actor manages them, the others as a number: what is elsewhere is not his to know (R7). */
function endingText(visit: ActorVisit, { relation, ending }: EndableRelation, names: Names): string {
  const t = visit.t.rights.relations;
  const here = ending.filter((right) => right.organisationId === relation.organisationId);
  const elsewhere = ending.length - here.length;
  const parts = [
    ...here.map((right) => nameWithThemes(visit, right, names)),
    ...(elsewhere > 0 ? [t.elsewhere(elsewhere)] : []),
  ];
  return parts.length === 0 ? t.nothingElse : parts.join('; ');
}

function nameWithThemes(visit: ActorVisit, { entitlementId, themes }: RightOnRelation, names: Names): string {
  const name = names.get(entitlementId) ?? entitlementId;
  return themes > 0 ? visit.t.rights.relations.withThemes(name, themes) : name;
}

/** Who was picked but stays, with the reason and what to do first. */
export const LeftRelations = ({ visit, rows, names }: Omit<TableProps, 'caption'>) => {
  const t = visit.t.rights.relations;
  const left = rows.flatMap(({ relation, obstacle }) => (obstacle ? [{ relation, obstacle }] : []));
  if (left.length === 0) return null;
  return (
    <Notice t={visit.t.ui} kind="warning" title={t.left(left.length)} live>
      {left.map(({ relation, obstacle }) => (
        <p>
          <strong>{personLabel(relation)}:</strong> {obstacleText(visit, obstacle, names)}
        </p>
      ))}
    </Notice>
  );
};

export function obstacleText(visit: ActorVisit, obstacle: EndRelationObstacle, names: Names): string {
  const t = visit.t.rights.relations.obstacles;
  switch (obstacle.kind) {
    case 'not-sooner':
      return t[obstacle.kind](formatDate(obstacle.until));
    case 'not-begun':
      return t[obstacle.kind](formatDate(obstacle.from));
    case 'right-not-yours':
      return t[obstacle.kind](names.get(obstacle.entitlementId) ?? obstacle.entitlementId);
    default:
      return t[obstacle.kind];
  }
}
