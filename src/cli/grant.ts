import { InvalidArgumentError, type Command } from 'commander';
import { asSystem } from '#access/context.ts';
import { importRight, registerHead, type HeadOutcome, type ImportOutcome } from '#apps/rights/index.ts';
import { findGrantPerson, Problem, readNationalNumberFrom } from '#cli/grant/person.ts';
import { tickThemes } from '#cli/grant/themes.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { brusselsToday } from '#platform/clock.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import type { Tx } from '#platform/db.ts';
import { openInstallation } from '#platform/installation.ts';

interface Flags {
  person: string;
  givenName?: string;
  familyName?: string;
  entitlement?: string;
  head?: boolean;
  organisation: number;
  from: string;
  until?: string;
  context: string[];
  theme: string[];
  reason: string;
}

export function register(program: Command): void {
  program
    .command('grant')
    .description(
      'Give a right as the operator: the first administrator of an installation, or the head of an institution',
    )
    .requiredOption('--person <id|e-mail|->', 'who; - reads a national number from standard input')
    .option('--given-name <name>', 'registers the person of the national number when nobody has it yet')
    .option('--family-name <name>', 'the same')
    .option('--entitlement <id>', 'the right, such as portal-admin')
    .option('--head', 'registers the assignment as head instead; the automatic rights follow from it')
    .requiredOption('--organisation <number>', 'institution number or OVO code', organisationOf)
    .option('--from <day>', 'first day, YYYY-MM-DD; today unless told', dayOf, brusselsToday())
    .option('--until <day>', 'last day, YYYY-MM-DD; compulsory for a right', dayOf)
    .option('--context <value...>', 'contexts of the right', [])
    .option('--theme <slug...>', 'themes to tick, with portal-user', [])
    .requiredOption('--reason <text>', 'why; it is written to the audit log')
    .action(grant);
}

async function grant(flags: Flags): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    const number = flags.person === '-' ? await readNationalNumberFrom(process.stdin) : null;
    const said = await asSystem(installation.database, async (tx) => {
      const personId = await findGrantPerson(tx, { ...flags, number }, installation.sealer);
      return flags.head ? giveHead(tx, flags, personId) : giveRight(tx, flags, personId);
    });
    process.stdout.write(`${said}\n`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } finally {
    await installation.close();
  }
}

async function giveRight(tx: Tx, flags: Flags, personId: string): Promise<string> {
  const { entitlement, until, context, organisation, theme } = flags;
  if (!entitlement || !until) throw new Problem('Give --entitlement and --until, or --head.');
  const outcome = await importRight(tx, {
    ...flags,
    personId,
    entitlementId: entitlement,
    organisationId: organisation,
    contexts: context,
    until,
  });
  const said = sayRight(outcome);
  if (theme.length === 0) return said;
  if (entitlement !== 'portal-user') throw new Problem('Themes are ticked for portal-user only.');
  const ticked = await tickThemes(tx, { personId, institutionId: organisation, slugs: theme, reason: flags.reason });
  return `${said} ${ticked} themes ticked.`;
}

function sayRight(outcome: ImportOutcome): string {
  if (outcome.kind === 'refused') throw new Problem(`Refused: ${outcome.because.replaceAll('-', ' ')}.`);
  if (outcome.kind === 'exists')
    return `The person has this right already, from ${outcome.from} until ${outcome.until}.`;
  return `Given as grant ${outcome.grantId}${outcome.relationMade ? ', with a new work relation' : ''}.`;
}

async function giveHead(tx: Tx, flags: Flags, personId: string): Promise<string> {
  if (flags.entitlement || flags.theme.length > 0)
    throw new Problem('--head brings its own rights: leave out --entitlement and --theme.');
  if (flags.reason.trim() === '') throw new Problem('Refused: reason missing.');
  const { organisation: institutionId, from, until = null, reason } = flags;
  return sayHead(await registerHead(tx, { personId, institutionId, from, until, reason }));
}

function sayHead(outcome: HeadOutcome): string {
  switch (outcome.kind) {
    case 'registered':
      return `Registered as head; ${outcome.report.created} automatic rights given.`;
    case 'exists':
      return 'The person is head of this institution already in that period.';
    case 'too-many-heads':
      throw new Problem('Refused: an institution has at most two heads at a time.');
    case 'unknown-institution':
      throw new Problem('Refused: unknown organisation.');
  }
}

function organisationOf(value: string): number {
  const id = parseOrganisationCode(value);
  if (id === undefined) throw new InvalidArgumentError('Write an institution number or an OVO code.');
  return id;
}

function dayOf(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new InvalidArgumentError('Write it as YYYY-MM-DD.');
  return value;
}
