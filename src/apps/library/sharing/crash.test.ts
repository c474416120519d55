import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { newId } from '#platform/ids.ts';
import { someDocuments, type MadeDocument } from '#tests/wall/documents.ts';
import { aKilledSite, mostKills, type KilledSite } from '#tests/wall/killed-site.ts';
import { origin } from '#tests/wall/site.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser, type Person } from '#tests/world/people.ts';

const atOnce = 8;

let killed: KilledSite;
let sharer: Person;
let session: string;
let receivers: Person[];
let documents: MadeDocument[];

beforeAll(async () => {
  killed = await aKilledSite();
  const { database } = killed.db;
  const school = await aSchool(database);
  sharer = await aPortalUser(database, { of: school, themes: [1] });
  // Beyond so many addresses in five minutes a person is asked to wait: colleagues are chosen by name.
  receivers = await Promise.all(Array.from({ length: atOnce }, () => aPortalUser(database, { of: school })));
  documents = await someDocuments(
    database,
    Array.from({ length: mostKills }, () => ({ institutionId: school.id })),
  );
});
afterAll(() => killed.stop());

interface Wish {
  key: string;
  documentId: string;
  receiverId: string;
}

const acknowledged = new Set<string>();

/** Sends the confirmed form; believes only what the server acknowledged. */
async function share({ key, documentId, receiverId }: Wish): Promise<void> {
  const answer = await fetch(`${killed.address()}/document/${documentId}/delen`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `sessie=${session}`, origin },
    body: new URLSearchParams({ sleutel: key, email: '', collega: receiverId, boodschap: 'Kijk eens', wat: 'deel' }),
  });
  if (!answer.headers.get('location')?.endsWith('?gedaan=gedeeld')) throw new Error(`answered ${answer.status}`);
  acknowledged.add(key);
}

/** Keys of what is stored, each with its mail and its entry in the journal. */
const stored = () =>
  readAsSystem(killed.db.database, async (all) => ({
    shares: (await all.selectFrom('document_shares').select('id').execute()).map(({ id }) => id).toSorted(),
    mails: (await all.selectFrom('mails').select('key').execute()).map(({ key }) => key.split(':')[1]).toSorted(),
    entries: (await all.selectFrom('audit_events').select('after').where('action', '=', 'share-document').execute())
      .map(({ after }) => (after as { share: string }).share)
      .toSorted(),
  }));

test(
  'DO-7, DO-8 a share that was acknowledged survives kills of application and database, once and with its mail; what was not can be sent again',
  { timeout: 60_000 + mostKills * 20_000 },
  async () => {
    const wishes: Wish[] = [];
    for (const [turn, { id: documentId }] of documents.entries()) {
      const now = receivers.map((receiver) => ({ key: newId<string>(), documentId, receiverId: receiver.id }));
      wishes.push(...now);
      session = await killed.signIn(sharer);
      const known = acknowledged.size;
      const sending = now.map((wish) => share(wish).catch(() => undefined));
      // Sometimes before the first one, sometimes after.
      if (turn % 3 === 0) await wait(20 * Math.random());
      else for (let tries = 0; acknowledged.size < known + 1 && tries < 1000; tries += 1) await wait(1);
      await killed.kill(turn);
      await Promise.all(sending);
    }
    const before = await stored();
    expect(before.mails, 'half a share').toEqual(before.shares);
    expect(before.entries, 'half a share').toEqual(before.shares);
    expect(
      [...acknowledged].filter((key) => !before.shares.includes(key)),
      'acknowledged and lost',
    ).toEqual([]);
    const unanswered = wishes.filter(({ key }) => !acknowledged.has(key));
    expect(unanswered.length, 'the kills came in the middle').toBeGreaterThan(0);
    const kept = acknowledged.size;
    session = await killed.signIn(sharer);
    for (const wish of unanswered) await share(wish);
    const after = await stored();
    const wanted = wishes.map(({ key }) => key).toSorted();
    expect(after).toEqual({ shares: wanted, mails: wanted, entries: wanted });
    if (process.env.CRASH_KILLS)
      process.stdout.write(
        `${mostKills} kills: ${wishes.length} shares, ${kept} acknowledged before and ${unanswered.length} after being sent again; 0 lost, 0 halves, 0 duplicates\n`,
      );
  },
);
