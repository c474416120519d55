import { fromKysely, PgBoss } from 'pg-boss';
import type { Tx } from '#platform/db.ts';
import { jobsSchema } from '#platform/jobs-schema.ts';
import { log } from '#platform/log.ts';

declare const payloadOf: unique symbol;

/** A kind of work, as data: applications name it, `main.ts` binds it to what it needs. */
export interface Job<Payload extends object> {
  /** `app.verb-object` */
  name: string;
  /** Cron in Brussels time; a scheduled job takes no payload. */
  schedule?: string;
  /** Attempts after the first, with growing pauses. */
  retries?: number;
  /** A run that takes longer counts as failed. */
  maxSeconds?: number;
  /** Runs at once in one process. */
  concurrency?: number;
  readonly [payloadOf]?: Payload;
}

export interface JobRun {
  id: string;
  /** Aborted when the program stops or the run takes too long. */
  signal: AbortSignal;
  /** Marks the job done in the transaction that holds its effects: both happen, or neither. */
  complete(tx: Tx): Promise<void>;
}

export interface JobHandler {
  job: Job<object>;
  run: (payload: object, context: JobRun) => Promise<void>;
}

export interface SendOptions {
  startAfter?: Date;
  /** While a job with this key waits, another one is not added. */
  singletonKey?: string;
}

export interface JobQueue {
  /** Adds a job in the transaction of the change that asks for it. */
  send<Payload extends object>(tx: Tx, job: Job<Payload>, payload: Payload, options?: SendOptions): Promise<void>;
  stop(): Promise<void>;
}

/** The run of another process took over this job: its effects must not happen twice. */
export class JobLost extends Error {
  override readonly name = 'JobLost';
}

export function defineJob<Payload extends object = Record<string, never>>(job: Job<Payload>): Job<Payload> {
  return Object.freeze(job);
}

export function onJob<Payload extends object>(
  job: Job<Payload>,
  run: (payload: Payload, context: JobRun) => Promise<void>,
): JobHandler {
  return { job, run: run as JobHandler['run'] };
}

/** Starts the job queue as the application's role: its tables were installed with the migrations. */
export async function startJobs(url: string, handlers: readonly JobHandler[]): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: jobsSchema,
    application_name: 'schoolpoort jobs',
    max: 4,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    // Needs the owner; autovacuum and the small size of the queue do without.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.error('job-queue', { error }));
  boss.on('warning', (warning) => log.warn('job-queue', { warning: warning.message }));
  await boss.start();
  for (const handler of handlers) await work(boss, handler);
  await schedule(boss, handlers);
  return {
    async send(tx, job, payload, options = {}) {
      await boss.send(job.name, payload, { ...options, db: fromKysely(tx) });
    },
    // The database may stop right after this.
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

async function work(boss: PgBoss, handler: JobHandler): Promise<void> {
  const { name, retries = 5, maxSeconds = 900, concurrency = 1 } = handler.job;
  const settings = {
    retryLimit: retries,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: maxSeconds,
    // A job of a killed process is taken over after this.
    heartbeatSeconds: 10,
    deleteAfterSeconds: 7 * 24 * 3600,
    notify: true,
  };
  await boss.createQueue(name, settings);
  await boss.updateQueue(name, settings);
  const options = {
    batchSize: 1,
    burstWhenBatchFull: true,
    localConcurrency: concurrency,
    // New jobs announce themselves; asking also finds those that wait for a later moment or another attempt.
    pollingIntervalSeconds: 5,
    notifyPollingIntervalSeconds: 5,
    includeMetadata: true,
  } as const;
  await boss.work<object, void, typeof options>(name, options, async (jobs) => {
    for (const { id, data, signal, retryCount } of jobs) await runOne(boss, handler, { id, data, signal, retryCount });
  });
}

interface FetchedJob {
  id: string;
  data: object;
  signal: AbortSignal;
  retryCount: number;
}

async function runOne(boss: PgBoss, { job, run }: JobHandler, fetched: FetchedJob): Promise<void> {
  const { id, data, signal, retryCount } = fetched;
  const startedAt = performance.now();
  const complete = async (tx: Tx): Promise<void> => {
    const response = await boss.complete(job.name, { id, retryCount }, null, { db: fromKysely(tx) });
    // The types leave the counts out.
    if ((response as { affected?: number }).affected !== 1) throw new JobLost(`${job.name} ${id}`);
  };
  try {
    await run(data ?? {}, { id, signal, complete });
    log.info('job-done', { job: job.name, id, ms: Math.round(performance.now() - startedAt) });
  } catch (error) {
    log.error('job-failed', { job: job.name, id, attempt: retryCount + 1, error });
    throw error;
  }
}

async function schedule(boss: PgBoss, handlers: readonly JobHandler[]): Promise<void> {
  const wanted = new Map(handlers.flatMap(({ job }) => (job.schedule ? [[job.name, job.schedule] as const] : [])));
  for (const [name, cron] of wanted) await boss.schedule(name, cron, {}, { tz: 'Europe/Brussels' });
  // A schedule outlives the version of the program that asked for it.
  for (const { name } of await boss.getSchedules()) if (!wanted.has(name)) await boss.unschedule(name);
}
