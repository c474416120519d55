import { perform } from '#access/use-case.ts';
import { addItem } from '#apps/agenda/index.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { writingAs } from '#tests/world/acting.ts';
import { anAdministration, type School } from '#tests/world/organisations.ts';
import { aHolder, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

export type AgendaKeeper = Person & GivenRight & { service: School };

let made = 0;

/** Somebody who keeps the agenda of a service of its own. */
export async function anAgendaKeeper(database: Database): Promise<AgendaKeeper> {
  made += 1;
  const service = await anAdministration(database, { id: 1_700_000 + made, name: `Dienst Scholen ${made}` });
  const keeper = await aHolder(database, 'agenda-editor', { of: service, targetGroup: 'GID', name: 'Veerle Staes' });
  return { ...keeper, service };
}

/** An event ten days from now for these levels; answers its id. */
export async function anAgendaItem(
  database: Database,
  keeper: AgendaKeeper,
  levels: readonly number[],
  title = 'Infosessie over de teldag',
): Promise<string> {
  const when = { begins: daysFromToday(10), ends: daysFromToday(10), beginsAt: '14:00', endsAt: '16:00' };
  const about = { kind: 'event' as const, title, description: '', place: '', link: '', kinds: [] };
  const item = { organiserId: keeper.service.id, ...about, ...when, levels: [...levels], key: newId() };
  return (await writingAs(database, keeper, (as) => perform(addItem, as, item))).itemId;
}
