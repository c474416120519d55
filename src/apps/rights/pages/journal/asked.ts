import type { ActorVisit } from '#access/visit.ts';
import { parseDay } from '#apps/rights/period.ts';
import type { JournalKind, JournalQuestion } from '#apps/rights/queries/journal.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';

export const kindNames: readonly (JournalKind | 'all')[] = [
  'all',
  'rights',
  'themes',
  'requests',
  'readings',
  'sending',
  'deliveries',
  'other',
];

/** What the address of the log asks, and what is wrong with it; a wrong day narrows nothing. */
export interface AskedJournal {
  question: Omit<JournalQuestion, 'limit'>;
  /** As typed, to be shown again. */
  typed: { from: string; until: string };
  faults: readonly FieldFault[];
}

export function readAsked(visit: ActorVisit): AskedJournal {
  const query = visit.url.searchParams;
  const organisationId = parseOrganisationCode(query.get('instelling') ?? '');
  const kind = kindNames.find((name) => name !== 'all' && name === query.get('soort'));
  const personId = query.get('persoon') ?? '';
  const after = query.get('na') ?? '';
  const typed = { from: query.get('van') ?? '', until: query.get('tot') ?? '' };
  const from = parseDay(typed.from);
  const until = parseDay(typed.until);
  const faults = faultsOf(visit, typed, { from, until });
  return {
    question: {
      ...(organisationId !== undefined && { organisationId }),
      ...(kind && kind !== 'all' && { kind }),
      ...(isId(personId) && { personId }),
      ...(isId(after) && { after }),
      ...(faults.length === 0 && from && { from }),
      ...(faults.length === 0 && until && { until }),
    },
    typed,
    faults,
  };
}

function faultsOf(
  visit: ActorVisit,
  typed: AskedJournal['typed'],
  days: { from: string | undefined; until: string | undefined },
): FieldFault[] {
  const t = visit.t.rights.journal;
  const wrong = (part: 'from' | 'until'): boolean => typed[part].trim() !== '' && days[part] === undefined;
  return [
    ...(wrong('from') ? [{ field: 'van', message: t.dayWrong }] : []),
    ...(wrong('until') ? [{ field: 'tot', message: t.dayWrong }] : []),
    ...(days.from && days.until && days.until < days.from ? [{ field: 'tot', message: t.endsBeforeBegin }] : []),
  ];
}
