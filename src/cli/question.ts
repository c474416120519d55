import { InvalidArgumentError, type Command } from 'commander';
import { asSystem, readAsSystem } from '#access/context.ts';
import {
  QuestionParameterRefused,
  readQuestionParameters,
  setQuestionDraftTerm,
  setQuestionMailbox,
  setQuestionRoute,
  setQuestionTerm,
} from '#apps/questions/index.ts';
import { formatSchoolYear, parseSchoolYear } from '#directory/school-year.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import type { Database } from '#platform/db.ts';
import { openInstallation } from '#platform/installation.ts';

const none = 'none';

export function register(program: Command): void {
  const group = program.command('question').description('Questions about documents: who answers, where and by when');
  group
    .command('list')
    .description('Every route, mailbox and term')
    .action(() => using(list));
  group
    .command('route <delivering-service> <service>')
    .description(`Let a service answer for the contacts of a delivering service; ${none} takes a route away`)
    .option('--contact <email>', 'for this contact only', '')
    .action((from: string, service: string, { contact }: { contact: string }) =>
      using(async (database) => {
        const route = { from, contact, service: service === none ? null : service };
        const given = await asSystem(database, (tx) => setQuestionRoute(tx, route));
        if (given > 0) process.stdout.write(`${given} asked before ${given === 1 ? 'goes' : 'go'} there too.\n`);
      }),
    );
  group
    .command('mailbox <service> <email>')
    .description('Where a service is told that a question waits; the mail holds a number and a link only')
    .option('--by-invitation', 'nobody of the service works here: the link opens the question for civil servants')
    .action((service: string, email: string, { byInvitation = false }: { byInvitation?: boolean }) =>
      using((database) =>
        asSystem(database, (tx) =>
          setQuestionMailbox(tx, { service, email: emailOf(email), answersHere: !byInvitation }),
        ),
      ),
    );
  group
    .command('term <school-year> <working-days>')
    .description('Within how many working days an answer is due from a school year on; marks it as verified')
    .action((year: string, days: string) =>
      using((database) => asSystem(database, (tx) => setQuestionTerm(tx, yearOf(year), daysOf(days, 250)))),
    );
  group
    .command('draft-term <school-year> <days>')
    .description('How many days a draft is kept in which nothing changes, from a school year on; marks it as verified')
    .action((year: string, days: string) =>
      using((database) => asSystem(database, (tx) => setQuestionDraftTerm(tx, yearOf(year), daysOf(days, 1000)))),
    );
}

async function list(database: Database): Promise<void> {
  const { routes, mailboxes, terms } = await readAsSystem(database, readQuestionParameters);
  const lines = [
    ...routes.map(({ from, contact, service }) => ['route', from, contact || 'every other contact', service]),
    ...mailboxes.map(({ service, email, answersHere }) => [
      'mailbox',
      service,
      email,
      answersHere ? 'answers here' : 'by invitation',
    ]),
    ...terms.map(({ schoolYear, ...term }) => [
      'term',
      formatSchoolYear(schoolYear),
      `${term.workingDays} working days`,
      term.verified ? 'verified' : 'not verified',
      `drafts ${term.draftDays} days`,
      term.draftVerified ? 'verified' : 'not verified',
    ]),
  ];
  for (const line of lines) process.stdout.write(`${line.join('\t')}\n`);
}

function yearOf(value: string): number {
  const year = parseSchoolYear(value);
  if (year === undefined) throw new InvalidArgumentError('Write the school year as 2026-2027.');
  return year;
}

function daysOf(value: string, most: number): number {
  const days = Number(value);
  if (!Number.isInteger(days) || days < 1 || days > most)
    throw new InvalidArgumentError(`Write the days as a number from 1 to ${most}.`);
  return days;
}

function emailOf(value: string): string {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) || value.length > 254)
    throw new InvalidArgumentError('Write a full e-mail address.');
  return value;
}

async function using(work: (database: Database) => Promise<void>): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    await work(installation.database);
  } catch (error) {
    if (!(error instanceof QuestionParameterRefused)) throw error;
    process.stderr.write(`${error.message}.\n`);
    process.exitCode = 1;
  } finally {
    await installation.close();
  }
}
