import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { actAsSystem } from '#access/context.ts';
import { encodeRole } from '#access/role-claims.ts';
import { handOver } from '#apps/links/telling/hand-over.ts';
import {
  claimEvents,
  concludeEvent,
  forgetOldEvents,
  tellOfDays,
  type ClaimedEvent,
  type Conclusion,
} from '#apps/links/telling/outbox.ts';
import { signedHeaders } from '#apps/links/telling/signature.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { brusselsToday, now } from '#platform/clock.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Database, Tx } from '#platform/db.ts';
import { log } from '#platform/log.ts';

export interface TellerOptions {
  database: Database;
  sealer: Sealer;
  /** The identity provider whose subjects applications know people by. */
  issuer: string;
  /** Addresses inside the walls may be called too. */
  allowInside: boolean;
  /** How often the queue is looked at, in milliseconds. */
  every?: number;
  /** The first pause before an event is tried again, in seconds. */
  firstPause?: number;
}

const batchSize = 20;
const longestPause = 6 * 3600;
/** An application that takes nothing for so long is not told of it any more. */
const givenUpAfterDays = 3;

/** Tells linked applications of rights for as long as the program runs; any number of processes may do so. */
export function startTelling(options: TellerOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(options: TellerOptions, signal: AbortSignal): Promise<void> {
  const { every = 1000 } = options;
  let day = '';
  while (!signal.aborted) {
    let pause = every;
    try {
      const today = brusselsToday();
      if (today !== day) {
        await beside(options.database, tellOfDays);
        await beside(options.database, forgetOldEvents);
        day = today;
      }
      if ((await tellBatch(options)) > 0) pause = 0;
    } catch (error) {
      log.error('telling-failed', { error });
      pause = Math.max(every, 5000);
    }
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** Hands over what is due; answers how many events were tried. */
export async function tellBatch(options: TellerOptions): Promise<number> {
  const events = await beside(options.database, (tx) => claimEvents(tx, options.issuer, batchSize));
  await Promise.all(
    events.map(async (event) => {
      const conclusion = await tell(options, event);
      await beside(options.database, (tx) => concludeEvent(tx, event.id, conclusion));
    }),
  );
  return events.length;
}

async function tell(options: TellerOptions, event: ClaimedEvent): Promise<Conclusion> {
  // An end that was taken back, or a right that ended before it could be told: the later event says what is (R12).
  if (event.url === null || (event.kind === 'right.ended') === event.counts) return { kind: 'superseded' };
  try {
    if (event.secrets.length === 0) return failed(options, event, null, 'the application has no secret');
    const body = bodyOf(event);
    const secrets = event.secrets.map((sealed) => options.sealer.open(sealed));
    const headers = signedHeaders({ id: event.id, at: now(), body }, secrets);
    const outcome = await handOver(event.url, { body, headers }, options);
    if (outcome.kind === 'taken') return { kind: 'sent', status: outcome.status };
    return failed(options, event, outcome.status, outcome.problem);
  } catch (error) {
    log.error('event-not-told', { id: event.id, error });
    return failed(options, event, null, (error as Error).name);
  }
}

function failed(
  { firstPause = 5 }: TellerOptions,
  { attempts, queuedAt }: ClaimedEvent,
  status: number | null,
  problem: string,
): Conclusion {
  const isOver = Date.now() - queuedAt.getTime() > givenUpAfterDays * 24 * 3_600_000;
  // A part by chance, so that everything that waited does not come back at the same moment.
  const seconds = Math.min(firstPause * 3 ** attempts, longestPause) * (1 + Math.random() / 4);
  return { kind: isOver ? 'given-up' : 'later', status, problem, seconds };
}

/** The same for every attempt: what happened, about whom, in the words of role claims. No name and no number of the person. */
export function bodyOf(event: ClaimedEvent): string {
  const organisation = formatOrganisationCode(event.organisationId);
  const name = event.roles[event.entitlementId];
  return JSON.stringify({
    type: event.kind,
    timestamp: event.queuedAt.toISOString(),
    data: {
      person: event.personId,
      subjects: event.subjects,
      vo_doelgroepcode: event.targetGroup,
      vo_orgcode: organisation,
      roles: name === undefined ? [] : rolesOf(name, event.contexts, organisation),
      begin: event.firstDay,
      end: event.lastDay,
    },
  });
}

/** A right as role claims: one for each context, or one without (rights, 9.3). */
export function rolesOf(role: string, contexts: readonly string[], organisation: string): string[] {
  if (contexts.length === 0) return [encodeRole({ role, context: null, organisation })];
  return contexts.map((context) => encodeRole({ role, context, organisation }));
}

/** As the system, waiting for whoever changes the same row instead of failing. */
function beside<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.write(async (tx) => {
    await sql`set transaction isolation level read committed`.execute(tx);
    await actAsSystem(tx);
    return work(tx);
  });
}
