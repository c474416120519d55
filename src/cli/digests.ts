import type { Command } from 'commander';
import { actAsSystem } from '#access/context.ts';
import { composeDigests, digestComposer, tellDue } from '#apps/alerts/index.ts';
import { messages } from '#i18n/index.ts';
import { ConfigError, loadConfig, readEnvironment } from '#platform/config.ts';
import { openInstallation } from '#platform/installation.ts';
import { sendWaiting } from '#platform/mail/start.ts';

export function register(program: Command): void {
  program
    .command('digests')
    .description(
      'Queue the digests that are due and hand over the mail that waits, once; the website does both by itself',
    )
    .action(run);
}

async function run(): Promise<void> {
  const installation = await openInstallation(loadConfig(readEnvironment()));
  try {
    const startedAt = performance.now();
    const { people, digests } = await tellDue(installation);
    const toldAt = performance.now();
    process.stdout.write(`${people} people due, ${digests} digests queued in ${seconds(startedAt, toldAt)} s\n`);
    const composers = { [digestComposer]: composeDigests };
    const words = { nl: messages.nl.mail, en: messages.en.mail };
    const outcome = await sendWaiting(installation, { actAsSystem, words, composers });
    if (outcome === null) throw new ConfigError(['SMTP_URL is missing: the mail stays in the queue']);
    process.stdout.write(`${outcome.tried} mails handed over in ${seconds(toldAt, performance.now())} s\n`);
    if (outcome.unavailable !== null)
      throw new ConfigError([`The mail server takes nothing (${outcome.unavailable}): the rest waits`]);
  } finally {
    await installation.close();
  }
}

const seconds = (from: number, until: number): string => ((until - from) / 1000).toFixed(1);
