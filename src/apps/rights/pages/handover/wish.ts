import { NotFound } from '#access/refusals.ts';
import type { ActorVisit } from '#access/visit.ts';
import { fates, type Choice, type Fate } from '#apps/rights/handover/judge.ts';
import { parseDay } from '#apps/rights/period.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';

/** What was typed about a handover; the days as dd/mm/jjjj. */
export interface HandoverWish {
  organisationId: number;
  fromId: string;
  toId: string;
  lastDay: string | undefined;
  reason: string;
  fates: ReadonlyMap<string, Fate>;
  untils: ReadonlyMap<string, string>;
}

/** The institution and the person of the address; who leaves, and whom it goes to where that is known. */
export function readPlace(visit: ActorVisit, fields: Pick<URLSearchParams, 'get'>) {
  const fromId = visit.params.id ?? '';
  const organisationId = parseOrganisationCode(fields.get('instelling') ?? '');
  const toId = fields.get('opvolger') ?? '';
  if (!isId(fromId) || organisationId === undefined) throw new NotFound();
  return { fromId, organisationId, toId: isId(toId) ? toId : undefined };
}

export function readHandover(visit: ActorVisit, form: URLSearchParams): HandoverWish {
  const { fromId, organisationId, toId } = readPlace(visit, form);
  if (!toId) throw new NotFound();
  const of = (prefix: string): [string, string][] =>
    [...form].flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : []));
  return {
    organisationId,
    fromId,
    toId,
    lastDay: form.get('laatste')?.slice(0, 20) ?? undefined,
    reason: form.get('reden') ?? '',
    fates: new Map(of('wat-').map(([id, value]) => [id, fates.find((fate) => fate === value) ?? 'keep'])),
    untils: new Map(of('tot-').map(([id, value]) => [id, value.slice(0, 20)])),
  };
}

/** The choices with their days understood, or the fields whose days are not. */
export function choicesOf(wish: HandoverWish, message: string): { lastDay: string; choices: Choice[] } | FieldFault[] {
  const lastDay = parseDay(wish.lastDay ?? '');
  const faults: FieldFault[] = lastDay === undefined ? [{ field: 'laatste', message }] : [];
  const choices = [...wish.fates].map(([grantId, fate]): Choice => {
    const typed = wish.untils.get(grantId);
    if (!isId(grantId)) throw new NotFound();
    if (fate !== 'move' || typed === undefined) return { grantId, fate };
    const until = parseDay(typed);
    if (until === undefined) faults.push({ field: `tot-${grantId}`, message });
    return { grantId, fate, until };
  });
  return faults.length > 0 || lastDay === undefined ? faults : { lastDay, choices };
}

/** Everything that was typed, for hidden fields. */
export const parametersOf = (wish: HandoverWish): [string, string][] => [
  ['laatste', wish.lastDay ?? ''],
  ...[...wish.fates].map(([id, fate]): [string, string] => [`wat-${id}`, fate]),
  ...[...wish.untils].map(([id, until]): [string, string] => [`tot-${id}`, until]),
];
