import type { Command } from 'commander';
import { addClient, ClientRefused, listClients, revokeClient, rotateSecret } from '#apps/library/index.ts';
import { brusselsToday } from '#platform/clock.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import type { Database } from '#platform/db.ts';
import { openInstallation } from '#platform/installation.ts';

interface AddFlags {
  name?: string;
  themes: string;
}

export function register(program: Command): void {
  const group = program.command('service').description('Services that deliver documents, and their clients');
  group
    .command('add <slug>')
    .description('Add a delivering service and a client; for a known service one more client')
    .option('--name <name>', 'how the service is called, as readers see it; needed for a new service')
    .requiredOption('--themes <themes>', 'slugs of the themes it may deliver in, separated by commas, or all')
    .action((slug: string, flags: AddFlags) => using((database) => add(database, slug, flags)));
  group
    .command('list')
    .description('Every service with its clients')
    .action(() => using(list));
  group
    .command('rotate <client-id>')
    .description('Give a client a new secret; the old one and its tokens end at once')
    .action((clientId: string) => using(async (database) => show(await rotateSecret(database, clientId))));
  group
    .command('revoke <client-id>')
    .description('End a client and its tokens; what it delivered stays')
    .action((clientId: string) =>
      using(async (database) => {
        await revokeClient(database, clientId);
        process.stdout.write(`The client ${clientId} can do nothing any more.\n`);
      }),
    );
}

async function add(database: Database, slug: string, { name, themes }: AddFlags): Promise<void> {
  const wanted = themes.split(',').map((theme) => theme.trim());
  show(await addClient(database, { slug, ...(name && { name }), themes: themes === 'all' ? 'all' : wanted }));
}

async function list(database: Database): Promise<void> {
  for (const client of await listClients(database)) {
    const state = client.revokedAt ? `revoked on ${brusselsToday(client.revokedAt)}` : client.themes.join(',');
    process.stdout.write(`${[client.service, client.name, client.clientId ?? 'no client', state].join('\t')}\n`);
  }
}

function show({ clientId, clientSecret }: { clientId: string; clientSecret: string }): void {
  process.stdout.write(`client_id      ${clientId}\nclient_secret  ${clientSecret}\n`);
  process.stderr.write('The secret is shown this once; only a hash of it is kept.\n');
}

async function using(work: (database: Database) => Promise<void>): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    await work(installation.database);
  } catch (error) {
    if (!(error instanceof ClientRefused)) throw error;
    process.stderr.write(`${error.message}.\n`);
    process.exitCode = 1;
  } finally {
    await installation.close();
  }
}
