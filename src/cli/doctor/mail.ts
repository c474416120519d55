import { readAsSystem } from '#access/context.ts';
import { finding, reasonOf, type Finding } from '#cli/doctor/finding.ts';
import type { Config } from '#platform/config.ts';
import { reachDatabase } from '#platform/databases.ts';
import { openDatabase } from '#platform/db.ts';
import { findBacklog } from '#platform/mail/outbox.ts';
import { transportFor } from '#platform/mail/start.ts';

const lateMinutes = 15;

/** Whether the mail server lets us in, and whether mail waits that should have gone. */
export async function checkMail(config: Config): Promise<Finding[]> {
  return [await checkServer(config), await checkQueue(config)];
}

async function checkServer(config: Config): Promise<Finding> {
  const transport = transportFor(config);
  if (!transport) return { ok: false, what: 'mail server', mend: 'No mail is sent: SMTP_URL is missing.' };
  const what = config.smtpUrl === null ? 'mail stays in the inbox of the demo' : 'mail server';
  const problem = await transport.check();
  transport.close();
  return finding(problem === null, what, `It does not let us in (${problem}): see SMTP_URL and the network.`);
}

async function checkQueue(config: Config): Promise<Finding> {
  try {
    const addresses = await reachDatabase(config);
    const database = openDatabase(addresses.appUrl, { poolSize: 2 });
    try {
      const { waiting, oldest, problem } = await readAsSystem(database, (db) => findBacklog(db, lateMinutes));
      const since = oldest?.toISOString() ?? '';
      return finding(
        waiting === 0,
        'mail queue',
        `${waiting} mails wait since ${since}${problem ? `; the last answer was: ${problem}` : ''}. They go out by themselves once the mail server takes them.`,
      );
    } finally {
      await database.close();
      await addresses.stop();
    }
  } catch (error) {
    return { ok: false, what: 'mail queue', mend: `It cannot be read (${reasonOf(error)}): see the database above.` };
  }
}
