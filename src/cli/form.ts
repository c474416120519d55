import { InvalidArgumentError, type Command } from 'commander';
import { asSystem, readAsSystem } from '#access/context.ts';
import {
  ParameterRefused,
  listTerms,
  readForms,
  setDraftTerm,
  setFormParameters,
  setReceivingService,
  setTerm,
  type FormParameters,
} from '#apps/submissions/index.ts';
import { levels } from '#directory/levels.ts';
import { formatSchoolYear, parseSchoolYear } from '#directory/school-year.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import type { Database } from '#platform/db.ts';
import { openInstallation } from '#platform/installation.ts';

interface Flags {
  infoUrl?: string | null;
  from?: string | null;
  until?: string | null;
  firstYear?: number | null;
  lastYear?: number | null;
  receiver: Record<string, string>;
}

const none = 'none';
/** Before every school year that a form can be about. */
const firstYear = 1990;

export function register(program: Command): void {
  const group = program.command('form').description('Forms of Document versturen: what no source says of them');
  group
    .command('list')
    .description('Every form with its parameters')
    .action(() => using(list));
  group
    .command('set <slug>')
    .description(`Set parameters of a form and mark them as verified; ${none} takes a limit away`)
    .option('--info-url <address>', 'where the form is explained', (value) => orNone(value, httpsOf))
    .option('--from <day>', 'first day on which it can be sent, YYYY-MM-DD', (value) => orNone(value, dayOf))
    .option('--until <day>', 'last day, YYYY-MM-DD', (value) => orNone(value, dayOf))
    .option('--first-year <year>', 'first school year it can be about, 2026-2027', (value) => orNone(value, yearOf))
    .option('--last-year <year>', 'last school year', (value) => orNone(value, yearOf))
    .option(
      '--receiver <level=service>',
      'who receives it at a level, such as primary=agodi; may be repeated',
      receiverOf,
      {},
    )
    .action((slug: string, { receiver, ...flags }: Flags) =>
      using((database) => asSystem(database, (tx) => setFormParameters(tx, slug, parametersOf(flags, receiver)))),
    );
  group
    .command('receiver <id>')
    .description('Add or rename a service that receives forms; it becomes a context of the right of its workers')
    .requiredOption('--name <name>', 'as senders read it')
    .action((id: string, { name }: { name: string }) =>
      using((database) => asSystem(database, (tx) => setReceivingService(tx, id, name))),
    );
  group
    .command('term [years]')
    .description('How many years files are kept after a submission was finished; without years it says what holds')
    .option('--from <year>', 'for what is about this school year or later, 2026-2027', yearOf, firstYear)
    .action((years: string | undefined, { from }: { from: number }) =>
      using((database) =>
        years === undefined ? sayTerms(database) : asSystem(database, (tx) => setTerm(tx, from, Number(years))),
      ),
    );
  group
    .command('draft-term <days>')
    .description('How many days a draft is kept to which nothing is added')
    .option('--from <year>', 'for what is about this school year or later, 2026-2027', yearOf, firstYear)
    .action((days: string, { from }: { from: number }) =>
      using((database) => asSystem(database, (tx) => setDraftTerm(tx, from, Number(days)))),
    );
}

const parametersOf = (flags: Omit<Flags, 'receiver'>, receivers: Record<string, string>): FormParameters => ({
  ...flags,
  receivers,
});

async function list(database: Database): Promise<void> {
  for (const form of await readAsSystem(database, readForms)) {
    const receivers = form.levels.map(({ levelId, serviceName }) => `${codeOf(levelId)}=${serviceName}`).join(',');
    const days = `${form.activeFrom ?? ''}..${form.activeUntil ?? ''}`;
    const years = `${form.firstYear ?? ''}..${form.lastYear ?? ''}`;
    const state = form.verified ? 'verified' : 'not verified';
    process.stdout.write(`${[form.slug, form.title, receivers, days, years, form.infoUrl ?? '', state].join('\t')}\n`);
  }
}

async function sayTerms(database: Database): Promise<void> {
  const word = (verified: boolean): string => (verified ? 'verified' : 'not verified');
  for (const { fromSchoolYear, ...term } of await readAsSystem(database, listTerms)) {
    const sent = [`${term.years} years`, word(term.verified)];
    const drafts = [`drafts ${term.draftDays} days`, word(term.draftVerified)];
    process.stdout.write(`${[formatSchoolYear(fromSchoolYear), ...sent, ...drafts].join('\t')}\n`);
  }
}

const codeOf = (levelId: number): string => levels.find((level) => level.id === levelId)?.code ?? '';

function orNone<T>(value: string, read: (value: string) => T): T | null {
  return value === none ? null : read(value);
}

function dayOf(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new InvalidArgumentError('Write it as YYYY-MM-DD.');
  return value;
}

function yearOf(value: string): number {
  const year = parseSchoolYear(value);
  if (year === undefined) throw new InvalidArgumentError('Write it as 2026-2027.');
  return year;
}

function httpsOf(value: string): string {
  if (!URL.canParse(value) || !value.startsWith('https://'))
    throw new InvalidArgumentError('Write an address that starts with https://.');
  return value;
}

function receiverOf(value: string, known: Record<string, string>): Record<string, string> {
  const [level = '', service = ''] = value.split('=');
  if (level === '' || service === '') throw new InvalidArgumentError('Write it as primary=agodi.');
  return { ...known, [level]: service };
}

async function using(work: (database: Database) => Promise<void>): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    await work(installation.database);
  } catch (error) {
    if (!(error instanceof ParameterRefused)) throw error;
    process.stderr.write(`${error.message}.\n`);
    process.exitCode = 1;
  } finally {
    await installation.close();
  }
}
