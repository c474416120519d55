import { deputyLabel, programLabel } from '#access/use-case.ts';
import type { ActorVisit } from '#access/visit.ts';
import type { JournalEvent } from '#apps/rights/queries/journal.ts';
import { listThemes, themeLabel } from '#apps/themes/index.ts';
import { isLevelId, levelById } from '#directory/levels.ts';
import { formatDate } from '#ui/format.ts';

/** Turns events into words: the same for the page and for the file that is saved. */
export interface Teller {
  actor: (event: JournalEvent) => string;
  action: (event: JournalEvent) => string;
  about: (event: JournalEvent) => string;
  /** Before or after, a line per fact. */
  facts: (side: JournalEvent['after']) => string[];
}

export async function tellerFor(visit: ActorVisit): Promise<Teller> {
  const t = visit.t.rights.journal;
  const themes = new Map((await listThemes(visit.db)).map((theme) => [theme.id, themeLabel(theme, visit.t)]));
  const rights = new Map(
    (await visit.db.selectFrom('entitlements').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  );
  const said = (name: string, value: unknown): string => {
    if (name === 'themes' && Array.isArray(value)) return value.map((id) => said('themeId', id)).join(', ');
    if (name === 'themeId') return themes.get(Number(value)) ?? String(value);
    if (name === 'levelId' && isLevelId(Number(value))) return levelById(Number(value) as never).name[visit.lang];
    if (name === 'entitlement') return rights.get(String(value)) ?? String(value);
    if (typeof value === 'boolean') return value ? t.yes : t.no;
    if (Array.isArray(value)) return value.join(', ');
    if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value) : value;
    return value === null ? '' : JSON.stringify(value);
  };
  return {
    actor: (event) => actorOf(visit, event),
    action: (event) => t.actions[event.action] ?? event.action,
    about: ({ subject, successor, right, documentTitle }) =>
      [subject && successor ? `${subject} → ${successor}` : subject, right, documentTitle].filter(Boolean).join(', '),
    // Whom it is about stands beside it; ids say nothing to a reader.
    facts: (side) =>
      Object.entries(side ?? {})
        .filter(([name, value]) => !apart.includes(name) && value !== null && said(name, value) !== '')
        .map(([name, value]) => `${t.facts[name] ?? name}: ${said(name, value)}`),
  };
}

/** Facts that are told elsewhere in the row. */
const apart = ['person', 'successor', 'relation', 'relations', 'grant', 'deputises'];

function actorOf(visit: ActorVisit, event: JournalEvent): string {
  const t = visit.t.rights.journal;
  if (event.actorLabel === 'access-gateway') return t.gateway;
  if (event.actorKind === 'system') return t.system;
  if (event.actorKind === 'service') return t.service;
  const person = event.actor ?? t.somebody;
  if (event.actorLabel.startsWith(programLabel)) return t.program(person, event.actorLabel.slice(programLabel.length));
  if (event.actorLabel.startsWith(deputyLabel)) return t.deputy(person, event.deputyFor ?? t.somebody);
  return person;
}
