import { actAsSystem } from '#access/context.ts';
import { startTelling } from '#apps/links/index.ts';
import { startLists } from '#apps/rights/index.ts';
import { prepareDemo } from '#demo/load.ts';
import { messages } from '#i18n/index.ts';
import { ConfigError, loadConfig, readEnvironment, type Config } from '#platform/config.ts';
import { openInstallation } from '#platform/installation.ts';
import { startMail } from '#platform/mail/start.ts';
import { startJobs } from '#platform/jobs.ts';
import { configureLog, log } from '#platform/log.ts';
import { announce } from '#web/announce.ts';
import { demoIssuerPath } from '#web/sign-in/identity-provider.ts';
import { startWeb } from '#web/start.ts';
import { composers, jobsOf } from './jobs.ts';

/** config → database → migrations → jobs → web; nothing else. */
async function main(): Promise<void> {
  const config = settings();
  configureLog({ level: config.logLevel });
  const installation = await openInstallation(config);
  if (config.mode === 'demo') await prepareDemo(installation);
  const jobs = await startJobs(installation.appUrl, jobsOf(installation, config));
  const mail = startMail(installation, {
    actAsSystem,
    words: { nl: messages.nl.mail, en: messages.en.mail },
    composers,
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
