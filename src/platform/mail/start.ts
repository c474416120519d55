import { log } from '#platform/log.ts';
import { startSending, type RunningSender, type SenderOptions } from '#platform/mail/sender.ts';
import { inboxTransport, smtpTransport, type Transport } from '#platform/mail/transport.ts';
import type { Config } from '#platform/config.ts';
import type { Installation } from '#platform/services.ts';

/** Where mail goes: to the mail server of the settings, in the demo without one to its inbox page, else nowhere. */
export function transportFor({ smtpUrl, mode }: Pick<Config, 'smtpUrl' | 'mode'>): Transport | null {
  if (smtpUrl !== null) return smtpTransport(smtpUrl);
  return mode === 'demo' ? inboxTransport : null;
}

/** Starts sending as the settings say. Without a mail server mails stay in the queue until there is one. */
export function startMail(
  { config, database }: Pick<Installation, 'config' | 'database'>,
  means: Pick<SenderOptions, 'actAsSystem' | 'words' | 'composers'>,
): RunningSender {
  const transport = transportFor(config);
  if (!transport) {
    log.warn('mail-not-sent', { mend: 'SMTP_URL is missing' });
    return { stop: async () => undefined };
  }
  return startSending({
    ...means,
    database,
    transport,
    from: config.mailFrom,
    baseUrl: config.baseUrl,
    keepComposed: config.mode === 'demo',
  });
}
