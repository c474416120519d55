import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as the server took it, with headers and encoded parts. */
export interface TakenMail {
  to: string;
  raw: string;
}

export interface MailSink {
  url: string;
  port: number;
  taken: TakenMail[];
  /** Answers an error for a receiver; undefined takes the mail. */
  refuse: (to: string) => { code: number; message: string } | undefined;
  /** Runs before the mail is acknowledged. */
  beforeAnswer: (mail: TakenMail) => Promise<void> | void;
  stop(): Promise<void>;
}

/** A real SMTP server on this machine that keeps what it takes. */
export async function startMailSink(port = 0, options: SMTPServerOptions = {}): Promise<MailSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    ...options,
    onRcptTo({ address }, _session, done) {
      const refusal = sink.refuse(address);
      done(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
    },
    onData(stream, session, answer) {
      const take = async (): Promise<void> => {
        const mail = { to: session.envelope.rcptTo.map(({ address }) => address).join(','), raw: await text(stream) };
        sink.taken.push(mail);
        await sink.beforeAnswer(mail);
      };
      // A sender that was killed half-way: its mail was not taken.
      void take().then(() => answer(), answer);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.server.address() as AddressInfo).port;
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    taken: [],
    refuse: () => undefined,
    beforeAnswer: () => undefined,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;
}
