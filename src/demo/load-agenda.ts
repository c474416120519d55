import { sql } from 'kysely';
import { readForms, setFormParameters } from '#apps/submissions/index.ts';
import type { Tx } from '#platform/db.ts';
import { demoAgenda, type DemoAgendaItem } from '#demo/agenda.ts';
import { addDays } from '#demo/calendar.ts';
import { demo } from '#demo/organisations.ts';
import { demoId } from '#demo/random.ts';
import { schoolYearOf } from '#directory/school-year.ts';

/** Puts the agenda of this school year in; what is there already stays as it is. */
export async function loadDemoAgenda(tx: Tx, today: string): Promise<void> {
  const rows = demoAgenda.map((item) => rowOf(item, schoolYearOf(today)));
  await sql`
    insert into agenda_items (id, organiser_id, kind, title, description, begins_on, ends_on, begins_at, ends_at, place, link,
      levels, kinds, cancelled_at)
    select id, ${demo.administration}, kind, title, description, begins_on, ends_on, begins_at, ends_at, place, link, levels, kinds,
      case when cancelled then now() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, kind text, title text, description text,
      begins_on date, ends_on date, begins_at time, ends_at time, place text, link text, levels smallint[], kinds text[],
      cancelled boolean)
    on conflict (id) do nothing`.execute(tx);
  await closeForm(tx, 'twlbuo', `${schoolYearOf(today) + 1}-06-30`);
}

/** A form that can be sent until a day of this school year, so that the agenda has one. */
async function closeForm(tx: Tx, slug: string, until: string): Promise<void> {
  const form = (await readForms(tx)).find((one) => one.slug === slug);
  if (form?.activeUntil !== until) await setFormParameters(tx, slug, { until });
}

function rowOf(item: DemoAgendaItem, year: number): Record<string, unknown> {
  const month = String(item.month).padStart(2, '0');
  const begins = `${item.month >= 9 ? year : year + 1}-${month}-${String(item.day).padStart(2, '0')}`;
  return {
    id: demoId(`agenda ${year} ${item.key}`),
    kind: item.kind,
    title: item.title,
    description: item.description ?? '',
    begins_on: begins,
    ends_on: addDays(begins, (item.days ?? 1) - 1),
    begins_at: item.at?.[0] ?? null,
    ends_at: item.at?.[1] ?? null,
    place: item.place ?? '',
    link: item.link ?? '',
    levels: item.levels,
    kinds: item.kinds ?? [],
    cancelled: item.cancelled ?? false,
  };
}
