import { fork, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { migrate } from '#platform/migrate.ts';
import { projectRoot } from '#platform/root.ts';
import { watchMemory } from './deliver.ts';

/** The bar of NO-2, for 100,000 people over 300 new documents. */
export const digestBar = { seconds: 60, perSecond: 500, megabytes: 400 };
const documents = 300;

export interface DigestMeasurement {
  people: number;
  documents: number;
  told: { digests: number; seconds: number };
  sent: { mails: number; seconds: number };
  /** Mails that the server got more than once. */
  twice: number;
  /** Peak of resident memory of the process that did both. */
  peakMegabytes: number;
}

/** Digests by the built command, on an embedded database on disk, to a mail server in a process of its own (NO-2). */
export async function measureDigests(people: number): Promise<DigestMeasurement> {
  const folder = await mkdtemp(join(tmpdir(), 'schoolpoort-bench-digest-'));
  // The embedded server may run as another user.
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const server = await startEmbeddedServer({ dataDir });
  try {
    process.stdout.write(`Making ${people} people …\n`);
    await prepare(server.ownerUrl, people);
    const sink = fork(join(import.meta.dirname, 'smtp-sink.ts'));
    const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
    const run = await digests(dataDir, port);
    sink.send('end');
    const [{ taken, twice }] = (await once(sink, 'message')) as [{ taken: number; twice: number }];
    return { people, documents, ...run, sent: { ...run.sent, mails: taken }, twice };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function digests(dataDir: string, port: number) {
  const command = spawn(process.execPath, [join(projectRoot, 'dist', 'cli.js'), 'digests'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...production(dataDir), SMTP_URL: `smtp://127.0.0.1:${port}` },
  });
  const watched = watchMemory(command);
  const [output] = await Promise.all([text(command.stdout), ended(command)]);
  const [, , queued = 0, toldIn = 0] = numbersIn(output, /(\d+) people due, (\d+) digests queued in ([\d.]+) s/);
  const [, mails = 0, sentIn = 0] = numbersIn(output, /(\d+) mails handed over in ([\d.]+) s/);
  return {
    told: { digests: queued, seconds: toldIn },
    sent: { mails, seconds: sentIn },
    peakMegabytes: watched().command,
  };
}

async function ended(command: ChildProcess): Promise<void> {
  const [code] = (await once(command, 'exit')) as [number];
  if (code !== 0) throw new Error(`digests ended with ${code}`);
}

const numbersIn = (output: string, pattern: RegExp): number[] => (pattern.exec(output) ?? []).map(Number);

function production(dataDir: string): Record<string, string> {
  const key = (): string => randomBytes(32).toString('base64');
  return {
    MODE: 'production',
    ALLOW_EMBEDDED_DATABASE: 'yes',
    DATA_DIR: dataDir,
    BASE_URL: 'https://schoolpoort.example',
    OIDC_ISSUER: 'https://idp.example',
    OIDC_CLIENT_ID: 'bench',
    MAIL_FROM: 'Schoolpoort <noreply@schoolpoort.example>',
    NATIONAL_NUMBER_KEY: key(),
    NATIONAL_NUMBER_LOOKUP_KEY: key(),
    SESSION_KEY: key(),
  };
}

/**
 * Everybody reads themes of one of the institutions; each institution got one document yesterday. One in fifty is portal administrator of ten
 * more, and one in ten has a rhythm of its own for another theme.
 */
async function prepare(ownerUrl: string, people: number): Promise<void> {
  await migrate(ownerUrl);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const statement of world)
      await client.query(statement.replaceAll(':people', String(people)).replaceAll(':documents', String(documents)));
  } finally {
    await client.end();
  }
}

const person = `('00000000-0000-7000-8000-' || lpad(to_hex(p), 12, '0'))::uuid`;
const relation = `('00000000-0000-7000-9000-' || lpad(to_hex(p), 12, '0'))::uuid`;
const everybody = 'from generate_series(1, :people) as p';

const world = [
  `insert into organisations (id, kind, name, source) select 30000 + n, 'institution', 'School ' || n, 'bench' from generate_series(1, :documents) as n`,
  `insert into organisation_levels (organisation_id, level_id) select 30000 + n, 1 from generate_series(1, :documents) as n`,
  `insert into delivery_services (slug, name) values ('bench', 'Meting')`,
  `insert into persons (id, given_name, family_name, email) select ${person}, 'An', 'Peeters ' || p, 'p' || p || '@school.example' ${everybody}`,
  `insert into work_relations (id, person_id, organisation_id, target_group, category, period)
   select ${relation}, ${person}, 30001 + p % :documents, 'OV', 'staff', daterange(current_date - 100, current_date + 300) ${everybody}`,
  `insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, cause)
   select ${relation}, ${person}, 'portal-user', 30001 + p % :documents, daterange(current_date - 100, current_date + 300), 'imported'
   ${everybody}`,
  `insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, cause)
   select ${relation}, ${person}, 'portal-admin', 30001 + (p + 20 * n) % :documents, daterange(current_date - 100, current_date + 300), 'imported'
   ${everybody}, generate_series(1, 10) as n where p % 50 = 0`,
  `insert into theme_ticks (institution_id, level_id, theme_id, person_id, grant_id)
   select g.organisation_id, 1, t.id, g.person_id, g.id from grants g, unnest(array[1, 3, 6]) as t (id) where g.entitlement_id = 'portal-user'`,
  `insert into documents (institution_id, level_id, theme_id, school_year, service_id, title, supplier_reference, contact_name, file_name, file_kind,
     file_bytes, file_sha256, delivered_fingerprint, confidentiality, search, available_at)
   select 30000 + n, 1, t.id, 2026, (select id from delivery_services where slug = 'bench'), 'Berekening van de omkadering ' || n, 'b' || n, 'Team Omkadering',
     'berekening.pdf', 'pdf', 100000, sha256('x'), sha256('x'), t.confidentiality, ''::tsvector, date_trunc('day', now()) - interval '6 hours'
   from generate_series(1, :documents) as n join themes t on t.id = (array[1, 3])[1 + n % 2]`,
  `insert into alerts (person_id, is_on) select ${person}, true ${everybody}`,
  `insert into alert_rhythms (person_id, rhythm, told_until, due_at)
   select ${person}, 'daily', now() - interval '2 days', now() - interval '1 minute' ${everybody}`,
  `insert into alert_rhythms (person_id, institution_id, theme_id, rhythm, told_until, due_at)
   select ${person}, 30001 + p % :documents, 6, 'weekly', now() - interval '2 days', now() + interval '3 days' ${everybody} where p % 10 = 0`,
  'analyze',
];
