import { anyActor, application, form, opensApplication, page } from '#access/route.ts';
import { feedEndpoint } from '#apps/agenda/feed-endpoint.ts';
import { feedAddress, keepAddress } from '#apps/agenda/pages/address.ts';
import { agendaPage } from '#apps/agenda/pages/agenda.tsx';
import { feedPage, sendFeed } from '#apps/agenda/pages/feed.tsx';
import { itemPage } from '#apps/agenda/pages/item.tsx';
import { changePage, newPage, sendChange, sendNew } from '#apps/agenda/pages/keep.tsx';
import { keptPage } from '#apps/agenda/pages/kept.tsx';
import { keepsAgenda, opensAgenda } from '#apps/agenda/rule.ts';

export { addItem, cancelItem, changeItem } from '#apps/agenda/commands/keep-items.ts';
export { makeFeed, revokeFeed } from '#apps/agenda/commands/keep-feed.ts';
export { agendaEntries, agendaItem } from '#apps/agenda/views.ts';

const readers = opensApplication('agenda', opensAgenda);
const keepers = opensApplication('agenda-keep', keepsAgenda);

/** Agenda of one level (PO-3, AG-1). */
export const agenda = application({
  id: 'agenda',
  name: (t) => t.agenda.name,
  opensFor: opensAgenda,
  place: 'level',
  path: 'agenda',
  levels: 'all',
  routes: [page('/:level/agenda', readers, agendaPage)],
});

/** The agenda of all levels, the subscription to it, and each item. */
export const agendaStart = application({
  id: 'agenda-all',
  name: (t) => t.agenda.name,
  opensFor: opensAgenda,
  place: 'start',
  path: 'agenda',
  levels: 'all',
  routes: [
    page('/agenda', readers, agendaPage),
    page(feedAddress, readers, feedPage),
    form(feedAddress, readers, sendFeed),
    // Whoever keeps an item reads it too; anybody else only within its audience.
    page('/agenda/:id', anyActor, itemPage),
  ],
  endpoints: [feedEndpoint],
});

/** Agendabeheer: services of the administration enter milestones and events (AG-1). */
export const agendaKeep = application({
  id: 'agenda-keep',
  name: (t) => t.agenda.keep.name,
  opensFor: keepsAgenda,
  place: 'start',
  path: 'agendabeheer',
  levels: 'all',
  routes: [
    page(keepAddress, keepers, keptPage),
    page(`${keepAddress}/nieuw`, keepers, newPage),
    form(`${keepAddress}/nieuw`, keepers, sendNew),
    page(`${keepAddress}/:id`, keepers, changePage),
    form(`${keepAddress}/:id`, keepers, sendChange),
  ],
});
