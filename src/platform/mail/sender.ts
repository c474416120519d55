import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Db, Tx } from '#platform/db.ts';
import { log } from '#platform/log.ts';
import type { MailContent, MailLang } from '#platform/mail/content.ts';
import {
  claimMails,
  concludeMails,
  forgetOldMails,
  leaseMinutes,
  type ClaimedMail,
  type Conclusion,
} from '#platform/mail/outbox.ts';
import { renderMail, type MailWords } from '#platform/mail/render.ts';
import { poolSize, type OutgoingMail, type Transport } from '#platform/mail/transport.ts';

/** Writes the mails of one kind at the moment of sending, in one snapshot; a mail it does not answer for is dropped. */
export type Composer = (db: Db, mails: readonly ClaimedMail[]) => Promise<ReadonlyMap<string, MailContent>>;

export interface SenderOptions {
  database: Database;
  /** Tells row-level security that the system is asking. */
  actAsSystem: (db: Db) => Promise<void>;
  transport: Transport;
  from: string;
  baseUrl: string;
  words: Readonly<Record<MailLang, MailWords>>;
  composers: Readonly<Record<string, Composer>>;
  /** Whether what was composed is kept, for the inbox of the demo. */
  keepComposed: boolean;
  /** How often the queue is looked at, in milliseconds. */
  every?: number;
  /** The shortest and longest pause in milliseconds while the mail server is away. */
  pauses?: { first: number; longest: number };
}

export interface RunningSender {
  stop(): Promise<void>;
}

const batchSize = 100;
// So many milliseconds before its time is over a mail is not begun any more: nobody else may have it in hand meanwhile.
const leaseMs = (leaseMinutes - 5) * 60_000;
/** A receiver that says "not now" for so long does not want it. */
const givenUpAfterDays = 5;

/** Hands queued mails to the mail server, for as long as the program runs; any number of processes may do so. */
export function startSending(options: SenderOptions): RunningSender {
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
      options.transport.close();
    },
  };
}

