import type { Command } from 'commander';
import { readAsSystem } from '#access/context.ts';
import { sealWaiting } from '#access/seal-waiting.ts';
import { listDifferences } from '#apps/rights/index.ts';
import { verifySeals, type Deviation, type Verification } from '#platform/audit-seals/verify-seals.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import { openInstallation } from '#platform/installation.ts';
import type { Installation } from '#platform/services.ts';

export function register(program: Command): void {
  const group = program
    .command('audit')
    .description('The audit log: seal what waits, and prove that nothing was changed');
  group
    .command('verify')
    .description('Compare every event with its seal; names the first that was altered, moved, removed or added')
    .option('--chain <hash>', 'the chain you noted elsewhere for the last seal, such as from the log')
    .action((flags: { chain?: string }) => using((installation) => verify(installation, flags.chain)));
  group
    .command('replay')
    .description('Rebuild relations, rights and ticks from the events, and name what the tables say otherwise')
    .action(() => using(replay));
  group
    .command('seal')
    .description('Seal everything that waits, now')
    .action(() => using(seal));
}

async function verify({ config, database }: Installation, noted: string | undefined): Promise<void> {
  const found = await readAsSystem(database, (db) => verifySeals(db, config.auditSealsDir));
  for (const line of reportOf(found, noted)) process.stdout.write(`${line}\n`);
  if (found.deviations.length > 0 || (noted !== undefined && noted !== found.chain)) process.exitCode = 1;
}

async function replay({ database }: Installation): Promise<void> {
  const differences = await readAsSystem(database, listDifferences);
  for (const { kind, key, difference } of differences)
    process.stdout.write(`${kind} ${key}: ${inTables[difference]}\n`);
  if (differences.length === 0) process.stdout.write('The events rebuild every relation, right and tick exactly.\n');
  else process.exitCode = 1;
}

const inTables = {
  'only-event': 'the log tells of it, the tables lack it.',
  'only-table': 'no event tells of it.',
  other: 'the tables say something else than the events.',
};

const seal = (installation: Installation): Promise<void> =>
  sealWaiting(installation, ({ number, events, chain }) =>
    process.stdout.write(`seal ${number}: ${events.length} events, chain ${chain}\n`),
  );

function reportOf(found: Verification, noted: string | undefined): string[] {
  const [first] = found.deviations;
  const counted = `${found.events} events in ${found.seals} seals, ${found.waiting} waiting for the next.`;
  const chain = found.chain === null ? [] : [`Chain up to the last seal: ${found.chain}`];
  const other = noted !== undefined && noted !== found.chain ? ['That is not the chain you noted.'] : [];
  if (!first) return [counted, 'Every event is as it was sealed.', ...chain, ...other];
  return [counted, `${found.deviations.length} deviations. The first: ${inWords(first)}`, ...chain, ...other];
}

function inWords(deviation: Deviation): string {
  switch (deviation.kind) {
    case 'altered':
    case 'moved':
    case 'removed':
      return `event ${deviation.eventId} (seal ${deviation.seal}, place ${deviation.position}) was ${deviation.kind}.`;
    case 'added':
      return `event ${deviation.eventId} was added outside the program.`;
    case 'file-missing':
      return `the file of seal ${deviation.seal} is gone.`;
    case 'file-altered':
      return `the file of seal ${deviation.seal} was altered.`;
    case 'chain-broken':
      return `seal ${deviation.seal} does not follow the one before it.`;
    case 'seal-altered':
      return `the database says something else about seal ${deviation.seal} than its file.`;
    case 'seal-removed':
      return `seal ${deviation.seal} was removed from the database, or an older backup was put back.`;
  }
}

async function using(work: (installation: Installation) => Promise<void>): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    await work(installation);
  } finally {
    await installation.close();
  }
}
