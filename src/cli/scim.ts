import type { Command } from 'commander';
import {
  addScimClient,
  listScimClients,
  revokeScimClient,
  rotateScimSecret,
  ScimClientRefused,
} from '#apps/scim/index.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { brusselsToday } from '#platform/clock.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import type { Database } from '#platform/db.ts';
import { openInstallation } from '#platform/installation.ts';

interface AddFlags {
  name: string;
  for?: string;
  boards?: string;
  responsible: string;
  mayGrant?: boolean;
  hold: string;
}

export function register(program: Command): void {
  const group = program
    .command('scim')
    .description('Programs of schools and boards that keep persons and relations (SCIM)');
  group
    .command('add <slug>')
    .description('Register a program')
    .requiredOption('--name <name>', 'how the program is called in the log and in tasks')
    .requiredOption(
      '--responsible <id or e-mail>',
      'the administrator in whose name it acts; it never can more than he can',
    )
    .option('--for <numbers>', 'the organisations it may touch, separated by commas')
    .option('--boards <numbers>', 'boards that it may touch with all their institutions')
    .option('--may-grant', 'it may give and end rights too, as far as its administrator may')
    .option('--hold <percent>', 'more than this part of the relations of an institution within a day is held', '10')
    .action((slug: string, flags: AddFlags) => using((database) => add(database, slug, flags)));
  group
    .command('list')
    .description('Every program, with what it may touch')
    .action(() => using(list));
  group
    .command('rotate <client-id>')
    .description('Give a program a new secret; the old one and its tokens end at once')
    .action((clientId: string) => using(async (database) => show(await rotateScimSecret(database, clientId))));
  group
    .command('revoke <client-id>')
    .description('End a program and its tokens; what it did stays')
    .action((clientId: string) =>
      using(async (database) => {
        await revokeScimClient(database, clientId);
        process.stdout.write(`The program ${clientId} can do nothing any more.\n`);
      }),
    );
}

async function add(database: Database, slug: string, flags: AddFlags): Promise<void> {
  const { name, responsible, mayGrant = false } = flags;
  const holdPercent = Number(flags.hold);
  if (!Number.isInteger(holdPercent) || holdPercent < 0 || holdPercent > 100)
    throw new ScimClientRefused('--hold is a whole number from 0 to 100');
  const [organisations, boards] = [codesOf(flags.for), codesOf(flags.boards)];
  show(await addScimClient(database, { slug, name, responsible, mayGrant, holdPercent, organisations, boards }));
}

const codesOf = (text = ''): number[] =>
  text
    .split(',')
    .map((code) => code.trim())
    .filter(Boolean)
    .map((code) => {
      const id = parseOrganisationCode(code);
      if (id === undefined) throw new ScimClientRefused(`${code} is no institution number and no OVO code`);
      return id;
    });

async function list(database: Database): Promise<void> {
  for (const client of await listScimClients(database)) {
    const state = client.revokedAt ? `revoked on ${brusselsToday(client.revokedAt)}` : client.organisations.join(', ');
    const rights = client.mayGrant ? 'gives rights' : 'reads rights';
    const parts = [
      client.name,
      client.clientId,
      client.responsible,
      rights,
      `holds over ${client.holdPercent} %`,
      state,
    ];
    process.stdout.write(`${parts.join('\t')}\n`);
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
    if (!(error instanceof ScimClientRefused)) throw error;
    process.stderr.write(`${error.message}.\n`);
    process.exitCode = 1;
  } finally {
    await installation.close();
  }
}
