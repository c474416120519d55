import { fork } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { asSystem } from '#access/context.ts';
import { noteFrequentWords } from '#apps/library/words.ts';
import { openDatabase } from '#platform/db.ts';
import { migrate } from '#platform/migrate.ts';
import type { WorkerTask } from '../document-worker.ts';
import type { Options } from '../options.ts';
import { say, timed, type Timings } from '../progress.ts';
import type { Worker } from './parts/part.ts';
import { connectOwner, copyRows } from './copy.ts';
import type { StoredPdf, ThemeAtLevel } from './document-maker.ts';
import { storePdfs } from './files.ts';
import { dropIndexes, rebuildIndexes } from './indexes.ts';
import { makeOrganisations, type Organisations } from './organisations.ts';
import { makePeople, type People, type Persona } from './people.ts';
import { chooseSearchWords, type SearchWords } from './search-words.ts';
import { sizeAt, type Size } from './size.ts';
import { makeVocabulary } from './vocabulary.ts';

/** What the measurements need to know of a generated Flanders; kept beside it. */
export interface Generated {
  seed: string;
  scale: number;
  size: Size;
  personas: { secretary: Persona; board: Persona; staff: Persona };
  /** Made by the phase that fills the other applications. */
  workers?: Record<Worker, Persona>;
  crowd: { secretaries: Persona[]; boards: Persona[]; staffs: Persona[] };
  words: SearchWords;
  databaseBytes: number;
  rows: Record<string, number>;
  seconds: Timings;
}

export const generatedFile = (dataDir: string): string => join(dataDir, 'bench.json');

/** Nothing is lost that cannot be generated again: no journal of bare tables, no waiting for the disk. */
const hastySettings = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  synchronous_commit: 'off',
  autovacuum: 'off',
  max_wal_size: '8GB',
  checkpoint_timeout: '60min',
  shared_buffers: '2GB',
  max_parallel_maintenance_workers: '2',
};
const workers = 2;

/** Makes a whole Flanders in an empty data folder, with the product's own server, migrations and indexes. */
export async function generate(options: Options): Promise<Generated> {
  const { dataDir, seed } = options;
  const size = sizeAt(options.scale);
  const seconds: Timings = {};
  say(`Generating ${size.documents} documents of ${size.institutions} institutions in ${dataDir}`);
  for (const part of ['database', 'files', 'database-server', 'bench.json'])
    rmSync(join(dataDir, part), { recursive: true, force: true });
  const start = performance.now();
  const hasty = await startEmbeddedServer({ dataDir, settings: hastySettings });
  let generated: Omit<Generated, 'seconds' | 'seed' | 'scale' | 'size'>;
  try {
    await timed(seconds, 'migrations', () => migrate(hasty.ownerUrl));
    const files = await timed(seconds, 'files', () => storePdfs(dataDir, seed, Math.min(3_000, size.documents / 20)));
    const client = await connectOwner(hasty.ownerUrl);
    generated = await fill(client, hasty.ownerUrl, { options, size, seconds, files }).finally(() => client.end());
    await timed(seconds, 'frequent words', () => noteWords(hasty.appUrl));
  } finally {
    await timed(seconds, 'stop', () => hasty.stop());
  }
  seconds['all'] = Math.round((performance.now() - start) / 1000);
  const result = { seed, scale: options.scale, size, ...generated, seconds };
  writeFileSync(generatedFile(dataDir), JSON.stringify(result, null, 2));
  say(`Generated in ${seconds['all']} s, ${(generated.databaseBytes / 1e9).toFixed(1)} GB`);
  return result;
}

/** What the product's own job notes every night. */
async function noteWords(url: string): Promise<void> {
  const database = openDatabase(url);
  await asSystem(database, noteFrequentWords).finally(() => database.close());
}

interface Filling {
  options: Options;
  size: Size;
  seconds: Timings;
  files: readonly StoredPdf[];
}

async function fill(client: pg.Client, url: string, { options, size, seconds, files }: Filling) {
  const { seed, scale } = options;
  const organisations = makeOrganisations(seed, size);
  await timed(seconds, 'organisations', () => writeOrganisations(client, organisations));
  const themes = await readThemes(client);
  const people = makePeople(seed, size, organisations, themes);
  await timed(seconds, 'persons, rights, themes', () => writePeople(client, people));
  const dropped = await dropIndexes(client);
  await timed(seconds, 'documents', () => runWorkers({ url, seed, scale, workers, files, themes }, size.documents));
  await timed(seconds, 'versions and roll-ups', () => fillFromDocuments(client));
  await client.query("set maintenance_work_mem = '4GB'; set max_parallel_maintenance_workers = 2");
  await timed(seconds, 'vacuum', () =>
    client.query('vacuum (freeze, parallel 0) documents, document_texts, document_versions'),
  );
  await rebuildIndexes(client, dropped, seconds);
  const { secretary, board, staff, secretaries, boards, staffs } = people;
  await timed(seconds, 'analyze', () => client.query('analyze'));
  await timed(seconds, 'vacuum the rest', () =>
    client.query(
      'vacuum document_counts, document_totals, grants, theme_ticks, work_relations, persons, organisations',
    ),
  );
  const words = await timed(seconds, 'choice of words', () => chooseSearchWords(client, makeVocabulary(seed)));
  return {
    personas: { secretary, board, staff },
    crowd: { secretaries, boards, staffs },
    words,
    databaseBytes: await databaseBytes(client),
    rows: await countRows(client),
  };
}

