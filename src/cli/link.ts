import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { asSystem, readAsSystem } from '#access/context.ts';
import {
  addLinkClient,
  applyLinks,
  LinkRefused,
  linksSchema,
  listEvents,
  listKnownLinks,
  renewLinkSecret,
  revokeLinkClient,
  sendEventAgain,
  type AppliedLinks,
} from '#apps/links/index.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import { openInstallation } from '#platform/installation.ts';
import type { Database } from '#platform/db.ts';
import type { Installation } from '#platform/services.ts';

export function register(program: Command): void {
  const group = program.command('link').description('Applications of other services that the portal leads to');
  group.command('list').description('Print those that are known, as the file that apply takes').action(list);
  group
    .command('apply <file>')
    .description('Bring them to what a JSON file says; what it does not name is removed')
    .action(apply);
  group
    .command('client <id>')
    .description('Give an application a client with which it asks for the rights of people')
    .action((id: string) =>
      withInstallation(async ({ database }) => {
        const { clientId, clientSecret } = await addLinkClient(database, id);
        process.stdout.write(`client_id      ${clientId}\nclient_secret  ${clientSecret}\n`);
        process.stderr.write(shownOnce);
      }),
    );
  group
    .command('revoke <client-id>')
    .description('End a client of an application, and its tokens')
    .action((clientId: string) => withInstallation(({ database }) => revokeLinkClient(database, clientId)));
  group
    .command('secret <id>')
    .description('Give an application a new secret for what is signed for it')
    .option('--keep <hours>', 'so long the secret before still counts', '24')
    .action((id: string, { keep }: { keep: string }) =>
      withInstallation(async (installation) => {
        const hours = Number(keep);
        if (!Number.isInteger(hours) || hours < 0 || hours > 720)
          throw new LinkRefused('--keep is a number of hours from 0 to 720');
        process.stdout.write(`${await renewLinkSecret(installation, id, hours)}\n`);
        process.stderr.write(shownOnce);
      }),
    );
  group
    .command('events <id>')
    .description('What an application was told of rights lately, the newest first')
    .option('--most <number>', 'so many', '50')
    .action((id: string, { most }: { most: string }) =>
      withInstallation(({ database }) => events(database, id, Number(most))),
    );
  group
    .command('resend <event-id>')
    .description('Tell an application of one event again, under the same id')
    .action((eventId: string) => withInstallation(({ database }) => sendEventAgain(database, eventId)));
}

const shownOnce = 'The secret is shown this once.\n';

async function events(database: Database, id: string, most: number): Promise<void> {
  const rows = await readAsSystem(database, (db) => listEvents(db, id, Math.min(Math.max(1, most || 50), 1000)));
  for (const { id: event, kind, state, queuedAt, attempts, status, problem } of rows)
    process.stdout.write(
      `${[event, queuedAt.toISOString(), kind, state, `${attempts} tries`, status ?? '', problem ?? ''].join('\t')}\n`,
    );
}

async function list(): Promise<void> {
  await withInstallation(async ({ database }) => {
    process.stdout.write(`${JSON.stringify(await readAsSystem(database, listKnownLinks), null, 2)}\n`);
  });
}

async function apply(file: string): Promise<void> {
  await withInstallation(async ({ config, database }) => {
    const links = linksSchema.safeParse(await readJson(file));
    if (!links.success) throw new LinkRefused(z.prettifyError(links.error));
    const open = links.data.find(({ webhookUrl }) => webhookUrl?.startsWith('http:'));
    if (open && !config.webhooksInside)
      throw new LinkRefused(`${open.id} is told without https: that needs WEBHOOKS_INSIDE=yes`);
    process.stdout.write(say(await asSystem(database, (tx) => applyLinks(tx, links.data))));
  });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    throw new LinkRefused(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

const say = (applied: AppliedLinks): string =>
  Object.entries(applied)
    .map(([what, ids]: [string, string[]]) => `${what}: ${ids.join(', ') || 'none'}\n`)
    .join('');

async function withInstallation(work: (installation: Installation) => Promise<void>): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    await work(installation);
  } catch (error) {
    if (!(error instanceof LinkRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await installation.close();
  }
}
