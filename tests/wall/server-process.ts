import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { actAsSystem } from '#access/context.ts';
import { composeDigests, digestComposer, tellDue } from '#apps/alerts/index.ts';
import { messages } from '#i18n/index.ts';
import { openDatabase } from '#platform/db.ts';
import { configureLog } from '#platform/log.ts';
import { startSending } from '#platform/mail/sender.ts';
import { smtpTransport } from '#platform/mail/transport.ts';
import { httpServer } from '#web/listen.ts';
import { buildSite } from '#tests/wall/build-site.ts';
import { fakeIdentityProvider } from '#tests/wall/fake-identity-provider.ts';

// A server process of its own, on the database that its arguments name. Says its port and stops when its input ends. With the address of a
// mail server it also tells of new documents and sends mail, looking all the time for what is due.
const [appUrl = '', dataDir = '', smtpUrl = ''] = process.argv.slice(2);
configureLog({ level: 'error' });
const database = openDatabase(appUrl, { poolSize: 8 });
const site = await buildSite({ database, appUrl, dataDir, provider: fakeIdentityProvider() });
const server = httpServer(site.app, null);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
process.stdin.resume();
const stopping = once(process.stdin, 'end');
const mail = smtpUrl === '' ? null : sendMail();
await stopping;
await mail?.stop();
server.closeAllConnections();
server.close();
await site.close();
await database.close();

function sendMail(): { stop(): Promise<void> } {
  const sending = startSending({
    database,
    actAsSystem,
    transport: smtpTransport(smtpUrl),
    from: 'noreply@schoolpoort.test',
    baseUrl: 'http://schoolpoort.test',
    words: { nl: messages.nl.mail, en: messages.en.mail },
    composers: { [digestComposer]: composeDigests },
    keepComposed: false,
    every: 20,
    pauses: { first: 20, longest: 200 },
  });
  const ended = new AbortController();
  const telling = (async () => {
    while (!ended.signal.aborted) {
      // A database that dies is what the tests are about: the next look finds what is due.
      await tellDue(site.services).catch(() => undefined);
      await sleep(20, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ended.abort();
      await telling;
      await sending.stop();
    },
  };
}
