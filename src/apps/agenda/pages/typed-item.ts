import { institutionKinds, type AgendaItem, type InstitutionKind } from '#apps/agenda/model.ts';
import { itemInput, longest, type ItemInput } from '#apps/agenda/inputs.ts';
import { parseDay } from '#apps/rights/index.ts';
import { isLevelId } from '#directory/levels.ts';
import type { Messages } from '#i18n/index.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';
import { formatDate } from '#ui/format.ts';

/** A form as it was typed; what is wrong comes back as it stood. */
export interface TypedItem {
  service: string;
  kind: string;
  title: string;
  description: string;
  begins: string;
  ends: string;
  beginsAt: string;
  endsAt: string;
  place: string;
  link: string;
  levels: readonly number[];
  kinds: readonly InstitutionKind[];
}

export const nothingTyped: TypedItem = {
  service: '',
  kind: 'event',
  title: '',
  description: '',
  begins: '',
  ends: '',
  beginsAt: '',
  endsAt: '',
  place: '',
  link: '',
  levels: [],
  kinds: [],
};

export function typedOf(item: AgendaItem): TypedItem {
  const { organiserId, begins, ends, beginsAt, endsAt, ...same } = item;
  return {
    ...same,
    service: String(organiserId),
    begins: formatDate(begins),
    ends: ends === begins ? '' : formatDate(ends),
    beginsAt: beginsAt ?? '',
    endsAt: endsAt ?? '',
  };
}

export function readTyped(form: FormData): TypedItem {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim().slice(0, 10_000) : '';
  };
  return {
    service: text('dienst'),
    kind: text('soort'),
    title: text('titel'),
    description: text('omschrijving'),
    begins: text('begin'),
    ends: text('einde'),
    beginsAt: text('beginuur'),
    endsAt: text('einduur'),
    place: text('plaats'),
    link: text('link'),
    levels: form.getAll('niveau').map(Number).filter(isLevelId),
    kinds: institutionKinds.filter((kind) => form.getAll('instellingen').includes(kind)),
  };
}

/** What was typed as an item, or a sentence beside each field that is not in order. */
export function understand(typed: TypedItem, t: Messages): { input: ItemInput } | { faults: FieldFault[] } {
  const errors = t.agenda.keep.errors;
  const begins = parseDay(typed.begins);
  const ends = typed.ends === '' ? begins : parseDay(typed.ends);
  const beginsAt = typed.beginsAt === '' ? null : parseTime(typed.beginsAt);
  const endsAt = typed.endsAt === '' ? null : parseTime(typed.endsAt);
  const wrong = (field: string, is: boolean, message: string): FieldFault[] => (is ? [{ field, message }] : []);
  const order = begins && ends ? orderFaults({ begins, ends, beginsAt, endsAt }, t) : [];
  const faults = [
    ...wrong('titel', typed.title === '', errors.title),
    ...wrong('titel', typed.title.length > longest.title, errors.tooLong(longest.title)),
    ...wrong('begin', !begins, errors.begins),
    ...wrong('einde', typed.ends !== '' && !ends, errors.date),
    ...wrong('beginuur', beginsAt === undefined, errors.time),
    ...wrong('einduur', endsAt === undefined, errors.time),
    ...order,
    ...wrong('niveau', typed.levels.length === 0, errors.levels),
    ...wrong('plaats', typed.place.length > longest.place, errors.tooLong(longest.place)),
    ...wrong('link', !itemInput.shape.link.safeParse(typed.link).success, errors.link),
    ...wrong('omschrijving', typed.description.length > longest.description, errors.tooLong(longest.description)),
  ];
  if (faults.length > 0 || !begins || !ends || beginsAt === undefined || endsAt === undefined) return { faults };
  const { title, description, place, link } = typed;
  const kind = typed.kind === 'milestone' ? 'milestone' : 'event';
  const audience = { levels: [...typed.levels], kinds: [...typed.kinds] };
  const when = { begins, ends, beginsAt, endsAt };
  return {
    input: { organiserId: Number(typed.service) || 0, kind, title, description, place, link, ...when, ...audience },
  };
}

interface When {
  begins: string;
  ends: string;
  beginsAt: string | null | undefined;
  endsAt: string | null | undefined;
}

const longestDays = 366;

function orderFaults({ begins, ends, beginsAt, endsAt }: When, t: Messages): FieldFault[] {
  const errors = t.agenda.keep.errors;
  if (ends < begins) return [{ field: 'einde', message: errors.endsBeforeBegin }];
  if ((Date.parse(ends) - Date.parse(begins)) / 86_400_000 > longestDays)
    return [{ field: 'einde', message: errors.tooManyDays }];
  if (endsAt && beginsAt === null) return [{ field: 'beginuur', message: errors.beginTimeMissing }];
  if (begins === ends && beginsAt && endsAt && endsAt <= beginsAt)
    return [{ field: 'einduur', message: errors.endsBeforeBeginTime }];
  return [];
}

/** Reads `9:00`, `9.00`, `9u`, `9u30` or `09:00` as `09:00`. */
export function parseTime(text: string): string | undefined {
  const [, hours = '', minutes = '0'] = /^(\d{1,2})(?:\s*[:.uUh]\s*(\d{2})?)?$/.exec(text.trim()) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return `${hours.padStart(2, '0')}:${(minutes || '0').padStart(2, '0')}`;
}
