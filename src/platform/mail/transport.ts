import { createTransport } from 'nodemailer';

export interface OutgoingMail {
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

/**
 * What the mail server made of a mail. `refused`: never to be tried again at this address (5xx). `later`: this mail not now
 * (4xx). `unavailable`: the server takes nothing at all now, or it is not known whether it took this one.
 */
export type Handover =
  { kind: 'sent' } | { kind: 'refused'; reason: string } | { kind: 'later' | 'unavailable'; reason: string };

export interface Transport {
  hand(mail: OutgoingMail): Promise<Handover>;
  /** Answers what is wrong, or null: the server lets this program in. */
  check(): Promise<string | null>;
  close(): void;
}

/** How many connections are kept open: one each time takes five times as long. */
export const poolSize = 10;

/** An SMTP server, over connections that stay open. */
export function smtpTransport(url: string): Transport {
  const smtp = createTransport({
    url,
    pool: true,
    maxConnections: poolSize,
    maxMessages: Number.POSITIVE_INFINITY,
    // A connection that breaks may have delivered: whether to repeat is decided where it is counted.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async hand({ to, ...mail }) {
      try {
        await smtp.sendMail({ ...mail, to: { name: '', address: to } });
        return { kind: 'sent' };
      } catch (error) {
        return judge(error);
      }
    },
    check: () =>
      smtp.verify().then(
        () => null,
        (error: unknown) => (error as Error).message,
      ),
    close: () => smtp.close(),
  };
}

/** The inbox of the demo takes everything: its page reads the queue. */
export const inboxTransport: Transport = {
  hand: async () => ({ kind: 'sent' }),
  check: async () => null,
  close: () => undefined,
};

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

// Only what is said of the receiver or the message is about this mail; anything else is about the server or our account.
const aboutThisMail = new Set(['RCPT TO', 'DATA']);

export function judge(error: unknown): Handover {
  const { code, command = '', responseCode = 0, message } = error as SmtpError;
  const reason = message.slice(0, 500);
  // 421: the server closes the connection, whatever was said before.
  if (responseCode === 421) return { kind: 'unavailable', reason };
  if (responseCode >= 400 && aboutThisMail.has(command))
    return { kind: responseCode >= 500 ? 'refused' : 'later', reason };
  // Not even an address: no server was asked.
  if (code === 'EENVELOPE' && responseCode === 0 && command !== 'MAIL FROM') return { kind: 'refused', reason };
  return { kind: 'unavailable', reason };
}
