import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { readAsSystem } from '#access/context.ts';
import { newId } from '#platform/ids.ts';
import type { Database } from '#platform/db.ts';
import { say } from '../progress.ts';
import { read, type Looker } from './request.ts';
import { dayFrom } from './rights-scenarios.ts';

export const listBars = { checkedSeconds: 10, appliedSeconds: 20 } as const;
const rowsOfList = 5_000;
const rights = ['KIOSK Aanvrager', 'DWSE Organisatie Verantwoordelijke', 'Lokale Beheerder'];

/** A list of rights to give, from the moment at which it is sent until all of it was judged, and then given. */
export interface ListResult {
  rows: number;
  checkedSeconds: number;
  appliedSeconds: number;
  given: number;
}

/** Five thousand rows by the website, for the people of the administrator's institutions (RI-4). */
export async function measureList(looker: Looker, database: Database): Promise<ListResult> {
  const lines = await linesOfList(database);
  const id = newId();
  const form = new FormData();
  form.set('sleutel', id);
  form.set('hoe', 'alles');
  form.set('bestand', new Blob([lines.join('\n')]), 'lijst.csv');
  const base = '/gebruikersbeheer/lijst';
  const checked = await timedUntil('checked', database, async () => {
    const answer = await post(looker, base, form);
    return /[0-9a-f-]{36}/.exec(answer)?.[0] ?? '';
  });
  const applied = await timedUntil('applied', database, async () => {
    await post(looker, `${base}/${checked.listId}/bevestigen`, new URLSearchParams());
    return checked.listId;
  });
  await read(looker, `${base}/${checked.listId}`);
  const given = await count(database, checked.listId);
  const result = {
    rows: lines.length - 1,
    checkedSeconds: checked.seconds,
    appliedSeconds: applied.seconds,
    given,
  };
  say(
    `  list of ${result.rows} rows: checked in ${result.checkedSeconds} s, ${given} given in ${result.appliedSeconds} s`,
  );
  return result;
}

async function post({ origin, cookie }: Looker, path: string, body: FormData | URLSearchParams): Promise<string> {
  const answer = await fetch(`${origin}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: 'https://schoolpoort.example' },
    body,
  });
  if (answer.status !== 303) throw new Error(`${path} answers ${answer.status}`);
  return answer.headers.get('location') ?? '';
}

async function timedUntil(
  state: string,
  database: Database,
  begin: () => Promise<string>,
): Promise<{ listId: string; seconds: number }> {
  const start = performance.now();
  const listId = await begin();
  for (let tries = 0; tries < 3_000; tries += 1) {
    if ((await stateOf(database, listId)) === state)
      return { listId, seconds: Math.round((performance.now() - start) / 10) / 100 };
    await sleep(50);
  }
  throw new Error(`The list was not ${state} in time`);
}

const stateOf = (database: Database, listId: string): Promise<string | undefined> =>
  readAsSystem(database, async (db) => {
    const { rows } = await sql<{ state: string }>`select state from rights_lists where id = ${listId}`.execute(db);
    return rows[0]?.state;
  });

const count = (database: Database, listId: string): Promise<number> =>
  readAsSystem(database, async (db) => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from grants g join rights_lists l on l.person_id = g.given_by
      where l.id = ${listId} and g.given_at >= l.made_at`.execute(db);
    return rows[0]?.n ?? 0;
  });

/** Rows that give everybody the first right, then everybody the second, until there are enough. */
async function linesOfList(database: Database): Promise<string[]> {
  const { rows } = await readAsSystem(database, (db) =>
    sql<{ email: string; institution: string }>`
      select distinct on (p.id) p.email, lpad(w.organisation_id::text, 6, '0') as institution
      from work_relations w join persons p on p.id = w.person_id
      where upper_inf(w.period) and p.email is not null and w.organisation_id in (
        select h.organisation_id from grants h join persons a on a.id = h.person_id
        where a.email = 'administrator@dienst.example' and h.entitlement_id = 'head-local-admin')
      order by p.id`.execute(db),
  );
  const [from, until] = [dayFrom(0), dayFrom(150)];
  const lines = rights.flatMap((right) =>
    rows.map(({ email, institution }) => [email, right, '', institution, from, until].join(';')),
  );
  return ['e-mail;Recht;Context;Instellingsnummer;Van;Tot en met', ...lines.slice(0, rowsOfList)];
}
