import { NotFound } from '#access/refusals.ts';
import type { ActorVisit } from '#access/visit.ts';
import { isMonth, monthOf, type ClosingForm, type EntryKind } from '#apps/agenda/model.ts';
import { isLevelId, levelById, levelBySlug, type LevelId } from '#directory/levels.ts';

export const base = '/agenda';
export const feedAddress = '/agenda/abonnement';
export const keepAddress = '/agendabeheer';

/** Kinds as they stand in an address. */
export const kindSlugs: Readonly<Record<EntryKind, string>> = {
  milestone: 'mijlpaal',
  event: 'evenement',
  form: 'formulier',
  right: 'recht',
};

/** What an address of the agenda says: the same address always asks the same. */
export interface AgendaState {
  path: string;
  levelId: LevelId | null;
  levels: readonly LevelId[];
  kinds: readonly EntryKind[];
  /** `2026-11`: that month as a calendar; null: the list. */
  month: string | null;
  past: boolean;
  skip: number;
}

export function readState(visit: ActorVisit): AgendaState {
  const { searchParams } = visit.url;
  const slug = visit.params['level'];
  const level = slug === undefined ? null : levelBySlug(slug);
  if (level === undefined) throw new NotFound();
  const asked = searchParams.getAll('soort');
  const month = searchParams.get('maand') ?? '';
  return {
    path: level ? `/${level.slug}${base}` : base,
    levelId: level?.id ?? null,
    levels: level ? [] : searchParams.getAll('niveau').map(Number).filter(isLevelId).slice(0, 7),
    kinds: (Object.keys(kindSlugs) as EntryKind[]).filter((kind) => asked.includes(kindSlugs[kind])),
    month: isMonth(month) ? month : searchParams.get('weergave') === 'maand' ? monthOf(visit.actor.today) : null,
    past: searchParams.has('voorbij'),
    skip: Math.min(Number(/^\d{1,4}$/.exec(searchParams.get('vanaf') ?? '')?.[0] ?? 0), 1000),
  };
}

/** The address of a part of the agenda; what says nothing is left out. */
export function agendaAddress(state: AgendaState, change: Partial<AgendaState> = {}): string {
  const { path, levels, kinds, month, past, skip } = { ...state, ...change };
  const query = new URLSearchParams();
  for (const kind of kinds) query.append('soort', kindSlugs[kind]);
  for (const level of new Set(levels)) query.append('niveau', String(level));
  if (month !== null) query.set('maand', month);
  if (past && month === null) query.set('voorbij', '1');
  if (skip > 0 && month === null) query.set('vanaf', String(skip));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Where one item is found, whatever else changes. */
export const itemAddress = (id: string): string => `${base}/${id}`;

/** Where a form is sent, chosen already. */
export const formAddress = ({ slug, levels: [level] }: ClosingForm): string =>
  `/${levelById(level as LevelId).slug}/document-versturen?formulier=${slug}`;

export const keptAddress = (id: string, step = ''): string => `${keepAddress}/${id}${step}`;

export const levelName = (id: number, lang: 'nl' | 'en'): string => levelById(id as LevelId).name[lang];
