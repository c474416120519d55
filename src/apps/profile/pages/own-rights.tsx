import type { ActorVisit } from '#access/visit.ts';
import { addDays, warningDays } from '#apps/rights/index.ts';
import { isLongAgo, type HeldOrganisation, type RightGroup } from '#apps/profile/model.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { DataTable, type Column } from '#ui/components/data-table.tsx';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

interface OwnRightsProps {
  readonly visit: ActorVisit;
  readonly rights: readonly RightGroup[];
}

/** Every right with its period and cause: what counts today, what begins later, what ended. */
export const OwnRights = ({ visit, rights }: OwnRightsProps) => {
  const t = visit.t.profile.rights;
  const earlier = rights.filter((right) => isLongAgo(right, visit.actor.today));
  const current = rights.filter((right) => !earlier.includes(right));
  return (
    <Section title={t.title} id="rechten">
      {rights.length === 0 && <p>{t.none}</p>}
      {rights.length > 0 && !rights.some((right) => right.state === 'active') && (
        <p>
          <strong>{t.noneToday}</strong>
        </p>
      )}
      {current.length > 0 && <RightsTable visit={visit} rights={current} />}
      {earlier.length > 0 && (
        <details>
          <summary>{t.earlier(earlier.length)}</summary>
          <RightsTable visit={visit} rights={earlier} />
        </details>
      )}
      <p>
        <a href="/waarom">{t.why}</a>
      </p>
    </Section>
  );
};

const RightsTable = ({ visit, rights }: OwnRightsProps) => (
  <DataTable caption={visit.t.profile.rights.caption} captionHidden rows={rights} columns={columnsOf(visit)} />
);

function columnsOf(visit: ActorVisit): Column<RightGroup>[] {
  const t = visit.t.profile.rights;
  return [
    {
      label: t.right,
      rowHeader: true,
      cell: nameOf,
    },
    { label: t.organisation, cell: (right) => <Organisations visit={visit} organisations={right.organisations} /> },
    { label: t.period, cell: (right) => t.days(formatDate(right.since), formatDate(right.until)) },
    { label: t.cause, cell: (right) => causeOf(visit, right) },
    { label: t.state, cell: (right) => stateOf(visit, right) },
  ];
}

/** The contexts of a reader of the administration are themes: those stand under Mijn thema's, by their names. */
function nameOf({ entitlement, name, contexts }: RightGroup): string {
  return contexts.length === 0 || entitlement === 'administration-reader' ? name : `${name} (${contexts.join(', ')})`;
}

/** More than so many are counted, and listed on opening. */
const mostListed = 3;

const Organisations = ({ visit, organisations }: { visit: ActorVisit; organisations: readonly HeldOrganisation[] }) => {
  const list = organisations.map(({ id, name }) => (
    <div>
      {formatOrganisationCode(id)} {name}
    </div>
  ));
  if (organisations.length <= mostListed) return <>{list}</>;
  return (
    <details>
      <summary>{visit.t.profile.rights.organisations(organisations.length)}</summary>
      {list}
    </details>
  );
};

function causeOf(visit: ActorVisit, right: RightGroup): string {
  const t = visit.t.profile.rights.causes;
  return right.cause === 'manual' ? t.manual(formatDate(right.givenOn)) : t[right.cause];
}

function stateOf(visit: ActorVisit, right: RightGroup) {
  const t = visit.t.profile.rights.states;
  switch (right.state) {
    case 'active':
      // An automatic right is renewed while the assignment runs.
      return right.cause !== 'automatic' && right.until <= addDays(visit.actor.today, warningDays) ? (
        <strong>{t.ending(formatDate(right.until))}</strong>
      ) : (
        t.active
      );
    case 'elsewhere':
      return t.elsewhere;
    case 'later':
      return <strong>{t.later(formatDate(right.since))}</strong>;
    case 'ended':
      return <strong>{t.ended(formatDate(right.until))}</strong>;
    case 'withdrawn':
      return <strong>{t.withdrawn(formatDate(right.withdrawnOn ?? right.until))}</strong>;
  }
}
