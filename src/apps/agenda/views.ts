import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, forbidden, unknown, view } from '#access/use-case.ts';
import { entriesInput, itemId, ownItemsInput, type EntriesInput } from '#apps/agenda/inputs.ts';
import { inOrder, type AgendaItem, type ClosingForm, type Entry, type ItemKind } from '#apps/agenda/model.ts';
import { agendaLevels, findItem, listEndingRights, listItems, listItemsOf } from '#apps/agenda/queries.ts';
import { keepsAgenda } from '#apps/agenda/rule.ts';
import { listFormDeadlines } from '#apps/submissions/index.ts';
import { listOrganisations, type Organisation } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

export interface EntryPage {
  entries: readonly Entry[];
  more: boolean;
  /** Levels at which the actor has an agenda: what can be filtered on. */
  levels: readonly number[];
}

/** The agenda of the actor: items for the own audiences, last days of the own forms, and the own rights that end (AG-1). */
export const agendaEntries = view({
  permission: 'agenda:list-entries',
  input: entriesInput,
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor, _subject, asked): Promise<EntryPage> => {
    const levels = agendaLevels(actor);
    const found = [
      ...(await itemsFor(db, actor, asked)),
      ...(await formsFor(db, actor, asked)),
      ...(await rightsFor(db, actor, asked)),
    ];
    const ordered = asked.direction === 'later' ? inOrder(found) : inOrder(found).reverse();
    return {
      levels,
      entries: ordered.slice(asked.skip, asked.skip + asked.limit),
      more: ordered.length > asked.skip + asked.limit,
    };
  },
});

function itemsFor(db: Db, actor: Actor, asked: EntriesInput): Promise<AgendaItem[]> {
  const kinds: ItemKind[] =
    asked.kinds.length === 0
      ? ['milestone', 'event']
      : asked.kinds.filter((kind) => kind === 'milestone' || kind === 'event');
  const levels = levelsAsked(asked) ?? agendaLevels(actor);
  return listItems(
    db,
    levels.filter((level) => agendaLevels(actor).includes(level)),
    { ...asked, kinds },
  );
}

/** The last days of the forms that the actor may send today, by the rule of sending itself. */
async function formsFor(db: Db, actor: Actor, asked: EntriesInput): Promise<ClosingForm[]> {
  if (asked.kinds.length > 0 && !asked.kinds.includes('form')) return [];
  const wanted = levelsAsked(asked);
  return (await listFormDeadlines(db, actor)).flatMap(({ formId, slug, title, opens, closes, levels }) => {
    const at = wanted ? levels.filter((level) => wanted.includes(level)) : levels;
    const isInTime = closes >= (asked.from ?? closes) && closes <= (asked.until ?? closes);
    if (at.length === 0 || !isInTime) return [];
    return [{ kind: 'form', id: `${formId}-${closes}`, slug, title, opens, begins: closes, ends: closes, levels: at }];
  });
}

function rightsFor(db: Db, actor: Actor, asked: EntriesInput) {
  if (asked.kinds.length > 0 && !asked.kinds.includes('right')) return [];
  return listEndingRights(db, actor, levelsAsked(asked), asked);
}

function levelsAsked({ levelId, levels }: EntriesInput): readonly number[] | null {
  if (levelId !== null) return [levelId];
  return levels.length > 0 ? levels : null;
}

/** One item; outside its audience it does not exist. */
export const agendaItem = view({
  permission: 'agenda:read-item',
  input: itemId,
  load: (db, _actor, asked) => findItem(db, asked.itemId),
  decide: (actor, item) =>
    item && (servicesOf(actor).includes(item.organiserId) || stands(actor, item)) ? allowed() : unknown,
  read: async (_db, _actor, item): Promise<AgendaItem> => item as AgendaItem,
});

const stands = (actor: Actor, item: AgendaItem): boolean =>
  agendaLevels(actor).some((level) => item.levels.includes(level));

/** The services for which the actor keeps the agenda, and what they entered. */
export interface KeptItems {
  services: readonly Organisation[];
  items: readonly AgendaItem[];
  more: boolean;
}

const pageSize = 50;

export const keptItems = view({
  permission: 'agenda:list-kept-items',
  input: ownItemsInput,
  load: async () => null,
  decide: (actor) => (servicesOf(actor).length > 0 ? allowed() : forbidden(keepsAgenda)),
  read: async (db, actor, _subject, asked): Promise<KeptItems> => {
    const ids = servicesOf(actor);
    const items = await listItemsOf(db, ids, { ...asked, today: actor.today, limit: pageSize });
    return {
      services: await listOrganisations(db, ids),
      items: items.slice(0, pageSize),
      more: items.length > pageSize,
    };
  },
});

/** The services on whose behalf the actor may enter something. */
export const keptServices = view({
  permission: 'agenda:list-own-services',
  input: z.object({}),
  load: async () => null,
  decide: (actor) => (servicesOf(actor).length > 0 ? allowed() : forbidden(keepsAgenda)),
  read: (db, actor) => listOrganisations(db, servicesOf(actor)),
});

/** One item of a service of the actor, to be changed; of another service it does not exist. */
export const keptItem = view({
  permission: 'agenda:read-kept-item',
  input: itemId,
  load: (db, _actor, asked) => findItem(db, asked.itemId),
  decide: (actor, item) => (item && servicesOf(actor).includes(item.organiserId) ? allowed() : unknown),
  read: async (_db, _actor, item): Promise<AgendaItem> => item as AgendaItem,
});

export function servicesOf(actor: Pick<Actor, 'grants'>): number[] {
  return actor.grants.filter((grant) => grant.entitlement === 'agenda-editor').map((grant) => grant.organisationId);
}
