import { addDays } from '#platform/clock.ts';
import type { Facts, Grant, Longest } from '#tests/wall/rights-walk/facts.ts';

const holds = (period: { from: string | null; until: string | null }, day: string): boolean =>
  (period.from === null || period.from <= day) && (period.until === null || day <= period.until);

/** R10, written again from its sentence: begin ≤ d ≤ end, the relation runs, the person is not blocked. */
export function isActive(facts: Facts, grant: Grant, day: string): boolean {
  const relation = facts.relations.get(grant.relation);
  return (
    !grant.withdrawn &&
    holds(grant, day) &&
    relation !== undefined &&
    holds(relation, day) &&
    !facts.blocked.has(grant.person)
  );
}

export const activeGrants = (facts: Facts, day: string): Grant[] =>
  [...facts.grants.values()].filter((grant) => isActive(facts, grant, day));

const everything = `head-local-admin local-admin portal-admin portal-user edison-admin edison-staff-admin
  edison-institution-pupil-admin pupil-passport pupil-transport dwse-organisation kiosk-applicant`.split(/\s+/);
const edison = ['edison-admin', 'edison-staff-admin', 'edison-institution-pupil-admin'];
/** Domain reference, rights 4.2: who may give what for the own organisation. The helpdesk stands apart (R5). */
const mayGive: Readonly<Record<string, readonly string[]>> = {
  'head-local-admin': everything,
  'portal-admin': ['portal-admin', 'portal-user'],
  'edison-admin': edison,
};
/** The rights that the head of an institution gets without anybody giving them; the helpdesk may give them where nobody else can. */
export const five = ['head-local-admin', 'portal-admin', ...edison];

export const headRight = 'head-local-admin';

export type What = Pick<Grant, 'entitlement' | 'organisation'>;

/** The rights on which a person may change another one on a day, by administering where it holds (R1, R4, R6). */
export function rightsToManage(facts: Facts, person: string, what: What, day: string): Grant[] {
  return activeGrants(facts, day).filter(
    (one) =>
      one.person === person &&
      one.organisation === what.organisation &&
      mayGive[one.entitlement]?.includes(what.entitlement),
  );
}

/** Whether somebody heads an organisation on a day. */
export const hasHead = (facts: Facts, organisation: number, day: string): boolean =>
  activeGrants(facts, day).some((one) => one.entitlement === headRight && one.organisation === organisation);

/**
 * The same for giving one. Where nobody heads, the helpdesk may too, some rights (R5), and the heads of the board that was asked
 * to name one may give that right.
 */
export function rightsToGive(facts: Facts, person: string, what: What, day: string): Grant[] {
  const own = rightsToManage(facts, person, what, day);
  if (hasHead(facts, what.organisation, day)) return own;
  const board = facts.rescues.get(what.organisation)?.board;
  const stepsIn = activeGrants(facts, day).filter(
    (one) =>
      one.person === person &&
      ((one.entitlement === 'helpdesk' && five.includes(what.entitlement)) ||
        (one.entitlement === headRight && what.entitlement === headRight && one.organisation === board)),
  );
  return [...own, ...stepsIn];
}

/** A right on which nothing is given. */
export const givesNothing = ({ entitlement }: What): boolean =>
  !(entitlement in mayGive) && !['helpdesk', 'local-admin'].includes(entitlement);

/** A right of an organisation, whoever holds it. */
export const named = ({ entitlement, organisation }: What): string => `${entitlement} ${organisation}`;

/**
 * R9: everything that holders of some rights could come to give by giving on and on, on a day that does not pass. Nothing is
 * given from anywhere else.
 */
export function reachOf(facts: Facts, held: readonly What[], day: string): ReadonlySet<string> {
  const reach = new Map(held.map((what) => [named(what), what]));
  const organisations = new Set([...facts.relations.values()].map(({ organisation }) => organisation));
  const headless = [...organisations].filter((organisation) => !hasHead(facts, organisation, day));
  const givenOn = ({ entitlement, organisation }: What): What[] => {
    const rescued = headless.filter((one) => facts.boards.get(one) === organisation);
    return [
      ...(mayGive[entitlement] ?? []).map((given) => ({ entitlement: given, organisation })),
      ...(entitlement === headRight ? rescued : []).map((one) => ({ entitlement: headRight, organisation: one })),
      ...(entitlement === 'helpdesk' ? headless : []).flatMap((one) =>
        five.map((given) => ({ entitlement: given, organisation: one })),
      ),
    ];
  };
  for (const what of reach.values())
    for (const more of givenOn(what)) if (!reach.has(named(more))) reach.set(named(more), more);
  return new Set(reach.keys());
}

/** Whether somebody proposes and confirms what two people tick at an institution: its portal and head administrators and those of its board. */
export const oversees = (facts: Facts, person: string | null, organisation: number, day: string): boolean =>
  activeGrants(facts, day).some(
    (one) =>
      one.person === person &&
      ['portal-admin', headRight].includes(one.entitlement) &&
      (one.organisation === organisation || one.organisation === facts.boards.get(organisation)),
  );

export const administersThemes = (facts: Facts, person: string | null, organisation: number, day: string): boolean =>
  activeGrants(facts, day).some(
    (one) => one.person === person && one.entitlement === 'portal-admin' && one.organisation === organisation,
  );

/** Whether somebody administers anything at all (R7), or at one organisation. */
export const administers = (facts: Facts, person: string, day: string, organisation?: number): boolean =>
  activeGrants(facts, day).some(
    (one) =>
      one.person === person &&
      (one.entitlement in mayGive || one.entitlement === 'local-admin' || one.entitlement === 'helpdesk') &&
      (organisation === undefined || one.organisation === organisation),
  );

/** The last day that the catalogue allows for a right that begins on a day (R11). */
export function longestUntil(from: string, { maxMonths, offset }: Longest): string {
  if (maxMonths === null) return '9999-12-31';
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + maxMonths + 1, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month - 1 + maxMonths, Math.min(day, last)));
  return addDays(end.toISOString().slice(0, 10), -offset);
}
