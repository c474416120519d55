import type { AuditEntry } from '#platform/audit.ts';

/** What an event says about rights; `after` as the audit log keeps it. */
export interface RightsEvent extends Pick<AuditEntry, 'subjectKind' | 'subjectId'> {
  organisationId: number | null;
  after: Readonly<Record<string, unknown>> | null;
}

/** The present rights, each under a key of its own; a value is what decides about access, in a form that can be compared. */
export interface RebuiltRights {
  relations: Map<string, Rebuilt>;
  grants: Map<string, Rebuilt>;
  /** By person, institution, level and theme. */
  ticks: Map<string, Rebuilt>;
  /** Automatic rights that are switched off, by institution and right. */
  switches: Map<string, Rebuilt>;
}

export type Rebuilt = Readonly<Record<string, unknown>>;

/** Rebuilds relations, rights, ticks and switches from the events alone, oldest first (R25): what began, with every later change on top. */
export function rebuild(events: Iterable<RightsEvent>): RebuiltRights {
  const rights: RebuiltRights = { relations: new Map(), grants: new Map(), ticks: new Map(), switches: new Map() };
  for (const event of events) apply(rights, event);
  return rights;
}

function apply(rights: RebuiltRights, { subjectKind, subjectId, organisationId, after }: RightsEvent): void {
  if (!after) return;
  if (subjectKind === 'work-relation') change(rights.relations, subjectId, { until: null, organisationId }, after);
  if (subjectKind === 'grant')
    change(rights.grants, subjectId, { withdrawn: false, organisationId, deputises: null, themes: null }, after);
  if (subjectKind === 'automatic-right') {
    const key = switchKey({ organisationId, entitlement: after['entitlement'] });
    if (after['automatic'] === false) rights.switches.set(key, { switch: subjectId });
    else rights.switches.delete(key);
  }
  if (subjectKind !== 'person' || !('themeId' in after)) return;
  const key = tickKey({ ...after, person: subjectId, organisationId });
  if (after['ticked'] === true) rights.ticks.set(key, { grant: after['grant'] });
  else rights.ticks.delete(key);
}

function change(of: Map<string, Rebuilt>, id: string, beginning: Rebuilt, after: Rebuilt): void {
  of.set(id, { ...(of.get(id) ?? beginning), ...after });
}

export const tickKey = (tick: Rebuilt): string =>
  ['person', 'organisationId', 'levelId', 'themeId'].map((part) => String(tick[part])).join(' ');

export const switchKey = ({ organisationId, entitlement }: Rebuilt): string =>
  `${String(organisationId)} ${String(entitlement)}`;

/** Where events and tables tell something else. */
export interface Difference {
  kind: keyof RebuiltRights;
  key: string;
  /** `only-event`: the tables lack it; `only-table`: no event tells of it. */
  difference: 'only-event' | 'only-table' | 'other';
}

/** Compares what the tables hold with what the events say, by the fields that the tables have. */
export function compare(tables: RebuiltRights, events: RebuiltRights): Difference[] {
  return (['relations', 'grants', 'ticks', 'switches'] as const).flatMap((kind) =>
    [...new Set([...events[kind].keys(), ...tables[kind].keys()])].flatMap((key): Difference[] => {
      const [stored, told] = [tables[kind].get(key), events[kind].get(key)];
      if (!stored) return [{ kind, key, difference: 'only-event' }];
      if (!told) return [{ kind, key, difference: 'only-table' }];
      return same(stored, told) ? [] : [{ kind, key, difference: 'other' }];
    }),
  );
}

const same = (stored: Rebuilt, told: Rebuilt): boolean =>
  Object.entries(stored).every(([name, value]) => JSON.stringify(told[name]) === JSON.stringify(value));
