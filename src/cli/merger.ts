import { InvalidArgumentError, type Command } from 'commander';
import { asSystem, readAsSystem } from '#access/context.ts';
import { listMergers, recordSuccessor, sayProblem, withdrawSuccessor } from '#apps/rights/index.ts';
import { formatInstitutionNumber, parseInstitutionNumber } from '#directory/institution-number.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import type { Database } from '#platform/db.ts';
import { openInstallation } from '#platform/installation.ts';

export function register(program: Command): void {
  const group = program.command('merger').description('Institutions that continue as another one');
  group
    .command('record')
    .description('Record that an institution continues as another; its head local administrators find the task')
    .argument('<old>', 'number of the institution that continues as another', numberOf)
    .argument('<new>', 'number of the one as which it continues', numberOf)
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD', dayOf)
    .requiredOption('--reason <text>', 'which decision says so; it is written to the audit log')
    .action(record);
  group
    .command('withdraw')
    .description('Take back what was recorded by mistake, while nothing was carried over')
    .argument('<old>', 'number of the institution', numberOf)
    .requiredOption('--reason <text>', 'why; it is written to the audit log')
    .action(withdraw);
  group.command('list').description('Print what was recorded, and what was decided').action(list);
}

function record(
  organisationId: number,
  successorId: number,
  { from, reason }: { from: string; reason: string },
): Promise<void> {
  return withDatabase(async (database) => {
    const outcome = await asSystem(database, (tx) =>
      recordSuccessor(tx, { organisationId, successorId, from, reason }),
    );
    const problem = sayProblem(outcome);
    if (problem) return fail(`Not recorded: ${problem}.`);
    process.stdout.write(outcome === 'same' ? 'This was recorded before: nothing changed.\n' : 'Recorded.\n');
  });
}

function withdraw(organisationId: number, { reason }: { reason: string }): Promise<void> {
  return withDatabase(async (database) => {
    const outcome = await asSystem(database, (tx) => withdrawSuccessor(tx, { organisationId, reason }));
    if (outcome === 'withdrawn') process.stdout.write('Taken back.\n');
    if (outcome === 'none') fail('It continues as no other one.');
    if (outcome === 'reason-missing') fail('Say why with --reason.');
    if (outcome === 'carried-over') fail('Rights were carried over already: what was decided stays.');
  });
}

function list(): Promise<void> {
  return withDatabase(async (database) => {
    for (const one of await readAsSystem(database, listMergers)) {
      const numbers = [one.organisationId, one.successorId].map(formatInstitutionNumber);
      process.stdout.write(`${[...numbers, one.from, one.appliedOn ?? 'not decided'].join('\t')}\n`);
    }
  });
}

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    await work(installation.database);
  } finally {
    await installation.close();
  }
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

function numberOf(value: string): number {
  const number = parseInstitutionNumber(value);
  if (number === undefined) throw new InvalidArgumentError('Give an institution number of at most six digits.');
  return number;
}

function dayOf(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new InvalidArgumentError('Write it as YYYY-MM-DD.');
  return value;
}