async function run(options: SenderOptions, signal: AbortSignal): Promise<void> {
  const { every = 1000, pauses = { first: 1000, longest: 10 * 60_000 } } = options;
  let failures = 0;
  let forgotten = 0;
  while (!signal.aborted) {
    let pause = every;
    try {
      // After a failure one mail tries whether the server is back.
      const outcome = await (failures > 0 ? sendBatch(options, 1, signal) : sendBatches(options, signal));
      failures = outcome.unavailable === null ? (outcome.tried > 0 ? 0 : failures) : failures + 1;
      if (outcome.unavailable !== null) {
        pause = Math.min(pauses.first * 2 ** (failures - 1), pauses.longest);
        log.warn('mail-server-unavailable', { reason: outcome.unavailable, pauseSeconds: pause / 1000 });
      } else if (outcome.tried > 0) pause = 0;
      if (outcome.tried === 0 && Date.now() - forgotten > 3_600_000) {
        await asSystem(options, forgetOldMails);
        forgotten = Date.now();
      }
    } catch (error) {
      log.error('mail-sending-failed', { error });
      pause = Math.max(every, 5000);
    }
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** Two batches at a time: while the mails of one are under way, the other is read and written. */
export async function sendBatches(options: SenderOptions, signal?: AbortSignal): Promise<BatchOutcome> {
  const [one, other] = await Promise.all([
    sendBatch(options, batchSize, signal),
    sendBatch(options, batchSize, signal),
  ]);
  return { tried: one.tried + other.tried, unavailable: one.unavailable ?? other.unavailable };
}

/** How many mails were tried, and why the server takes none. */
export interface BatchOutcome {
  tried: number;
  unavailable: string | null;
}

/** Takes a batch, writes and hands over each mail, and notes what became of it. */
export async function sendBatch(options: SenderOptions, most: number, signal?: AbortSignal): Promise<BatchOutcome> {
  const claimedAt = Date.now();
  const mails = await asSystem(options, (tx) => claimMails(tx, most));
  if (mails.length === 0) return { tried: 0, unavailable: null };
  const written = await writeAll(options, mails);
  let unavailable: string | null = null;
  const conclusions: Conclusion[] = [];
  const waiting = [...mails];
  const work = async (): Promise<void> => {
    for (let mail = waiting.shift(); mail; mail = waiting.shift()) {
      const hold = unavailable !== null || signal?.aborted === true || Date.now() - claimedAt > leaseMs;
      const conclusion = hold
        ? ({ kind: 'released', mail } as const)
        : await tryOne(options, mail, written.get(mail.id));
      if (conclusion.kind === 'later' && conclusion.seconds === 0) unavailable = conclusion.reason;
      conclusions.push(conclusion);
    }
  };
  await Promise.all(Array.from({ length: poolSize }, work));
  await asSystem(options, (tx) => concludeMails(tx, conclusions));
  return { tried: mails.length, unavailable };
}

/** What there is to say, or why it could not be written. */
type Written = MailContent | Error | undefined;

async function tryOne(options: SenderOptions, mail: ClaimedMail, written: Written): Promise<Conclusion> {
  if (mail.address === null) return { kind: 'dropped', mail, reason: 'no address' };
  if (written === undefined) return { kind: 'dropped', mail, reason: 'nothing to say' };
  try {
    if (written instanceof Error) throw written;
    const handover = await options.transport.hand(outgoing(mail, mail.address, written, options));
    if (handover.kind === 'sent') return { kind: 'sent', mail, content: options.keepComposed ? written : null };
    if (handover.kind === 'refused') return { kind: 'refused', mail, reason: handover.reason };
    return notNow(mail, handover);
  } catch (error) {
    // One mail that cannot be written must not keep the others.
    log.error('mail-not-written', { id: mail.id, composer: mail.composer, error });
    return { kind: 'later', mail, reason: `not written: ${(error as Error).name}`, seconds: pauseAfter(mail) };
  }
}

/** A mail that has to wait: growing pauses, and after five days of "not now" an end. A server that is away ends nothing. */
function notNow(mail: ClaimedMail, { kind, reason }: { kind: 'later' | 'unavailable'; reason: string }): Conclusion {
  if (kind === 'unavailable') return { kind: 'later', mail, reason, seconds: 0 };
  if (Date.now() - mail.queuedAt.getTime() > givenUpAfterDays * 24 * 3_600_000)
    return { kind: 'refused', mail, reason };
  return { kind: 'later', mail, reason, seconds: pauseAfter(mail) };
}

const pauseAfter = ({ attempts }: ClaimedMail): number => Math.min(60 * 2 ** attempts, 3 * 3600);

/** What each mail says, as it is at this moment: what an earlier attempt composed does not count. */
async function writeAll(options: SenderOptions, mails: readonly ClaimedMail[]): Promise<Map<string, Written>> {
  const written = new Map<string, Written>();
  const ordered = Map.groupBy(mails, (mail) => mail.composer);
  for (const [name, group] of ordered) {
    if (name === null) for (const mail of group) written.set(mail.id, mail.content ?? undefined);
    else for (const [id, content] of await compose(options, name, group)) written.set(id, content);
  }
  return written;
}

async function compose(
  { database, actAsSystem, composers }: SenderOptions,
  name: string,
  mails: readonly ClaimedMail[],
): Promise<ReadonlyMap<string, Written>> {
  try {
    const composer = composers[name];
    if (!composer) throw new Error(`nobody composes ${name}`);
    return await database.read(async (db) => {
      await actAsSystem(db);
      return composer(db, mails);
    });
  } catch (error) {
    return new Map(mails.map((mail) => [mail.id, error as Error]));
  }
}

function outgoing(mail: ClaimedMail, to: string, content: MailContent, options: SenderOptions): OutgoingMail {
  const { baseUrl, from, words } = options;
  const { lang, unsubscribePath, key } = mail;
  return {
    ...renderMail(content, { lang, words: words[lang], baseUrl, unsubscribePath }),
    messageId: messageIdOf(key, baseUrl),
    from,
    to,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribePath !== null && {
        'List-Unsubscribe': `<${new URL(unsubscribePath, baseUrl).href}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}

/** The same for every attempt, so that the receiving side sees a repeat for what it is; it tells nothing of the key. */
export function messageIdOf(key: string, baseUrl: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${new URL(baseUrl).hostname}>`;
}

/** Waits for the rows of others instead of failing on them: claims skip what another process holds. */
function asSystem<T>({ database, actAsSystem }: SenderOptions, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.write(async (tx) => {
    await sql`set transaction isolation level read committed`.execute(tx);
    await actAsSystem(tx);
    return work(tx);
  });
}
