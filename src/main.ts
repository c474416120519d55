import { actAsSystem, asSystem, atTheDoor, readAsSystem } from '#access/context.ts';
import { sealWaiting } from '#access/seal-waiting.ts';
import { checkWaitingFiles } from '#access/check-waiting-files.ts';
import { questionShelf } from '#apps/questions/index.ts';
import {
  synchroniseHeadGrants,
  composeEndingMails,
  composeRequestMails,
  endingComposer,
  followRequests,
  requestComposer,
  startLists,
  warnOfEnding,
} from '#apps/rights/index.ts';
import { removeExpired, submissionShelf } from '#apps/submissions/index.ts';
import { composeDigests, digestComposer, tellDue, tellOfNews } from '#apps/alerts/index.ts';
import { startTelling } from '#apps/links/index.ts';
import { countFrequentWords, noteFrequentWords } from '#apps/library/index.ts';
import { removeNumbersOfLeavers } from '#apps/emergency-numbers/index.ts';
import { forgetOldLinks } from '#apps/profile/index.ts';
import { prepareDemo } from '#demo/load.ts';
import { messages } from '#i18n/index.ts';
import { ConfigError, loadConfig, readEnvironment, type Config } from '#platform/config.ts';
import { clearOrphans } from '#platform/files/clear-orphans.ts';
import { findPointedTo } from '#platform/files/pointers.ts';
import { openInstallation } from '#platform/installation.ts';
import { startMail } from '#platform/mail/start.ts';
import { defineJob, onJob, startJobs } from '#platform/jobs.ts';
import { configureLog, log } from '#platform/log.ts';
import { announce } from '#web/announce.ts';
import { demoIssuerPath } from '#web/sign-in/identity-provider.ts';
import { startWeb } from '#web/start.ts';
import { purgeExpired } from '#web/session/store.ts';

/** Automatic rights follow the head assignments: they begin, end and are renewed without anybody acting (R16). */
const followHeads = defineJob({ name: 'rights.follow-heads', schedule: '5 0 * * *' });
/** Who can decide about a request is reminded, and the board above is told (RE). */
const remindDeciders = defineJob({ name: 'rights.follow-requests', schedule: '30 6 * * 1-5' });
/** Holders and administrators learn in time what ends (rights 10-5). */
const warnHolders = defineJob({ name: 'rights.warn-ending', schedule: '45 5 * * *' });
/** Emergency numbers of people who left go within a day (O4). */
const forgetLeavers = defineJob({ name: 'emergency-numbers.forget-leavers', schedule: '15 0 * * *' });
/** What happened in the last minute can no longer be changed unseen (R25). */
const sealAudit = defineJob({ name: 'audit.seal-events', schedule: '* * * * *' });
const cleanUp = defineJob({ name: 'web.purge-expired', schedule: '*/15 * * * *' });
/** Files that came while the malware scanner did not answer. */
const checkFiles = defineJob({ name: 'submissions.check-files', schedule: '*/5 * * * *' });
/** What institutions sent goes after its term; the facts of the receipt stay. */
const removePastTerm = defineJob({ name: 'submissions.remove-expired', schedule: '30 1 * * *' });
/** Files to which nothing points any more. */
const clearFiles = defineJob({ name: 'files.clear-orphans', schedule: '30 2 * * *', maxSeconds: 4 * 3600 });

/** config → database → migrations → jobs → web; nothing else. */
async function main(): Promise<void> {
  const config = settings();
  configureLog({ level: config.logLevel });
  const installation = await openInstallation(config);
  if (config.mode === 'demo') await prepareDemo(installation);
  const jobs = await startJobs(installation.appUrl, [
    onJob(followHeads, async () => {
      await asSystem(installation.database, (tx) => synchroniseHeadGrants(tx));
    }),
    onJob(remindDeciders, async () => {
      await asSystem(installation.database, followRequests);
    }),
    onJob(warnHolders, async () => {
      await asSystem(installation.database, warnOfEnding);
    }),
    onJob(countFrequentWords, () => asSystem(installation.database, noteFrequentWords)),
    onJob(tellOfNews, async () => void (await tellDue(installation))),
    onJob(removePastTerm, async () => void (await removeExpired(installation.database))),
    onJob(clearFiles, async (_payload, { signal }) => {
      const pointedTo = (hashes: readonly string[]) =>
        readAsSystem(installation.database, (db) => findPointedTo(db, hashes));
      log.info('files-cleared', { ...(await clearOrphans({ files: installation.files, pointedTo, signal })) });
    }),
    onJob(checkFiles, async () => {
      if (!config.clamd) return;
      for (const shelf of [submissionShelf, questionShelf]) await checkWaitingFiles(installation, shelf);
    }),
    onJob(forgetLeavers, async () => {
      await asSystem(installation.database, removeNumbersOfLeavers);
    }),
    onJob(sealAudit, () => sealWaiting(installation)),
    onJob(cleanUp, async () => {
      await atTheDoor(installation.database, purgeExpired);
      await asSystem(installation.database, forgetOldLinks);
    }),
  ]);
  const mail = startMail(installation, {
    actAsSystem,
    words: { nl: messages.nl.mail, en: messages.en.mail },
    composers: {
      [requestComposer]: composeRequestMails,
      [endingComposer]: composeEndingMails,
      [digestComposer]: composeDigests,
    },
  });
  const lists = startLists(installation.database);
  const telling = startTelling({
    ...installation,
    issuer: config.oidc.issuer ?? `${config.baseUrl}${demoIssuerPath}`,
    allowInside: config.webhooksInside,
  });
  const web = await startWeb(installation);
  announce(config, web.port);
  onStop(async () => {
    await web.close();
    await jobs.stop();
    await lists.stop();
    await telling.stop();
    await mail.stop();
    await installation.close();
  });
}

function settings(): Config {
  try {
    return loadConfig(readEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Ctrl-C and the supervisor's signal end everything in order; a second one does not wait. */
function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('stop-failed', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

await main();
