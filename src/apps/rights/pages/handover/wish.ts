import { NotFound } from '#access/refusals.ts';
import type { ActorVisit } from '#access/visit.ts';
import { themeFates } from '#apps/rights/handover/judge-theme.ts';
import { offerOf, type Offer } from '#apps/rights/handover/judge.ts';
import {
  fates,
  type Choice,
  type Fate,
  type Handed,
  type HandoverPlace,
  type HandoverSubject,
  type Theme,
} from '#apps/rights/handover/subject.ts';
import { parseDay } from '#apps/rights/period.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { formatDate } from '#ui/format.ts';

/** What was typed about a handover; the days as dd/mm/jjjj. */
export interface HandoverWish {
  organisationId: number;
  fromId: string;
  toId: string;
  lastDay: string | undefined;
  reason: string;
  /** By name of the field: what was chosen for an institution, and the exceptions for a right or theme. */
  chosen: ReadonlyMap<string, string>;
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
  return {
    organisationId,
    fromId,
    toId,
    lastDay: form.get('laatste')?.slice(0, 20) ?? undefined,
    reason: form.get('reden') ?? '',
    chosen: new Map(
      [...form]
        .filter(([name]) => /^(alles|wat|tot|thema)-/.test(name))
        .map(([name, value]) => [name, value.slice(0, 20)]),
    ),
  };
}

/** One right on the page: what can be done with it, what was chosen and until when the successor would have it. */
export interface Item extends Offer {
  handed: Handed;
  /** Chosen for this right itself; otherwise what was chosen for the whole institution. */
  own: Fate | undefined;
  fate: Fate;
  /** As typed. Read where the right goes over to somebody who has not got it. */
  until: string;
  themes: readonly ThemeItem[];
}

export interface ThemeItem extends Theme {
  /** Empty: it follows its right, whatever is chosen. */
  fates: readonly Fate[];
  own: Fate | undefined;
}

export interface PlaceItems {
  place: HandoverPlace;
  whole: Fate;
  items: readonly Item[];
}

export const fieldOf = {
  whole: (place: HandoverPlace): string => `alles-${place.scoped.organisation.id}`,
  right: ({ grant }: Handed): string => `wat-${grant.id}`,
  until: ({ grant }: Handed): string => `tot-${grant.id}`,
  theme: ({ grant }: Handed, { levelId, themeId }: Theme): string => `thema-${grant.id}-${levelId}-${themeId}`,
};

/**
 * What was chosen, as it can be: the institution of the address goes over, the others stay, until something else is chosen; a right
 * that cannot go or end stays.
 */
export function itemsOf(
  visit: ActorVisit,
  subject: HandoverSubject,
  wish: HandoverWish,
  suggest: (latest: string) => string,
): PlaceItems[] {
  return subject.places.map((place) => {
    const isAsked = place.scoped.organisation.id === wish.organisationId;
    const whole = fateIn(wish, fieldOf.whole(place), fates) ?? (isAsked ? 'move' : 'keep');
    const items = place.handed.map((handed): Item => {
      const offer = offerOf(visit.actor, subject, place, handed);
      const own = fateIn(wish, fieldOf.right(handed), offer.fates);
      const wanted = own ?? whole;
      return {
        ...offer,
        handed,
        own,
        fate: offer.fates.includes(wanted) ? wanted : 'keep',
        until: wish.chosen.get(fieldOf.until(handed)) ?? formatDate(suggest(handed.grant.until)),
        themes: handed.themes.map((theme) => {
          const possible = themeFates(theme, place, { ...handed, canMove: offer.fates.includes('move') });
          return { ...theme, fates: possible, own: fateIn(wish, fieldOf.theme(handed, theme), possible) };
        }),
      };
    });
    return { place, whole, items };
  });
}

const fateIn = (wish: HandoverWish, field: string, possible: readonly Fate[]): Fate | undefined =>
  possible.find((fate) => fate === wish.chosen.get(field));

/** Whether there is anything to choose for a right. */
export const isOpen = ({ fates: possible }: Item): boolean => possible.length > 1;

/** The choices with their days understood, or the fields whose days are not. */
export function choicesOf(
  wish: HandoverWish,
  places: readonly PlaceItems[],
  message: string,
): { lastDay: string; choices: Choice[] } | FieldFault[] {
  const lastDay = parseDay(wish.lastDay ?? '');
  const faults: FieldFault[] = lastDay === undefined ? [{ field: 'laatste', message }] : [];
  const open = places.flatMap(({ items }) => items.filter(isOpen));
  // What stays as it is needs no choice: somebody may have hundreds of rights.
  const choices = open.flatMap(({ handed, fate, until: typed, themes }): Choice[] => {
    const exceptions = themes.flatMap(({ levelId, themeId, own }) => (own ? [{ levelId, themeId, fate: own }] : []));
    if (fate === 'keep' && exceptions.length === 0) return [];
    const choice = { grantId: handed.grant.id, fate, themes: exceptions };
    if (fate !== 'move' || handed.has) return [choice];
    const until = parseDay(typed);
    if (until === undefined) faults.push({ field: fieldOf.until(handed), message });
    return [{ ...choice, until }];
  });
  return faults.length > 0 || lastDay === undefined ? faults : { lastDay, choices };
}

/** Everything that was typed, for hidden fields. */
export const parametersOf = (wish: HandoverWish): [string, string][] => [
  ['laatste', wish.lastDay ?? ''],
  ...[...wish.chosen].filter(([, value]) => value !== ''),
];
