import { createHash } from 'node:crypto';
import type pg from 'pg';
import { hashToken } from '#platform/crypto.ts';
import type { Part, World } from './part.ts';

const items = 2_500;

/** The secret in the address of the calendar of somebody of the measurements. */
export const benchFeed = (persona: string): string =>
  createHash('sha256').update(`feed ${persona}`).digest('base64url');

/** Items of several years, last days of half of the forms, and a calendar address for everybody of the measurements. */
export const agenda: Part = {
  name: 'agenda',
  isFilled: 'exists (select from agenda_items)',
  tables: ['agenda_items', 'calendar_feeds'],
  async fill(client, world) {
    await client.query(
      `insert into agenda_items (organiser_id, kind, title, description, begins_on, ends_on, begins_at, levels, kinds)
       select $1, case when n % 3 = 0 then 'milestone' else 'event' end, 'Infosessie ' || n, repeat('Wat je moet weten en waar. ', 8),
         date '2022-09-01' + n, date '2022-09-01' + n + n % 2, case when n % 4 = 0 then time '14:00' end,
         case n % 5 when 0 then '{1,2}' when 1 then '{2}' when 2 then '{1,2,3,4,5,6,7}' else '{1}' end::smallint[],
         case when n % 9 = 0 then '{special-school}' else '{}' end::text[]
       from generate_series(1, $2::int) as n`,
      [world.administration, items],
    );
    await client.query(`update forms set active = daterange(null, date '2026-12-01' + id * 9) where id % 2 = 0`);
    await makeFeeds(client, world);
  },
};

async function makeFeeds(client: pg.Client, { personas, workers }: World): Promise<void> {
  for (const [name, { personId, targetGroup }] of Object.entries({ ...personas, ...workers }))
    await client.query('insert into calendar_feeds (token_hash, person_id, target_group) values ($1, $2, $3)', [
      hashToken(benchFeed(name)),
      personId,
      targetGroup,
    ]);
}