async function writeOrganisations(
  client: pg.Client,
  { institutions, boards, administration }: Organisations,
): Promise<void> {
  const columns = 'organisations (id, kind, name, street, postal_code, municipality_name, nis_code, source, ovo_code)';
  const address = ({ place, street }: { place: { postalCode: string; name: string; nis: string }; street?: string }) =>
    [street ?? 'Schoolstraat', place.postalCode, place.name, place.nis, 'bench', null] as const;
  await copyRows(client, columns, [
    ...boards.map((board) => [board.id, 'board', board.name, ...address(board)]),
    ...institutions.map((one) => [one.id, 'institution', one.name, ...address(one)]),
    [
      administration,
      'administration',
      'Agentschap voor Onderwijsdiensten',
      null,
      null,
      null,
      null,
      'bench',
      `OVO${String(administration - 1_000_000).padStart(6, '0')}`,
    ],
  ]);
  await copyRows(
    client,
    'organisation_levels (organisation_id, level_id)',
    institutions.flatMap((one) => one.levels.map((level) => [one.id, level])),
  );
  await copyRows(
    client,
    'organisation_relations (organisation_id, kind, related_id, period, source)',
    institutions.map((one) => [one.id, 'board', one.board, '[2010-09-01,)', 'bench']),
  );
  await client.query(
    "insert into delivery_services (slug, name) select 'dienst-' || n, 'Dienst ' || n from generate_series(1, 6) as n",
  );
}

async function writePeople(client: pg.Client, people: People): Promise<void> {
  await copyRows(client, 'persons (id, given_name, family_name, email)', people.persons);
  await copyRows(
    client,
    'work_relations (id, person_id, organisation_id, target_group, category, period)',
    people.relations,
  );
  await copyRows(client, 'head_assignments (person_id, institution_id, period, source)', people.heads);
  await copyRows(
    client,
    'grants (id, work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause)',
    people.grants,
  );
  await copyRows(
    client,
    'theme_ticks (id, person_id, institution_id, level_id, theme_id, ticked_at, grant_id)',
    people.ticks,
  );
}

async function readThemes(client: pg.Client): Promise<ThemeAtLevel[]> {
  const { rows } = await client.query<ThemeAtLevel>(
    'select t.id as "themeId", l.level_id as "levelId", t.confidentiality from themes t join theme_levels l on l.theme_id = t.id order by 1, 2',
  );
  return rows;
}

async function runWorkers(task: Omit<WorkerTask, 'worker'>, total: number): Promise<void> {
  let done = 0;
  const start = Date.now();
  const tell = setInterval(
    () => say(`    ${done} of ${total} documents, ${Math.round(done / ((Date.now() - start) / 1000))} per second`),
    10_000,
  );
  const run = (worker: number) =>
    new Promise<void>((resolve, reject) => {
      const child = fork(join(import.meta.dirname, '..', 'document-worker.ts'));
      child.on('message', (made) => (done += Number(made)));
      child.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`A process that makes documents ended with ${code}`)),
      );
      child.send({ ...task, worker });
    });
  await Promise.all(Array.from({ length: task.workers }, (_, worker) => run(worker))).finally(() =>
    clearInterval(tell),
  );
}

/** The triggers would have kept these up to date row by row. */
async function fillFromDocuments(client: pg.Client): Promise<void> {
  await client.query(`
    insert into document_versions (document_id, version, title, file_name, file_kind, file_bytes, file_sha256, institution_id, level_id, theme_id, school_year, published_at)
    select id, version, title, file_name, file_kind, file_bytes, file_sha256, institution_id, level_id, theme_id, school_year, published_at from documents`);
  await client.query(`
    insert into document_counts (institution_id, level_id, theme_id, school_year, n)
    select institution_id, level_id, theme_id, school_year, count(*) from documents group by 1, 2, 3, 4`);
  await client.query(`
    insert into document_totals (theme_id, level_id, school_year, n)
    select theme_id, level_id, school_year, count(*) from documents group by 1, 2, 3`);
}

async function databaseBytes(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return Number(rows[0]!.bytes);
}

async function countRows(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; n: string }>(
    `select relname as name, reltuples::bigint as n from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 0 order by reltuples desc limit 14`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.n)]));
}
