import { readFileSync, writeFileSync } from 'node:fs';
import type pg from 'pg';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { migrate } from '#platform/migrate.ts';
import type { Options } from '../options.ts';
import { timed } from '../progress.ts';
import { connectOwner } from './copy.ts';
import { generatedFile, type Generated } from './generate.ts';
import { agenda } from './parts/agenda.ts';
import { alerts } from './parts/alerts.ts';
import { contacts } from './parts/contacts.ts';
import { emergencyNumbers } from './parts/emergency-numbers.ts';
import { makeNews } from './parts/news.ts';
import type { Part, World } from './parts/part.ts';
import { questions } from './parts/questions.ts';
import { rightsOfMany } from './parts/rights.ts';
import { shares } from './parts/shares.ts';
import { submissions } from './parts/submissions.ts';
import { makeWorkers } from './parts/workers.ts';

const parts: readonly Part[] = [
  agenda,
  contacts,
  submissions,
  emergencyNumbers,
  shares,
  questions,
  alerts,
  rightsOfMany,
];

/**
 * Fills what the applications need in a Flanders that was generated before, also in one by an older version: it is migrated first. What
 * was filled before stays as it is; only the news is made new, for it ages.
 */
export async function fillApplications({ dataDir }: Options): Promise<void> {
  const generated = JSON.parse(readFileSync(generatedFile(dataDir), 'utf8')) as Generated;
  const server = await startEmbeddedServer({ dataDir });
  try {
    await timed(generated.seconds, 'migrations of this version', () => migrate(server.ownerUrl));
    const client = await connectOwner(server.ownerUrl);
    await fill(client, generated).finally(() => client.end());
  } finally {
    await server.stop();
  }
  writeFileSync(generatedFile(dataDir), JSON.stringify(generated, null, 2));
}

async function fill(client: pg.Client, generated: Generated): Promise<void> {
  const world = await makeWorld(client, generated);
  generated.workers = world.workers;
  await client.query(`set work_mem = '256MB'; set maintenance_work_mem = '1GB'`);
  for (const part of parts) {
    const { rows } = await client.query<{ filled: boolean }>(`select ${part.isFilled} as filled`);
    if (rows[0]?.filled) continue;
    await timed(generated.seconds, part.name, () => fillPart(client, part, world));
    for (const table of part.tables)
      generated.rows[table] = Number((await client.query(`select count(*) as n from ${table}`)).rows[0]?.n);
  }
  await timed(generated.seconds, 'news', () => makeNews(client));
  await client.query('analyze documents');
}

async function fillPart(client: pg.Client, part: Part, world: World): Promise<void> {
  await client.query('begin');
  await part.fill(client, world);
  await client.query('commit');
  await client.query(`vacuum (analyze) ${part.tables.join(', ')}, audit_events`);
}

async function makeWorld(client: pg.Client, { personas }: Generated): Promise<World> {
  const { rows } = await client.query<{ administration: number; board: number }>(
    `select (select id from organisations where kind = 'administration') as administration,
       (select organisation_id from work_relations where id = $1) as board`,
    [personas.board.workRelationId],
  );
  const { administration, board } = rows[0]!;
  const { rows: own } = await client.query<{ id: number }>(
    `select organisation_id as id from organisation_relations where kind = 'board' and related_id = $1 order by 1`,
    [board],
  );
  const workers = await makeWorkers(client, administration, { id: board, institutions: own.map(({ id }) => id) });
  return { personas, administration, workers };
}
