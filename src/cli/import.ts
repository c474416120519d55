import { InvalidArgumentError, type Command } from 'commander';
import { asSystem } from '#access/context.ts';
import { applyContacts, readContactFiles } from '#apps/contacts/index.ts';
import { applyMergers, readMergerFiles } from '#apps/rights/index.ts';
import { applyDelivery, type ImportOptions } from '#directory/import/apply.ts';
import { applyMunicipalities, readMunicipalityFiles } from '#directory/import/municipalities.ts';
import { readRegisterApi, registerBaseUrl } from '#directory/import/read-api.ts';
import { filesOf, readOrganisationFiles } from '#directory/import/read-files.ts';
import { ImportRefused, printReport, type ImportReport } from '#directory/import/report.ts';
import { brusselsToday } from '#platform/clock.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import type { Database, Tx } from '#platform/db.ts';
import { openInstallation } from '#platform/installation.ts';

interface Flags {
  dryRun?: boolean;
  lenient?: boolean;
  json?: boolean;
  situationDate?: string;
}

interface OrganisationFlags extends Flags {
  live?: boolean;
  key?: string;
  baseUrl: string;
  filter: Record<string, string>;
  pageSize: number;
  force?: boolean;
}

export function register(program: Command): void {
  const group = program.command('import').description('Bring organisations, municipalities, contacts or mergers in');
  withFlags(group.command('organisations [path]'))
    .description(
      'Institutions, boards and locations: a file or folder with JSON of the register or a CSV list, or --live',
    )
    .option('--live', 'fetch from the register itself')
    .option('--key <key>', 'key of the register; the setting REGISTER_API_KEY keeps it out of the list of processes')
    .option('--base-url <url>', 'address of the register', registerBaseUrl)
    .option('--filter <name=value>', 'limit what is fetched, e.g. filter_instelling_niveau=SO', addFilter, {})
    .option('--page-size <rows>', 'rows asked at a time', wholeNumber, 5000)
    .option('--force', 'also when more than 15 % of the known organisations are missing')
    .action(importOrganisations);
  withFlags(group.command('municipalities <path...>'))
    .description('Municipalities, their NIS and OVO codes and mergers: CSV lists or a folder with them')
    .action(importMunicipalities);
  withFlags(group.command('contacts <path...>'))
    .description('Who serves which institution: CSV lists with instellingsnummer, soort, naam, telefoon, e-mail')
    .action(importContacts);
  withReport(group.command('mergers <path...>'))
    .description(
      'Institutions that continue as another: CSV lists with instellingsnummer, gaat_verder_als, vanaf, reden',
    )
    .action(importMergers);
}

function withFlags(command: Command): Command {
  return withReport(command)
    .option('--situation-date <day>', 'day on which the delivery is true, YYYY-MM-DD; today unless told', dayOf)
    .option('--lenient', 'end with code 0 although rows were rejected');
}

function withReport(command: Command): Command {
  return command
    .option('--dry-run', 'say what would happen and write nothing')
    .option('--json', 'print the report as JSON');
}

async function importOrganisations(path: string | undefined, flags: OrganisationFlags): Promise<void> {
  await reporting(flags, async (database) => {
    const delivery = flags.live
      ? await fetchFromRegister(flags)
      : await readOrganisationFiles(await filesOf(required(path)));
    const options: ImportOptions = { ...optionsOf(flags), force: flags.force ?? false };
    return inOneTransaction(database, options.dryRun, (tx) => applyDelivery(tx, delivery, options));
  });
}

async function importMunicipalities(paths: string[], flags: Flags): Promise<void> {
  await reporting(flags, async (database) => {
    const files = (await Promise.all(paths.map(filesOf))).flat();
    const delivery = await readMunicipalityFiles(files);
    const options = optionsOf(flags);
    return inOneTransaction(database, options.dryRun, (tx) => applyMunicipalities(tx, delivery, options));
  });
}

async function importContacts(paths: string[], flags: Flags): Promise<void> {
  await reporting(flags, async (database) => {
    const files = (await Promise.all(paths.map(filesOf))).flat();
    const delivery = await readContactFiles(files, optionsOf(flags));
    return inOneTransaction(database, flags.dryRun ?? false, (tx) => applyContacts(tx, delivery));
  });
}

async function importMergers(paths: string[], flags: Flags): Promise<void> {
  await reporting(flags, async (database) => {
    const files = (await Promise.all(paths.map(filesOf))).flat();
    const options = optionsOf(flags);
    const delivery = await readMergerFiles(files, options);
    return inOneTransaction(database, options.dryRun, (tx) => applyMergers(tx, delivery));
  });
}

function fetchFromRegister(flags: OrganisationFlags) {
  const key = flags.key ?? loadConfig(readEnvironment()).registerApiKey;
  if (!key) throw new ImportRefused('The register asks a key: give --key or set REGISTER_API_KEY');
  return readRegisterApi({
    baseUrl: flags.baseUrl,
    key,
    filters: flags.filter,
    pageSize: flags.pageSize,
    onPage: ({ list, page, rows, total }) => process.stderr.write(`${list}: page ${page}, ${rows} of ${total}\n`),
  });
}

/** Everything or nothing: a trial run takes back what it did. */
export async function inOneTransaction(
  database: Database,
  dryRun: boolean,
  apply: (tx: Tx) => Promise<ImportReport>,
): Promise<ImportReport> {
  let report: ImportReport | undefined;
  try {
    return await asSystem(database, async (tx) => {
      report = await apply(tx);
      if (dryRun) throw new TakenBack();
      return report;
    });
  } catch (error) {
    if (error instanceof TakenBack && report) return report;
    throw error;
  }
}

class TakenBack extends Error {}

async function reporting(flags: Flags, run: (database: Database) => Promise<ImportReport>): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    const report = await run(installation.database);
    process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
    if (report.rejections.length > 0 && !flags.lenient) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    process.stderr.write(`${error.message}.\n`);
    process.exitCode = 1;
  } finally {
    await installation.close();
  }
}

function optionsOf(flags: Flags): { situationDate: string; dryRun: boolean } {
  return { situationDate: flags.situationDate ?? brusselsToday(), dryRun: flags.dryRun ?? false };
}

function required(path: string | undefined): string {
  if (path) return path;
  throw new ImportRefused('Name a file or folder to import, or give --live');
}

function addFilter(value: string, filters: Record<string, string>): Record<string, string> {
  const [name, ...rest] = value.split('=');
  if (!name || rest.length === 0) throw new InvalidArgumentError('Write it as name=value.');
  return { ...filters, [name]: rest.join('=') };
}

function dayOf(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new InvalidArgumentError('Write it as YYYY-MM-DD.');
  return value;
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Give a whole number from 1 on.');
  return number;
}
