import { log } from '#platform/log.ts';
import {
  sendBatches,
  startSending,
  type BatchOutcome,
  type RunningSender,
  type SenderOptions,
} from '#platform/mail/sender.ts';
import { inboxTransport, smtpTransport, type Transport } from '#platform/mail/transport.ts';
import type { Config } from '#platform/config.ts';
import type { Installation } from '#platform/services.ts';

/** Where mail goes: to the mail server of the settings, in the demo without one to its inbox page, else nowhere. */
export function transportFor({ smtpUrl, mode }: Pick<Config, 'smtpUrl' | 'mode'>): Transport | null {
  if (smtpUrl !== null) return smtpTransport(smtpUrl);
  return mode === 'demo' ? inboxTransport : null;
}

type Means = Pick<SenderOptions, 'actAsSystem' | 'words' | 'composers'>;

/** Starts sending as the settings say. Without a mail server mails stay in the queue until there is one. */
export function startMail(
  { config, database }: Pick<Installation, 'config' | 'database'>,
  means: Means,
): RunningSender {
  const transport = transportFor(config);
  if (!transport) {
    log.warn('mail-not-sent', { mend: 'SMTP_URL is missing' });
    return { stop: async () => undefined };
  }
  return startSending(senderOptions({ config, database }, means, transport));
}

/** Hands over what waits until nothing is due or the server takes no more; null: there is no mail server. */
export async function sendWaiting(
  installation: Pick<Installation, 'config' | 'database'>,
  means: Means,
): Promise<BatchOutcome | null> {
  const transport = transportFor(installation.config);
  if (!transport) return null;
  const options = senderOptions(installation, means, transport);
  let tried = 0;
  try {
    for (;;) {
      const outcome = await sendBatches(options);
      tried += outcome.tried;
      if (outcome.tried === 0 || outcome.unavailable !== null) return { tried, unavailable: outcome.unavailable };
    }
  } finally {
    transport.close();
  }
}

function senderOptions(
  { config, database }: Pick<Installation, 'config' | 'database'>,
  means: Means,
  transport: Transport,
): SenderOptions {
  const { mailFrom: from, baseUrl, mode } = config;
  return { ...means, database, transport, from, baseUrl, keepComposed: mode === 'demo' };
}
