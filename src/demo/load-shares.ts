import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import { demoPersonId } from '#demo/keys.ts';
import { demo } from '#demo/organisations.ts';
import { demoId } from '#demo/random.ts';
import { now } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';

interface DemoShare {
  key: string;
  /** The newest document of this theme is shared. */
  theme: string;
  /** Its open theme when it was shared, where that is another one now. */
  once?: string;
  by: string;
  to: string;
  daysAgo: number;
  note?: string;
  ended?: 'confidential' | 'receiver';
}

/** What was shared of the head's school, in every state in which a share can be. */
const demoShares: readonly DemoShare[] = [
  {
    key: 'vakantieregeling',
    theme: 'algemeen-openbaar',
    by: 'secretaris',
    to: 'twee-scholen',
    daysAgo: 2,
    note: 'Zoals afgesproken. Nemen jullie dezelfde vrije dagen?',
  },
  { key: 'leersteun', theme: 'structuur-en-organisatie-openbaar', by: 'directeur', to: 'administratie', daysAgo: 12 },
  {
    key: 'taalbad',
    theme: 'leerlingen-openbaar',
    by: 'directeur',
    to: 'gisteren-geeindigd',
    daysAgo: 40,
    note: 'Voor het overleg van donderdag.',
  },
  {
    key: 'weggehaald',
    theme: 'algemeen-openbaar',
    by: 'secretaris',
    to: 'gesloten-school',
    daysAgo: 60,
    ended: 'receiver',
  },
  {
    key: 'vertrouwelijk',
    theme: 'omkadering-en-toelagen-vertrouwelijk',
    once: 'omkadering-en-toelagen-openbaar',
    by: 'directeur',
    to: 'twee-relaties',
    daysAgo: 90,
    ended: 'confidential',
  },
];

/** Loaded once: a share that its receiver lets go of does not come back. */
export async function loadDemoShares(database: Database): Promise<void> {
  await asSystem(database, async (tx) => {
    for (const { key, theme, once = theme, by, to, daysAgo, note, ended } of demoShares)
      await sql`
        insert into document_shares (id, document_id, institution_id, level_id, theme_id, sharer_id, receiver_id, note, shared_at, ended_at,
          ended_because)
        select ${demoId(`share ${key}`)}::uuid, d.id, d.institution_id, d.level_id, o.id, ${demoPersonId(by)}::uuid, ${demoPersonId(to)}::uuid,
          ${note ?? null}, ${daysBefore(daysAgo)}::timestamptz, ${ended ? daysBefore(daysAgo / 2) : null}::timestamptz, ${ended ?? null}
        from documents d join themes t on t.id = d.theme_id join themes o on o.slug = ${once}
        where d.institution_id = ${demo.primarySchool} and t.slug = ${theme}
        order by d.published_at desc, d.id limit 1
        on conflict do nothing`.execute(tx);
  });
}

const daysBefore = (days: number): Date => new Date(now().getTime() - days * 86_400_000);
